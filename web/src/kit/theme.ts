import { type MantineColorsTuple, type MantineThemeOverride, createTheme } from '@mantine/core';

const shades: MantineColorsTuple = [
  'var(--mantine-color-brand-0)',
  'var(--mantine-color-brand-1)',
  'var(--mantine-color-brand-2)',
  'var(--mantine-color-brand-3)',
  'var(--mantine-color-brand-4)',
  'var(--mantine-color-brand-5)',
  'var(--mantine-color-brand-6)',
  'var(--mantine-color-brand-7)',
  'var(--mantine-color-brand-8)',
  'var(--mantine-color-brand-9)',
];

/**
 * What components need to know of the look. The look itself is in theme.css, as custom properties: so the page writes no style
 * element while it runs and the content security policy can forbid them.
 */
export const theme: MantineThemeOverride = createTheme({
  primaryColor: 'brand',
  colors: { brand: shades },
  fontFamily: 'var(--brand-font)',
  respectReducedMotion: true,
  cursorType: 'pointer',
});

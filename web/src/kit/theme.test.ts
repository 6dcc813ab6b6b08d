import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { brand } from './brand.ts';

const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8');

/** The colours of one scheme that are written out as hex. */
function coloursOf(scheme: 'light' | 'dark'): Map<string, string> {
  const block = css.split(`:root[data-mantine-color-scheme='${scheme}'] {`)[1]?.split('}')[0] ?? '';
  return new Map(
    [...block.matchAll(/(--[\w-]+): (#[0-9a-f]{3,6});/g)].map(([, name = '', hex = '']) => [name, hex]),
  );
}

/** WCAG 2.2 relative luminance and contrast. */
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const full = hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((place) => {
    const value = Number.parseInt(full.slice(place, place + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe.each(['light', 'dark'] as const)('the %s theme can be read by people with weak eyes', (scheme) => {
  const colours = coloursOf(scheme);
  const of = (name: string) => colours.get(name) ?? `no ${name}`;
  const grounds = ['--mantine-color-body', '--page'];

  it.each([
    '--mantine-color-text',
    '--mantine-color-dimmed',
    '--mantine-color-placeholder',
    '--good',
    '--warn',
    '--bad',
    '--info',
  ])('text in %s has 4.5:1 on every ground', (name) => {
    for (const ground of grounds) expect(contrast(of(name), of(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it('the border of a control has 3:1 on every ground and on the control', () => {
    for (const ground of [...grounds, '--mantine-color-default']) {
      expect(contrast(of('--mantine-color-default-border'), of(ground))).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(['good', 'warn', 'bad', 'info'])('a notice of kind %s can be read on its own ground', (kind) => {
    expect(contrast(of(`--${kind}`), of(`--${kind}-soft`))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(of('--mantine-color-text'), of(`--${kind}-soft`))).toBeGreaterThanOrEqual(4.5);
  });
});

it('white can be read on the operator’s primary colour', () => {
  expect(contrast('#ffffff', brand.primary)).toBeGreaterThanOrEqual(4.5);
});

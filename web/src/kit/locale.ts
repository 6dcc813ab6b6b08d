import { useLingui } from '@lingui/react';
import type { Locale } from '../../../server/platform/call.ts';

export type { Locale };

/** The languages of the portal in the order they are offered, each by its own name. */
export const languages: { locale: Locale; name: string }[] = [
  { locale: 'fr', name: 'Français' },
  { locale: 'nl', name: 'Nederlands' },
  { locale: 'en', name: 'English' },
  { locale: 'de', name: 'Deutsch' },
];

export function isLocale(text: string): text is Locale {
  return languages.some(({ locale }) => locale === text);
}

/** The language of the page. */
export function useLocale(): Locale {
  const { i18n } = useLingui();
  return isLocale(i18n.locale) ? i18n.locale : 'fr';
}

/** The first language of the browser that the portal speaks, else French. */
export function browserLocale(preferred: readonly string[] = navigator.languages): Locale {
  for (const tag of preferred) {
    const language = tag.slice(0, 2).toLowerCase();
    if (isLocale(language)) return language;
  }
  return 'fr';
}

import { i18n, type Messages } from '@lingui/core';
import type { Locale } from './locale.ts';

const catalogues: Record<Locale, () => Promise<{ messages: Messages }>> = {
  fr: () => import('virtual:texts/fr'),
  nl: () => import('virtual:texts/nl'),
  en: () => import('virtual:texts/en'),
  de: () => import('virtual:texts/de'),
};

/** Fetches one language and makes it the page's. The others are not fetched. */
export async function speak(locale: Locale): Promise<void> {
  if (i18n.locale === locale) return;
  const { messages } = await catalogues[locale]();
  i18n.loadAndActivate({ locale, messages });
  document.documentElement.lang = locale;
}

import { i18n, type Messages } from '@lingui/core';
import type { Locale } from './locale.ts';

type Fetch = () => Promise<{ messages: Messages }>;

/** What the first page says, and with it the frame and the door. */
const first: Record<Locale, Fetch> = {
  fr: () => import('virtual:first-texts/fr'),
  nl: () => import('virtual:first-texts/nl'),
  en: () => import('virtual:first-texts/en'),
  de: () => import('virtual:first-texts/de'),
};

/** What all other pages say. */
const further: Record<Locale, Fetch> = {
  fr: () => import('virtual:further-texts/fr'),
  nl: () => import('virtual:further-texts/nl'),
  en: () => import('virtual:further-texts/en'),
  de: () => import('virtual:further-texts/de'),
};

let needsFurther = false;

/** Fetches one language and makes it the page's. The others are not fetched. */
export async function speak(locale: Locale): Promise<void> {
  if (i18n.locale === locale) return;
  await Promise.all([fetchOnce(first, locale), needsFurther && fetchOnce(further, locale)]);
  i18n.activate(locale);
  document.documentElement.lang = locale;
}

/** For a page or a dialog whose folder is none of the first (web/build/texts-plugin.ts): it comes when its texts are there too. */
export function withAllTexts<Module>(load: () => Promise<Module>): () => Promise<Module> {
  return async () => {
    needsFurther = true;
    const [module] = await Promise.all([load(), i18n.locale && fetchOnce(further, i18n.locale as Locale)]);
    return module;
  };
}

const fetched = new Map<Fetch, Promise<void>>();

/** What could not be fetched is asked for again the next time. */
function fetchOnce(texts: Record<Locale, Fetch>, locale: Locale): Promise<void> {
  const fetch = texts[locale];
  const known = fetched.get(fetch);
  if (known) return known;
  const coming = fetch().then(({ messages }) => i18n.load(locale, messages));
  fetched.set(fetch, coming);
  coming.catch(() => fetched.delete(fetch));
  return coming;
}

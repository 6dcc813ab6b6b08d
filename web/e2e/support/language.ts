import { expect, type Page } from '@playwright/test';
import { catalogueNames, locales, readCatalogue } from '../../../tools/catalogues.ts';

export type Locale = (typeof locales)[number];

/** The words of the portal in one language, by the id of their message. */
export function wordsOf(locale: Locale): (id: string) => string {
  const words = translations(locale);
  return (id) => {
    const word = words.get(id);
    if (!word) throw new Error(`no message ${id} in ${locale}`);
    return word;
  };
}

/**
 * Nothing on the page is in another of the portal's languages, and no id of a message shows through: neither in what is seen nor in
 * names, hints and placeholders. Knows the messages without values and the texts of the catalogue.
 */
export async function expectOnlyIn(page: Page, locale: Locale): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', locale);
  const own = await textsOf(page, locale);
  const foreign = new Set<string>();
  for (const other of locales.filter((each) => each !== locale))
    for (const text of await textsOf(page, other)) if (!own.has(text)) foreign.add(text);
  const said = await page.evaluate(textsOnPage);
  const ids = new RegExp(`^(${catalogueNames().join('|')})[.][a-z-]+([.][a-z-]+)*$`);
  const wrong = said.filter((text) => foreign.has(text) || ids.test(text));
  expect(wrong, `${page.url()} in ${locale}`).toEqual([]);
}

const known = new Map<Locale, Map<string, string>>();

function translations(locale: Locale): Map<string, string> {
  const words =
    known.get(locale) ??
    new Map(
      catalogueNames().flatMap((name) =>
        [...readCatalogue(locale, name)].map(([id, { translation }]) => [id, translation] as const),
      ),
    );
  known.set(locale, words);
  return words;
}

async function textsOf(page: Page, locale: Locale): Promise<Set<string>> {
  const catalogue: unknown = await (await page.request.get('/api/catalogue')).json();
  const messages = [...translations(locale).values()].filter((text) => !text.includes('{'));
  return new Set([...messages, ...localTexts(catalogue, locale)].filter((text) => text.length > 2));
}

/** Every text that the catalogue gives in all languages. */
function localTexts(value: unknown, locale: Locale): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const texts: Record<string, unknown> = { ...value };
  const own = texts[locale];
  if (typeof own === 'string') return [own];
  return Object.values(texts).flatMap((each) => localTexts(each, locale));
}

/** Runs in the page: each piece of text, and what is said only to screen readers or on hover. */
function textsOnPage(): string[] {
  const said: string[] = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    // names of languages are in their own
    if (!walker.currentNode.parentElement?.closest('[lang]:not(html)'))
      said.push(walker.currentNode.textContent ?? '');
  }
  for (const name of ['aria-label', 'placeholder', 'data-hint', 'title', 'aria-valuetext'])
    for (const element of document.querySelectorAll(`[${name}]`)) said.push(element.getAttribute(name) ?? '');
  return [...new Set(said.map((text) => text.trim()).filter(Boolean))];
}

import { existsSync, globSync, readFileSync } from 'node:fs';
import { formatter, parsePoFile } from '@lingui/format-po';
import { type SourceMessage, messagesOfCode } from './message-source.ts';

export const root = new URL('../', import.meta.url);
export const locales = ['en', 'fr', 'nl', 'de'] as const;
export type CatalogueLocale = (typeof locales)[number];

/** A translation as a catalogue holds it; `stale` = the English text changed since (the PO flag `fuzzy`). */
export type Entry = { translation: string; stale: boolean };

const po = formatter({
  explicitIdAsDefault: true,
  lineNumbers: false,
  customHeaderAttributes: {
    'POT-Creation-Date': '2022-06-13 15:28+0200',
    'X-Generator': 'tools/extract-messages.ts',
  },
});

/** The messages of the code by catalogue: the first word of an id names its file. */
export function messagesByCatalogue(): Map<string, SourceMessage[]> {
  const byName = new Map<string, SourceMessage[]>();
  for (const message of messagesOfCode(root).values()) {
    const name = catalogueOf(message.id);
    byName.set(name, [...(byName.get(name) ?? []), message]);
  }
  return byName;
}

export function catalogueOf(id: string): string {
  return id.slice(0, id.indexOf('.'));
}

/** Names of the catalogues that exist in any language. */
export function catalogueNames(): string[] {
  const files = globSync('locales/*/*.po', { cwd: root.pathname });
  return [...new Set(files.map((file) => file.replace(/^.*\/|\.po$/g, '')))].toSorted();
}

export function catalogueFile(locale: CatalogueLocale, name: string): URL {
  return new URL(`locales/${locale}/${name}.po`, root);
}

/** What one catalogue file holds, by id; empty when there is none. */
export function readCatalogue(locale: CatalogueLocale, name: string): Map<string, Entry> {
  const file = catalogueFile(locale, name);
  if (!existsSync(file)) return new Map();
  const items = parsePoFile(readFileSync(file, 'utf8')).items.filter((item) => !item.obsolete);
  return new Map(
    items.map((item) => [
      item.msgid,
      { translation: item.msgstr[0] ?? '', stale: Boolean(item.flags['fuzzy']) },
    ]),
  );
}

/**
 * The text of a catalogue file: the code's messages with the translations at hand. English is always the code's own text.
 * A translation whose English text changed is marked `fuzzy`, so that the check asks for it. Ids that no code uses any more
 * stay only when `keepUnused` (two people may be at work on one catalogue). `fresh` translations replace those at hand.
 */
export async function catalogueText(
  locale: CatalogueLocale,
  name: string,
  messages: SourceMessage[],
  keepUnused: boolean,
  fresh: Map<string, string> = new Map(),
): Promise<string> {
  const existing = readCatalogue(locale, name);
  for (const [id, translation] of fresh) existing.set(id, { translation, stale: false });
  const english = readCatalogue('en', name);
  const used = new Map(messages.map((message) => [message.id, message]));
  const ids = new Set([...used.keys(), ...(keepUnused ? existing.keys() : [])]);
  const catalogue: Parameters<typeof po.serialize>[0] = {};
  for (const id of [...ids].toSorted()) {
    const message = used.get(id);
    const entry = existing.get(id);
    const before = english.get(id)?.translation;
    const changed =
      !fresh.has(id) && Boolean(entry?.translation && message && before && before !== message.message);
    const stale = locale !== 'en' && (changed || entry?.stale);
    catalogue[id] = {
      translation:
        locale === 'en' ? (message?.message ?? entry?.translation ?? '') : (entry?.translation ?? ''),
      ...(message ? { message: message.message, comments: locale === 'en' ? [] : [message.message] } : {}),
      origin: message ? message.files.map((file) => [file]) : [],
      extra: { flags: stale ? ['fuzzy'] : [] },
    };
  }
  return po.serialize(catalogue, { locale, sourceLocale: 'en', filename: '', existing: undefined });
}

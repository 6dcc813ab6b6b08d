/**
 * Ends with 1 and a list when the catalogues and the code do not agree: a message without its translation, an unused id,
 * a translation older than its English text, placeholders that differ between languages, text that cannot be read as ICU
 * MessageFormat, or files that are not what `npm run messages` would write.
 */
import { existsSync, readFileSync } from 'node:fs';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import {
  type CatalogueLocale,
  catalogueFile,
  catalogueNames,
  catalogueText,
  locales,
  messagesByCatalogue,
  readCatalogue,
} from './catalogues.ts';
import type { SourceMessage } from './message-source.ts';
import { placeholdersOf } from './placeholders.ts';

const problems: string[] = [];
const code = messagesByCatalogue();

for (const name of new Set([...code.keys(), ...catalogueNames()])) {
  const messages = code.get(name) ?? [];
  for (const locale of locales) await check(locale, name, messages);
}

if (problems.length > 0) {
  process.stderr.write(
    `${problems.toSorted().join('\n')}\n\n${problems.length} problems. \`npm run messages\` adds what is missing.\n`,
  );
  process.exit(1);
}
process.stdout.write(`${[...code.values()].flat().length} messages complete in ${locales.join(', ')}\n`);

async function check(locale: CatalogueLocale, name: string, messages: SourceMessage[]): Promise<void> {
  const where = `locales/${locale}/${name}.po`;
  const file = catalogueFile(locale, name);
  if (!existsSync(file)) {
    problems.push(`${where}: no such file, the code has ${messages.length} messages for it`);
    return;
  }
  const entries = readCatalogue(locale, name);
  const before = problems.length;
  for (const message of messages) checkEntry(where, message, entries.get(message.id), locale);
  const used = new Set(messages.map((message) => message.id));
  for (const id of entries.keys()) if (!used.has(id)) problems.push(`${where}: ${id}: no code uses it`);
  if (problems.length > before) return;
  if (readFileSync(file, 'utf8') !== (await catalogueText(locale, name, messages, false))) {
    problems.push(`${where}: not as \`npm run messages\` writes it`);
  }
}

function checkEntry(
  where: string,
  source: SourceMessage,
  entry: { translation: string; stale: boolean } | undefined,
  locale: CatalogueLocale,
): void {
  const problem = (sentence: string) => problems.push(`${where}: ${source.id}: ${sentence}`);
  if (!entry) return void problem(`missing (used in ${source.files[0]})`);
  if (!entry.translation.trim()) return void problem('not translated');
  if (entry.stale)
    return void problem('its English text changed: review the translation, then take its `fuzzy` flag away');
  if (locale === 'en' && entry.translation !== source.message)
    return void problem('English differs from the code');
  try {
    const wanted = placeholdersOf(compileMessageOrThrow(source.message), source.message);
    const given = placeholdersOf(compileMessageOrThrow(entry.translation), entry.translation);
    const differing = wanted.symmetricDifference(given);
    if (differing.size > 0)
      problem(`placeholders differ from the English text: ${[...differing].join(', ')}`);
  } catch (error) {
    problem(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

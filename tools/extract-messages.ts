/**
 * Writes the messages of the code into `locales/<locale>/<name>.po` and keeps the translations that are there.
 * `node tools/extract-messages.ts [name…] [--clean]`: only these catalogues; `--clean` also drops what no code uses.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { catalogueFile, catalogueNames, catalogueText, locales, messagesByCatalogue } from './catalogues.ts';

const { values, positionals } = parseArgs({
  options: { clean: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const code = messagesByCatalogue();
const names =
  positionals.length > 0 ? positionals : [...new Set([...code.keys(), ...catalogueNames()])].toSorted();

for (const name of names) {
  const messages = code.get(name) ?? [];
  // English last: the other languages compare with its old text to see what changed
  for (const locale of locales.toReversed()) {
    const text = await catalogueText(locale, name, messages, !values.clean);
    const file = catalogueFile(locale, name);
    mkdirSync(new URL('.', file), { recursive: true });
    writeFileSync(file, text);
  }
  process.stdout.write(`${name}: ${messages.length} messages\n`);
}

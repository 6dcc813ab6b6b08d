/**
 * Puts translations into the catalogues: `node tools/translate-messages.ts translations.json`, where the file holds
 * `{"fleet.search": {"fr": "Chercher", "nl": "Zoeken", "de": "Suchen"}}`; `-` reads standard input. Catalogues are brought
 * up to date with the code by the same step, and ids that no code knows are named and left out.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { catalogueFile, catalogueOf, catalogueText, locales, messagesByCatalogue } from './catalogues.ts';

const file = process.argv[2] === '-' ? 0 : process.argv[2];
if (file === undefined) throw new Error('usage: node tools/translate-messages.ts <file.json | ->');
const given = z
  .record(z.string(), z.record(z.string(), z.string()))
  .parse(JSON.parse(readFileSync(file, 'utf8')));
const code = messagesByCatalogue();
const known = new Set([...code.values()].flat().map((message) => message.id));

for (const id of Object.keys(given))
  if (!known.has(id)) process.stderr.write(`${id}: no code uses it, left out\n`);
for (const name of new Set(Object.keys(given).map(catalogueOf))) {
  for (const locale of locales.toReversed()) {
    const fresh = new Map(
      Object.entries(given).flatMap(([id, texts]) => {
        const translation = texts[locale];
        return translation && catalogueOf(id) === name && known.has(id) ? [[id, translation] as const] : [];
      }),
    );
    const target = catalogueFile(locale, name);
    const text = await catalogueText(locale, name, code.get(name) ?? [], true, fresh);
    mkdirSync(new URL('.', target), { recursive: true });
    writeFileSync(target, text);
  }
}

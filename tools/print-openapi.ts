/** Writes docs/openapi.json from the routes; `--check` only compares and exits with 1 when it differs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { apiDocument } from '../server/api.ts';

const file = new URL('../docs/openapi.json', import.meta.url);
const printed = `${JSON.stringify(apiDocument(), null, 2)}\n`;
if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') === printed) process.exit(0);
  process.stderr.write('docs/openapi.json is not what the routes say: run npm run api.\n');
  process.exit(1);
}
writeFileSync(file, printed);

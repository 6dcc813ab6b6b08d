import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbedded } from '../server/platform/database/embedded.ts';
import { migrate } from '../server/platform/database/migrate.ts';
import { printSchema } from './schema/print-sql.ts';
import { printTables } from './schema/print-types.ts';

const root = join(import.meta.dirname, '..');

/** What the migrations make, as the two committed files say it: path from the root of the project → text. */
export async function printSchemaFiles(url: string): Promise<Record<string, string>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return { 'docs/schema.sql': await printSchema(client), 'server/tables.ts': await printTables(client) };
  } finally {
    await client.end();
  }
}

/** The committed files that differ from what the migrations make. */
export function outdated(files: Record<string, string>): string[] {
  return Object.keys(files).filter((path) => {
    try {
      return readFileSync(join(root, path), 'utf8') !== files[path];
    } catch {
      return true;
    }
  });
}

/** `node tools/print-schema.ts [--check]`: writes both files from a throw-away database, or says which are outdated. */
async function main(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'flottille-schema-'));
  const quiet = { debug: () => {}, warn: console.error, error: () => {} };
  const server = await startEmbedded({ dataDir, log: quiet, settings: ['fsync=off'] });
  try {
    await migrate(server.url);
    const files = await printSchemaFiles(server.url);
    const changed = outdated(files);
    if (process.argv.includes('--check')) {
      if (changed.length > 0) {
        console.error(
          `Run "node tools/print-schema.ts": ${changed.join(' and ')} differ from the migrations.`,
        );
        process.exitCode = 1;
      }
      return;
    }
    for (const path of changed) {
      writeFileSync(join(root, path), files[path] ?? '');
      console.log(`written: ${path}`);
    }
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true });
  }
}

if (import.meta.main) await main();

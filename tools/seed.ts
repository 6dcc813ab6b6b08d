/**
 * A company with a fleet of any size, for trying and measuring:
 *
 *   node tools/seed.ts --organisation "Big Fleet" --lines 100000 [--seed 1] [--accounts 3] [--manager big@demo.test]
 *                      [--database-url postgres://…]
 *
 * Without an address of a database it fills the built-in one of DATA_DIR, while the portal does not run. The same command on
 * the same database makes the same fleet. The simulated network gets the SIMs too. The manager's password is flottille-demo.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { applyCatalogue } from '../server/catalogue/catalogue.ts';
import { refreshStatistics, seedFleet, type WantedFleet } from '../server/demo/demo.ts';
import type { Call } from '../server/platform/call.ts';
import { openDatabase } from '../server/platform/database/database.ts';
import { startEmbedded } from '../server/platform/database/embedded.ts';
import { migrate } from '../server/platform/database/migrate.ts';
import { newId } from '../server/platform/id.ts';
import { StartFailure } from '../server/platform/start-failure.ts';

const wholeNumber = (most: number) => z.coerce.number().int().min(1).max(most);
const optionsSchema = z.object({
  organisation: z.string().min(1),
  lines: wholeNumber(9_000_000),
  seed: wholeNumber(1_000_000).default(1),
  accounts: wholeNumber(999).default(3),
  manager: z.email().optional(),
  'database-url': z.string().optional(),
});

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      organisation: text,
      lines: text,
      seed: text,
      accounts: text,
      manager: text,
      'database-url': text,
    },
  });
  const options = optionsSchema.parse(values);
  const wanted: WantedFleet = { ...options, name: options.organisation, manager: options.manager ?? null };
  const given = options['database-url'] ?? process.env['DATABASE_URL'];
  if (given) return seed(given, wanted);
  const log = { debug: () => {}, warn: console.warn, error: console.error };
  const embedded = await startEmbedded({ dataDir: process.env['DATA_DIR'] ?? '.data', log });
  try {
    await seed(embedded.url, wanted);
  } finally {
    await embedded.stop();
  }
}

async function seed(databaseUrl: string, wanted: WantedFleet): Promise<void> {
  await migrate(databaseUrl);
  const database = await openDatabase(databaseUrl, {
    poolSize: 4,
    applicationName: 'flottille-seed',
    statementTimeout: 0,
  });
  const begun = performance.now();
  const call: Call = {
    db: database.db,
    actor: { kind: 'system', name: 'seed' },
    now: new Date(),
    requestId: newId(),
    ip: null,
  };
  try {
    await applyCatalogue(call, new URL('../catalogue', import.meta.url).pathname);
    const { organisationId } = await seedFleet(call, wanted, (done) =>
      process.stdout.write(`\r${done} lines`),
    );
    await refreshStatistics(call);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    process.stdout.write(`\r${wanted.lines} lines of ${wanted.name} (${organisationId}) in ${seconds} s\n`);
  } finally {
    await database.close();
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof StartFailure) && !(error instanceof z.ZodError)) throw error;
  process.stderr.write(`${error instanceof z.ZodError ? z.prettifyError(error) : error.message}\n`);
  process.exit(1);
}

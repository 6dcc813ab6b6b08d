/**
 * A company with a fleet of any size, for trying and measuring:
 *
 *   node tools/seed.ts --organisation "Big Fleet" --lines 100000 [--seed 1] [--accounts 3] [--manager big@demo.test]
 *                      [--database-url postgres://…]
 *
 * or a whole operator: a tenth of the lines in one company (largest@demo.test), 5,000 in another (pattern@demo.test), four weeks of orders:
 *
 *   node tools/seed.ts --world [--lines 1000000] [--largest 100000] [--companies 200] [--seed 1] [--database-url postgres://…]
 *
 * Without an address of a database it fills the built-in one of DATA_DIR, while the portal does not run. The same command on
 * the same database makes the same fleet. The simulated network gets the SIMs too. The manager's password is flottille-demo.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { applyCatalogue } from '../server/catalogue/catalogue.ts';
import { refreshStatistics, seedFleet, seedWorld, type WantedFleet } from '../server/demo/demo.ts';
import type { Call } from '../server/platform/call.ts';
import { type Database, openDatabase } from '../server/platform/database/database.ts';
import { startEmbedded } from '../server/platform/database/embedded.ts';
import { migrate } from '../server/platform/database/migrate.ts';
import { newId } from '../server/platform/id.ts';
import { StartFailure } from '../server/platform/start-failure.ts';

const wholeNumber = (most: number) => z.coerce.number().int().min(1).max(most);
const worldSchema = z.object({
  lines: wholeNumber(9_000_000).default(1_000_000),
  companies: wholeNumber(5_000).default(200),
  seed: wholeNumber(1_000_000).default(1),
  pattern: wholeNumber(100_000).default(5_000),
  largest: wholeNumber(9_000_000).optional(),
});
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
      world: { type: 'boolean', default: false },
      companies: text,
      pattern: text,
      largest: text,
    },
  });
  const work = values.world ? worldOf(values) : fleetOf(values);
  const given = values['database-url'] ?? process.env['DATABASE_URL'];
  if (given) return seed(given, work);
  const log = { debug: () => {}, warn: console.warn, error: console.error };
  const embedded = await startEmbedded({ dataDir: process.env['DATA_DIR'] ?? '.data', log });
  try {
    await seed(embedded.url, work);
  } finally {
    await embedded.stop();
  }
}

type Work = (call: Call, parts: { database: Database; url: string }) => Promise<string>;

function fleetOf(values: object): Work {
  const options = optionsSchema.parse(values);
  const wanted: WantedFleet = { ...options, name: options.organisation, manager: options.manager ?? null };
  return async (call) => {
    const { organisationId } = await seedFleet(call, wanted, (done) =>
      process.stdout.write(`\r${done} lines`),
    );
    return `\r${wanted.lines} lines of ${wanted.name} (${organisationId})`;
  };
}

function worldOf(values: object): Work {
  const { largest, ...others } = worldSchema.parse(values);
  const wanted = { ...others, ...(largest === undefined ? {} : { largest }) };
  return async (call, parts) => {
    await seedWorld(parts, call, wanted, (what) => process.stdout.write(`${what}\n`));
    return `${wanted.lines} lines of ${wanted.companies} companies`;
  };
}

async function seed(url: string, work: Work): Promise<void> {
  await migrate(url);
  const database = await openDatabase(url, {
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
    const done = await work(call, { database, url });
    await refreshStatistics(call);
    process.stdout.write(`${done} in ${((performance.now() - begun) / 1000).toFixed(1)} s\n`);
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

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Call, Person } from '../server/platform/call.ts';
import { type Database, openDatabase } from '../server/platform/database/database.ts';
import { startEmbedded } from '../server/platform/database/embedded.ts';
import { migrate } from '../server/platform/database/migrate.ts';
import { aCompany } from '../test/fleet.ts';
import { aPerson, linesOnNetwork, quoteFor, submit } from '../test/orders.ts';
import type { WorkerOptions } from './worker.ts';

export type Sizes = { lines: number; otherLines: number; singles: number; pages: number; rounds: number };

export type Customer = { manager: Call<Person>; lineIds: string[] };

/** What is measured: a server of its own as safe as a real one, a large and another company, workers in processes of their own. */
export type World = {
  url: string;
  database: Database;
  sizes: Sizes;
  big: Customer;
  other: Customer;
  /** Puts a process beside this one: resolves when it says that it is ready; it ends with the world at the latest. */
  start(file: string, options: object): Promise<{ said: string; end(): Promise<void> }>;
  worker(options?: Omit<WorkerOptions, 'url'>): Promise<{ end(): Promise<void> }>;
  close(): Promise<void>;
};

/** On the built-in PostgreSQL in a throw-away folder; with BENCH_DATABASE_URL in that database, which must be empty. */
export async function openWorld(sizes: Sizes): Promise<World> {
  const given = process.env['BENCH_DATABASE_URL'];
  const dataDir = await mkdtemp(join(tmpdir(), 'flottille-bench-'));
  const log = { debug: () => {}, warn: console.warn, error: console.error };
  const server = given ? null : await startEmbedded({ dataDir, log });
  const url = given ?? server?.url ?? '';
  await migrate(url);
  const database = await openDatabase(url, {
    poolSize: 12,
    applicationName: 'flottille-bench',
    statementTimeout: 0,
  });
  const running = new Set<ChildProcess>();
  let closed: Promise<void> | undefined;

  async function start(file: string, options: object) {
    const child = spawn(process.execPath, [join(import.meta.dirname, file), JSON.stringify(options)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running.add(child);
    const said = await firstWord(child);
    return {
      said,
      end: async () => {
        running.delete(child);
        if (child.exitCode !== null || child.signalCode !== null) return;
        child.kill('SIGTERM');
        await once(child, 'exit');
      },
    };
  }

  return {
    url,
    database,
    sizes,
    big: await aCustomer(database, sizes.lines),
    other: await aCustomer(database, sizes.otherLines),
    start,
    worker: (options = {}) => start('worker.ts', { url, ...options }),
    close: () => (closed ??= close()),
  };

  async function close(): Promise<void> {
    for (const child of running) child.kill('SIGKILL');
    await database.close();
    await server?.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function firstWord(child: ChildProcess): Promise<string> {
  for await (const chunk of child.stdout ?? []) {
    child.stdout?.resume();
    return String(chunk).trim();
  }
  throw new Error('a process of the bench ended before it was ready');
}

/** A company with lines of one kind, without the numbers at which the simulated network misbehaves. */
async function aCustomer({ db }: Database, lines: number): Promise<Customer> {
  const company = await aCompany(db, 2);
  const manager = { ...(await aPerson(db, company)), now: new Date() };
  const batch = 5000;
  for (let from = 0; from < lines; from += batch) {
    await linesOnNetwork(
      db,
      company,
      Array.from({ length: Math.min(batch, lines - from) }, () => null),
    );
  }
  await sql`VACUUM ANALYZE`.execute(db);
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM line WHERE organisation_id = ${company.id} AND msisdn !~ '000[1-4]$' ORDER BY msisdn`.execute(
    db,
  );
  return { manager, lineIds: rows.map(({ id }) => id) };
}

/** Quotes the option for all the lines that can have it (or lose it) and orders it; the quote is not in `took`. */
export async function order(
  { manager }: Customer,
  lineIds: string[],
  change: { add?: string[]; remove?: string[] },
): Promise<{ id: string; items: number; took: number }> {
  const call = { ...manager, now: new Date() };
  const quote = await quoteFor(call, lineIds, change);
  const begun = performance.now();
  const { id } = await submit({ ...call, now: new Date() }, quote.id);
  return { id, items: quote.eligibleCount, took: performance.now() - begun };
}

/** Milliseconds until the order has ended, asked every `everyMs`. */
export async function untilEnded({ database }: World, orderId: string, everyMs: number): Promise<number> {
  const begun = performance.now();
  for (;;) {
    const { rows } = await database.pool.query<{ ended: boolean }>({
      name: 'ended',
      text: 'SELECT ended_at IS NOT NULL AS ended FROM product_order WHERE id = $1',
      values: [orderId],
    });
    if (rows[0]?.ended) return performance.now() - begun;
    await sleep(everyMs);
  }
}

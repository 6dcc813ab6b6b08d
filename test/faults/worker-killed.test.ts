import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import type { Call, Person } from '../../server/platform/call.ts';
import { testDatabase } from '../database.ts';
import { aCompany } from '../fleet.ts';
import { aPerson, linesOnNetwork, quoteFor, submit } from '../orders.ts';
import { differences } from './differences.ts';

const kills = Number(process.env['FAULT_KILLS'] ?? 50);
const seed = Number(process.env['FAULT_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const chance = seeded(seed);

const { db, url } = await testDatabase();
const alive = new Set<ChildProcess>();
afterEach(() => {
  for (const worker of alive) worker.kill('SIGKILL');
});

test(
  `after ${kills} kills of the worker no item is lost, done twice, out of its order or stuck (seed ${seed})`,
  async () => {
    const company = await aCompany(db);
    const manager = await aPerson(db, company);
    // Among 500 numbers that follow each other are four at which the simulated network misbehaves, one of each kind.
    const lines = await linesOnNetwork(
      db,
      company,
      Array.from({ length: 500 }, () => null),
    );
    await orderFor(manager, lines, { add: ['roaming', 'spam-filter'] });
    await orderFor(manager, lines.slice(0, 200), { add: ['hide-number'] });
    await orderFor(manager, lines.slice(100, 300), { add: ['data-top-up-1gb'] });
    expect(await openItems()).toBe(900);

    let meetings = 0;
    let next = start();
    for (let kill = 0; kill < kills; kill += 1) {
      if ((await openItems()) < 150) await orderFor(manager, someOf(lines), someChange());
      const worker = next;
      // The next one is on its way already, so that some lives overlap.
      next = start();
      // Also before it works: a life may be as short as its start.
      if (chance() < 0.9) await said(worker, 'working');
      await sleep(chance() * 250);
      meetings += (await heldItems()) > 0 ? 1 : 0;
      worker.kill('SIGKILL');
      await once(worker, 'exit');
      alive.delete(worker);
    }
    expect(meetings, 'kills that met workers with items in hand').toBeGreaterThan(kills / 2);
    await expect.poll(openItems, { timeout: 60_000, interval: 100 }).toBe(0);
    for (const [what, found] of Object.entries(await differences(db)))
      expect({ [what]: found }).toEqual({ [what]: [] });
  },
  120_000 + kills * 5_000,
);

function start(): ChildProcess {
  const worker = spawn(process.execPath, [join(import.meta.dirname, 'worker.ts'), url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  alive.add(worker);
  return worker;
}

async function said(child: ChildProcess, word: string): Promise<void> {
  for await (const chunk of child.stdout ?? []) if (String(chunk).includes(word)) return;
}

/** As a person orders it: a quote, and what of it is possible. */
async function orderFor(
  manager: Call<Person>,
  lineIds: string[],
  change: { add?: string[]; remove?: string[] },
): Promise<void> {
  const call = { ...manager, now: new Date() };
  const quote = await quoteFor(call, lineIds, change);
  if (quote.eligibleCount > 0) await submit(call, quote.id);
}

function someOf(lines: string[]): string[] {
  const from = Math.floor(chance() * 300);
  return lines.slice(from, from + 200);
}

const independent = [
  'access-5g',
  'data-boost-5gb',
  'hide-number',
  'itemised-usage',
  'spam-filter',
  'traveller',
];

function someChange(): { add?: string[]; remove?: string[] } {
  const code = independent[Math.floor(chance() * independent.length)] ?? '';
  return chance() < 0.6 ? { add: [code, 'data-top-up-1gb'] } : { remove: [code] };
}

function openItems(): Promise<number> {
  return countOf(sql`SELECT count(*) FROM order_item WHERE ended_at IS NULL`);
}

function heldItems(): Promise<number> {
  return countOf(sql`SELECT count(*) FROM order_item WHERE lease_until > clock_timestamp()`);
}

async function countOf(query: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ count: number }>`${query}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** The same numbers for the same seed (mulberry32). */
function seeded(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

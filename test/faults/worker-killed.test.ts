import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { testDatabase } from '../database.ts';
import { type StoredFleet, storeFleet, storeOrder } from './stored-orders.ts';

const kills = Number(process.env['FAULT_KILLS'] ?? 50);
const seed = Number(process.env['FAULT_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const chance = seeded(seed);

const { db, url } = await testDatabase();
let worker: ChildProcess | undefined;
afterEach(() => worker?.kill('SIGKILL'));

test(`after ${kills} kills of the worker no item is lost, done twice, out of its order or stuck (seed ${seed})`, async () => {
  const fleet = await storeFleet(db, 496, ['0001', '0002', '0003', '0004']);
  await orderOverAll(fleet, 'first');
  for (const value of ['second', 'third']) await orderOverAll(fleet, value, 150);
  let meetings = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    if ((await openItems()) < 150) await orderOverAll(fleet, `after ${kill}`);
    worker = start();
    // Also before it works: a life may be as short as its start.
    if (chance() < 0.9) await said(worker, 'working');
    await sleep(chance() * 250);
    meetings += (await heldItems()) > 0 ? 1 : 0;
    worker.kill('SIGKILL');
    await once(worker, 'exit');
  }
  expect(meetings, 'kills that met a worker with items in hand').toBeGreaterThan(kills / 2);

  worker = start();
  await expect.poll(openItems, { timeout: 30_000, interval: 100 }).toBe(0);

  expect(
    await wrongEffects(),
    'items with another number of effects than one when completed, none when failed',
  ).toEqual([]);
  expect(await outOfOrder(), 'effects on a SIM in another order than its items were ordered').toEqual([]);
  expect(await wrongServices(), 'SIMs that have not what the last completed item gave them').toEqual([]);
  expect(await wrongFailures(), 'failures other than of the number that is always refused').toEqual([]);
  expect(await wrongCounts(), 'orders whose ended items were not told exactly once').toEqual([]);
}, 180_000);

function start(): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'worker.ts'), url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function said(child: ChildProcess, word: string): Promise<void> {
  for await (const chunk of child.stdout ?? []) if (String(chunk).includes(word)) return;
}

/** An order over some lines, the chosen ones first in a row of their own, so that lines differ in what waits for them. */
async function orderOverAll(fleet: StoredFleet, value: string, count = fleet.lineIds.length): Promise<void> {
  const lineIds = fleet.lineIds.toSorted(() => chance() - 0.5).slice(0, count);
  await storeOrder(db, fleet, { value, lineIds, now: new Date() });
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

async function wrongEffects(): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT coalesce(i.id, e.item_id) AS id, i.state, e.effects FROM order_item i
    FULL JOIN (SELECT item_id, count(*) AS effects FROM simulator.effect GROUP BY item_id) e ON e.item_id = i.id
    WHERE coalesce(e.effects, 0) IS DISTINCT FROM CASE WHEN i.state = 'completed' THEN 1 WHEN i.state = 'failed' THEN 0 END`.execute(
    db,
  );
  return rows;
}

async function outOfOrder(): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT * FROM (
      SELECT e.iccid, i.sequence, lag(i.sequence) OVER chain AS previous, e.before, lag(e.after) OVER chain AS after
      FROM simulator.effect e JOIN order_item i ON i.id = e.item_id
      WINDOW chain AS (PARTITION BY e.iccid ORDER BY e.sequence)) AS effects
    WHERE sequence < previous OR before IS DISTINCT FROM coalesce(after, '{}')`.execute(db);
  return rows;
}

async function wrongServices(): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT s.iccid, s.services, s.revision, last.value FROM simulator.subscriber s
    LEFT JOIN (SELECT iccid, count(*) AS effects,
                 (array_agg(actions -> 0 -> 'services' -> 0 -> 'value' ORDER BY sequence DESC))[1] AS value
               FROM order_item WHERE state = 'completed' GROUP BY iccid) AS last USING (iccid)
    WHERE s.services -> 'data' IS DISTINCT FROM last.value OR s.revision <> coalesce(last.effects, 0)`.execute(
    db,
  );
  return rows;
}

async function wrongFailures(): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT msisdn, state, failure FROM order_item
    WHERE (state = 'failed') <> (msisdn LIKE '%0002') OR (state = 'failed' AND failure ->> 'code' <> 'network-refused')`.execute(
    db,
  );
  return rows;
}

async function wrongCounts(): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT o.id, o.item_count, o.completed_count, o.failed_count FROM product_order o
    JOIN LATERAL (SELECT count(*) FILTER (WHERE state = 'completed') AS completed, count(*) FILTER (WHERE state = 'failed') AS failed
                  FROM order_item WHERE order_id = o.id) AS items ON true
    WHERE (o.completed_count, o.failed_count) <> (items.completed, items.failed)
       OR o.completed_count + o.failed_count <> o.item_count`.execute(db);
  return rows;
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

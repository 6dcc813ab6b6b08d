import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { median } from '../../bench/measure.ts';
import { testDatabase } from '../database.ts';
import { isLong, lengthOf, tell } from './lengths.ts';
import { scriptedElement } from './scripted-element.ts';
import { type StoredFleet, storeFleet, storeOrder } from './stored-orders.ts';
import { statesOf, workbench } from './workbench.ts';

const items = lengthOf('poisoned run of items');
const rounds = isLong ? 6 : 1;
const kinds = (round: number) =>
  round % 2 === 0 ? (['clean', 'spoiled'] as const) : (['spoiled', 'clean'] as const);
const database = await testDatabase();
const { db } = database;
const bench = workbench(database);

/** One in a hundred cannot be read, or makes its connector throw each time. */
const poisons = ['unreadable', 'throws'] as const;
const poisoned = new Map<string, (typeof poisons)[number]>();

const element = scriptedElement({
  apply: ({ msisdn }) => {
    if (poisoned.get(msisdn) === 'throws') throw new TypeError('this number is poison');
    return Promise.resolve({ done: true });
  },
  limits: { concurrency: 64 },
});

test(
  `one poisoned item in a hundred ends as a defect and spoils none of the other ${items}`,
  async () => {
    const fleet = await storeFleet(db, items);
    const { rows } = await sql<{ msisdn: string }>`
      SELECT msisdn FROM line WHERE organisation_id = ${fleet.organisationId} ORDER BY msisdn`.execute(db);
    const poison = rows.flatMap(({ msisdn }, place) =>
      place % 100 === 50 ? [[msisdn, poisons[((place / 50) % 3) | 0] ?? 'throws'] as const] : [],
    );
    const times = { clean: [] as number[], spoiled: [] as number[] };
    // In turns, and each as often first: tables that have been written a lot are slower, code that has run is faster.
    for (let round = 0; round < rounds; round += 1) {
      for (const kind of kinds(round)) {
        poisoned.clear();
        if (kind === 'spoiled') for (const [msisdn, how] of poison) poisoned.set(msisdn, how);
        const { orderId, untilOthers } = await timed(fleet, `${kind} ${round}`);
        times[kind].push(untilOthers);
        const failed = poisoned.size > 0 ? { failed: poisoned.size } : {};
        expect(await statesOf(db, orderId)).toEqual({ completed: items - poisoned.size, ...failed });
      }
    }
    const failures = await sql<{ code: string; items: number }>`
      SELECT failure ->> 'code' AS code, count(*) AS items FROM order_item
      WHERE state = 'failed' GROUP BY 1`.execute(db);
    expect(failures.rows).toEqual([{ code: 'defect', items: rounds * poison.length }]);
    tell('poison, one in a hundred', {
      items,
      poisoned: poison.length,
      'time of the others against a clean run': (median(times.spoiled) / median(times.clean)).toFixed(2),
    });
  },
  120_000 + items * rounds * (isLong ? 10 : 50),
);

/** An order over the fleet, carried out; seconds until every item that is no poison has ended. */
async function timed(fleet: StoredFleet, value: string): Promise<{ orderId: string; untilOthers: number }> {
  const orderId = await storeOrder(db, fleet, { value, now: bench.clock.now() });
  if (isLong) await sql`VACUUM ANALYZE`.execute(db);
  await sql`UPDATE order_item SET actions = '"poison"'
    WHERE order_id = ${orderId} AND msisdn = ANY(${unreadable()}::text[])`.execute(db);
  const worker = bench.worker(element);
  const start = performance.now();
  await worker.drain();
  const untilOthers = (performance.now() - start) / 1000;
  // Poison comes back until its tries are spent; the element is left alone now and then meanwhile.
  for (let round = 0; round < 60; round += 1) {
    bench.clock.advance(600_000);
    await worker.drain();
  }
  await worker.stop();
  return { orderId, untilOthers };
}

function unreadable(): string[] {
  return [...poisoned].flatMap(([msisdn, kind]) => (kind === 'unreadable' ? [msisdn] : []));
}

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../database.ts';
import { isLong, lengthOf, tell } from './lengths.ts';
import { scriptedElement } from './scripted-element.ts';
import { type StoredFleet, storeFleet, storeOrder } from './stored-orders.ts';
import { statesOf, workbench } from './workbench.ts';

const items = lengthOf('poisoned run of items');
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
    const clean = await timed(fleet, 'clean');
    const { rows } = await sql<{ id: string; msisdn: string }>`
      SELECT id, msisdn FROM line WHERE organisation_id = ${fleet.organisationId} ORDER BY msisdn`.execute(
      db,
    );
    for (const [place, { msisdn }] of rows.entries())
      if (place % 100 === 50) poisoned.set(msisdn, poisons[((place / 50) % 3) | 0] ?? 'throws');
    const spoiled = await timed(fleet, 'spoiled');

    expect(await statesOf(db, clean.orderId)).toEqual({ completed: items });
    expect(await statesOf(db, spoiled.orderId)).toEqual({
      completed: items - poisoned.size,
      failed: poisoned.size,
    });
    const failures = await sql<{ code: string; items: number }>`
      SELECT failure ->> 'code' AS code, count(*) AS items FROM order_item
      WHERE state = 'failed' GROUP BY 1`.execute(db);
    expect(failures.rows).toEqual([{ code: 'defect', items: poisoned.size }]);
    tell('poison, one in a hundred', {
      items,
      poisoned: poisoned.size,
      'time of the others against a clean run': (spoiled.untilOthers / clean.untilOthers).toFixed(2),
    });
  },
  120_000 + items * (isLong ? 10 : 50),
);

/** An order over the fleet, carried out; seconds until every item that is no poison has ended. */
async function timed(fleet: StoredFleet, value: string): Promise<{ orderId: string; untilOthers: number }> {
  const orderId = await storeOrder(db, fleet, { value, now: bench.clock.now() });
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

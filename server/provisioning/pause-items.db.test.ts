import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { scriptedElement } from '../../test/faults/scripted-element.ts';
import { storeFleet, storeOrder } from '../../test/faults/stored-orders.ts';
import { statesOf, workbench } from '../../test/faults/workbench.ts';
import { claimNew, releaseItems } from './claim-store.ts';
import { lockPause, pauseItems, queueFigures, resumeItems } from './provisioning.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const { clock, worker, callOf } = workbench(database);
const claim = (limit = 100) =>
  claimNew(db, {
    element: 'simulator',
    lane: 'small',
    now: clock.now(),
    limit,
    leaseMs: 60_000,
    isProbe: false,
    fromTurn: 0,
  });

async function pause(fleet: Parameters<typeof callOf>[0], orderId: string): Promise<number> {
  return db.transaction().execute(async (db) => {
    const call = { ...callOf(fleet), db };
    await lockPause(call, orderId);
    const paused = await pauseItems(call, orderId);
    await sql`UPDATE product_order SET paused_at = ${clock.now()} WHERE id = ${orderId}`.execute(db);
    return paused;
  });
}

test('what a worker has taken and gives back while its order is paused does not begin', async () => {
  const fleet = await storeFleet(db, 5);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const held = await claim();
  expect(held).toHaveLength(5);
  expect(await pause(fleet, orderId)).toBe(0);
  await releaseItems(db, held);
  expect(await claim()).toEqual([]);
  expect(await queueFigures(db, clock.now())).toMatchObject([{ due: 0, held: 0, paused: 5 }]);
  await sql`UPDATE product_order SET paused_at = NULL WHERE id = ${orderId}`.execute(db);
  expect(await resumeItems(callOf(fleet), orderId)).toBe(5);
  const work = worker(scriptedElement({}));
  await work.drain();
  await work.stop();
  expect(await statesOf(db, orderId)).toEqual({ completed: 5 });
});

test('giving back waits for a pause that is being written, however close they come', async () => {
  const fleet = await storeFleet(db, 5);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const held = await claim();
  let released: Promise<void> = Promise.resolve();
  await db.transaction().execute(async (db) => {
    const call = { ...callOf(fleet), db };
    await lockPause(call, orderId);
    await pauseItems(call, orderId);
    released = releaseItems(database.db, held);
    // long enough for it to be done, were it not to wait
    await new Promise((resolve) => setTimeout(resolve, 100));
    await sql`UPDATE product_order SET paused_at = ${clock.now()} WHERE id = ${orderId}`.execute(db);
  });
  await released;
  expect(await claim()).toEqual([]);
  await resumeItems(callOf(fleet), orderId);
  expect(await claim()).toHaveLength(5);
});

test('what is resumed does not come before what was ordered for other numbers meanwhile', async () => {
  const fleet = await storeFleet(db, 50);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  await pause(fleet, orderId);
  clock.advance(3_600_000);
  const other = await storeFleet(db, 1);
  const single = await storeOrder(db, other, { value: 'b', now: clock.now() });
  clock.advance(1000);
  await resumeItems(callOf(fleet), orderId);
  const first = await claim(1);
  expect(first.map((item) => item.orderId)).toEqual([single]);
});

test('while an order is being cancelled, what was ordered before and after it is claimed in its turn, and nothing of it', async () => {
  await sql`UPDATE order_item SET state = 'cancelled', is_head = false`.execute(db);
  await sql`UPDATE product_order SET state = 'cancelled'`.execute(db);
  const fleets = [await storeFleet(db, 3), await storeFleet(db, 3), await storeFleet(db, 3)];
  const orderIds: string[] = [];
  for (const fleet of fleets) {
    clock.advance(1000);
    orderIds.push(await storeOrder(db, fleet, { value: 'a', now: clock.now() }));
  }
  const hold = (orderId = '') =>
    sql`
    INSERT INTO order_sweep (id, order_id, kind, billing_account_ids, last_sequence, left_count, asked_at)
    SELECT gen_random_uuid(), id, 'cancel', billing_account_ids, 9223372036854775807, 3, now() FROM product_order
    WHERE id = ${orderId}`.execute(db);
  const claimed = async () =>
    (await claim()).map(({ orderId }) => orderIds.indexOf(orderId)).toSorted((a, b) => a - b);
  await hold(orderIds[1]);
  expect(await claimed()).toEqual([0, 0, 0, 2, 2, 2]);
  await sql`UPDATE order_item SET state = 'acknowledged', lease_until = NULL WHERE state = 'inProgress'`.execute(
    db,
  );
  await hold(orderIds[0]);
  expect(await claimed()).toEqual([2, 2, 2]);
  await hold(orderIds[2]);
  expect(await claimed()).toEqual([]);
  await sql`DELETE FROM order_sweep`.execute(db);
  expect(await claimed()).toEqual([0, 0, 0, 1, 1, 1]);
});

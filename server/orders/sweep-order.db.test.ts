import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, now, systemCall } from '../../test/fleet.ts';
import { aPerson, carryOut, linesOnNetwork, optionsOf, orderFor } from '../../test/orders.ts';
import { cancelOrder } from './cancel-order.ts';
import { pauseOrder, resumeOrder } from './pause-order.ts';
import { readOrder } from './read-orders.ts';
import { retryOrder } from './retry-order.ts';
import { sweepOrders } from './sweep-order.ts';

// More than one batch; the second number fails for good.
const size = 1200;
const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const company = await aCompany(db);
const manager = await aPerson(db, company);
const portal = { ...systemCall(db), now, actor: { kind: 'system', name: 'test' } as const };
const lines = await linesOnNetwork(
  db,
  company,
  Array.from({ length: size }, (_, place) => (place === 1 ? '0002' : null)),
);

async function toTheEnd(): Promise<void> {
  while (await sweepOrders(portal));
}

test('a large order that is cancelled begins nothing more at once, says what is left to stop, and ends when all of it has stopped', async () => {
  const { id: orderId } = await orderFor(manager, lines, { add: ['spam-filter'] });
  const last = lines.at(-1) ?? '';
  expect(await cancelOrder(manager, { orderId })).toMatchObject({
    state: 'inProgress',
    cancelledCount: 1000,
    waitingCount: 200,
    stoppingCount: 200,
    mayCancel: false,
    mayPause: false,
  });
  // Asked again it says the same: nobody is told that all of it has begun.
  expect(await cancelOrder(manager, { orderId })).toMatchObject({ stoppingCount: 200 });
  await carryOut(database);
  expect(await readOrder(manager, { orderId })).toMatchObject({ waitingCount: 200, inProgressCount: 0 });
  await toTheEnd();
  expect(await readOrder(manager, { orderId })).toMatchObject({
    state: 'cancelled',
    cancelledCount: size,
    stoppingCount: 0,
  });
  expect(await optionsOf(db, last)).toEqual([]);
  const { rows } =
    await sql`SELECT FROM line_state WHERE line_id = ANY(${lines}::uuid[]) AND open_items <> 0`.execute(db);
  expect(rows).toEqual([]);
});

test('a large order that is paused begins nothing more at once, and goes on as a whole when it is resumed before all of it had stopped', async () => {
  const { id: orderId } = await orderFor(manager, lines, { add: ['itemised-usage'] });
  expect(await pauseOrder(manager, { orderId })).toMatchObject({ waitingCount: size, mayResume: true });
  await carryOut(database);
  expect(await readOrder(manager, { orderId })).toMatchObject({ waitingCount: size, inProgressCount: 0 });
  await resumeOrder(manager, { orderId });
  await toTheEnd();
  await carryOut(database);
  expect(await readOrder(manager, { orderId })).toMatchObject({
    state: 'partial',
    completedCount: size - 1,
    failedCount: 1,
  });
});

test('planned numbers stop at once as well; what is sent again while the rest is being cancelled is carried out', async () => {
  const some = lines.slice(0, 1101);
  const { id: orderId } = await orderFor(
    manager,
    some,
    { add: ['hide-number'] },
    { starts: { kind: 'cycle' } },
  );
  await sql`UPDATE order_item SET state = 'failed', failure = '{"code":"element-busy","values":{},"temporary":true}',
    ended_at = ${now} WHERE order_id = ${orderId} AND line_id = ${some[0]}`.execute(db);
  await sql`UPDATE product_order SET state = 'inProgress', failed_count = 1 WHERE id = ${orderId}`.execute(
    db,
  );
  expect(await cancelOrder(manager, { orderId })).toMatchObject({ plannedCount: 100, stoppingCount: 100 });
  await retryOrder(manager, { orderId });
  await carryOut(database);
  expect(await readOrder(manager, { orderId })).toMatchObject({ completedCount: 0, waitingCount: 1 });
  await toTheEnd();
  await carryOut(database);
  expect(await readOrder(manager, { orderId })).toMatchObject({
    state: 'partial',
    completedCount: 1,
    cancelledCount: 1100,
  });
});

test('what was asked of an order holds and is answered as done, also when its first items cannot follow at once', async () => {
  const { id: orderId } = await orderFor(manager, lines, { add: ['voicemail'] });
  await sql`CREATE FUNCTION fail_for_now() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'disk full'; END $$`.execute(
    db,
  );
  await sql`CREATE TRIGGER fails_for_now BEFORE UPDATE ON order_item FOR EACH ROW EXECUTE FUNCTION fail_for_now()`.execute(
    db,
  );
  try {
    expect(await pauseOrder(manager, { orderId })).toMatchObject({ waitingCount: size, mayResume: true });
    expect(await cancelOrder(manager, { orderId })).toMatchObject({ cancelledCount: 0, stoppingCount: size });
  } finally {
    await sql`DROP TRIGGER fails_for_now ON order_item`.execute(db);
  }
  await carryOut(database);
  expect(await readOrder(manager, { orderId })).toMatchObject({ waitingCount: size, inProgressCount: 0 });
  await toTheEnd();
  expect(await readOrder(manager, { orderId })).toMatchObject({ state: 'cancelled', cancelledCount: size });
});

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { now, systemCall } from '../../test/fleet.ts';
import { linesOnNetwork, orderFor } from '../../test/orders.ts';
import { later, laterAt, plannedOrders, until } from '../../test/planned-orders.ts';
import { cancelOrder } from './cancel-order.ts';
import { leaveOutOfOrder } from './leave-out.ts';
import { moveOrder } from './move-order.ts';
import { readOrder, readPlanned } from './read-orders.ts';
import { retryOrder } from './retry-order.ts';
import { sweepOrders } from './sweep-order.ts';

// More than one batch.
const size = 1100;
const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const { aManager, timePasses, letPass } = plannedOrders(database);
const { company, manager } = await aManager();
const lines = await linesOnNetwork(
  db,
  company,
  Array.from({ length: size }, () => null),
);
const portal = { ...systemCall(db), now, actor: { kind: 'system', name: 'test' } as const };
const days = { from: '2026-06-01', to: '2026-12-31' };
const august = { kind: 'at', at: '2026-08-03T09:00' } as const;
const augustAt = '2026-08-03T07:00:00.000Z';

async function toTheEnd(): Promise<void> {
  while (await sweepOrders(portal));
}

async function timesOf(orderId: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ at: Date; count: number }>`
    SELECT due_at AS at, count(*)::integer AS count FROM order_item
    WHERE order_id = ${orderId} AND state = 'planned' GROUP BY 1 ORDER BY 1`.execute(db);
  return Object.fromEntries(rows.map(({ at, count }) => [at.toISOString(), count]));
}

test('a large planned order that is moved does not begin at its old time any more, says what is left to move, and costs what it costs then', async () => {
  const { id: orderId } = await orderFor(manager, lines, { add: ['data-boost-20gb'] }, later);
  const preview = await moveOrder(manager, { orderId, starts: august, preview: true });
  expect(await readOrder(manager, { orderId })).toMatchObject({
    movingCount: 0,
    startsAt: laterAt.toISOString(),
  });
  const moved = await moveOrder(manager, { orderId, starts: august, preview: false });
  expect(moved).toMatchObject({ plannedCount: size, movingCount: 100, startsAt: augustAt, mayMove: true });
  expect((await readPlanned(manager, days)).entries).toMatchObject([
    { orderId, startsAt: laterAt.toISOString(), lineCount: 100, isMoving: true },
    { orderId, startsAt: augustAt, lineCount: 1000, isMoving: true },
  ]);
  await timePasses(laterAt);
  expect(await timesOf(orderId)).toEqual({ [laterAt.toISOString()]: 100, [augustAt]: 1000 });
  await toTheEnd();
  const then = await readOrder(manager, { orderId });
  expect(then).toEqual(preview);
  expect((await readPlanned(manager, days)).entries).toMatchObject([
    { orderId, startsAt: augustAt, lineCount: size, isMoving: false },
  ]);
  await cancelOrder(manager, { orderId });
  await toTheEnd();
});

test('a move is replaced by a later one, passes over what is left out, and what is cancelled meanwhile stays cancelled', async () => {
  const { id: orderId } = await orderFor(manager, lines, { add: ['roaming'] }, later);
  await moveOrder(manager, { orderId, starts: { kind: 'cycle' }, preview: false });
  await moveOrder(manager, { orderId, starts: august, preview: false });
  await leaveOutOfOrder(manager, { orderId, lineIds: lines.slice(-1) });
  await toTheEnd();
  expect(await timesOf(orderId)).toEqual({ [augustAt]: size - 1 });
  expect(await readOrder(manager, { orderId })).toMatchObject({ movingCount: 0, pricedCount: size - 1 });
  await moveOrder(manager, { orderId, starts: later.starts, preview: false });
  expect(await cancelOrder(manager, { orderId })).toMatchObject({ stoppingCount: 99 });
  await toTheEnd();
  expect(await readOrder(manager, { orderId })).toMatchObject({
    state: 'cancelled',
    plannedCount: 0,
    movingCount: 0,
  });
});

test('an end that was dropped with its addition moves with the others: made after all, it ends at the new time', async () => {
  const some = await linesOnNetwork(db, company, ['0002', null]);
  const { endedBy } = await orderFor(manager, some, { add: ['roaming'] }, { ...later, ...until });
  await timePasses(laterAt);
  const orderId = endedBy?.id ?? '';
  expect(await readOrder(manager, { orderId })).toMatchObject({ plannedCount: 1, cancelledCount: 1 });
  await moveOrder({ ...manager, now: laterAt }, { orderId, starts: august, preview: false });
  await letPass(some[0] ?? '');
  const { rows } = await sql<{ orderId: string }>`
    SELECT ends_order_id AS "orderId" FROM product_order WHERE id = ${orderId}`.execute(db);
  await retryOrder({ ...manager, now: laterAt }, { orderId: rows[0]?.orderId ?? '' });
  await timePasses(laterAt);
  expect(await timesOf(orderId)).toEqual({ [augustAt]: 2 });
});

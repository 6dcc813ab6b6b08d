import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { scriptedElement } from '../../test/faults/scripted-element.ts';
import { counting, retryFailed, storeFleet, storeOrder } from '../../test/faults/stored-orders.ts';
import { countsOf, itemsOf, statesOf, workbench } from '../../test/faults/workbench.ts';
import { cancelWaitingItems, queueFigures, retryItems } from './provisioning.ts';
import { serviceActions } from './connectors/subscriber-change.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const { clock, worker, callOf } = workbench(database);

test('cancelling an order ends what has not begun, and the next order for those lines goes on', async () => {
  const fleet = await storeFleet(db, 10);
  const first = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const second = await storeOrder(db, fleet, { value: 'b', now: clock.now() });
  expect(await cancelWaitingItems(callOf(fleet), first, counting)).toBe(10);
  expect(await cancelWaitingItems(callOf(fleet), first, counting)).toBe(0);
  expect(await countsOf(db, first)).toEqual({ completed: 0, failed: 0, cancelled: 10 });
  const work = worker(scriptedElement({}));
  await work.drain();
  await work.stop();
  expect(await statesOf(db, first)).toEqual({ cancelled: 10 });
  expect(await statesOf(db, second)).toEqual({ completed: 10 });
});

test('an order in the middle of a line’s queue can be cancelled without moving the others', async () => {
  const fleet = await storeFleet(db, 1);
  const orders: string[] = [];
  for (const value of ['a', 'b', 'c']) orders.push(await storeOrder(db, fleet, { value, now: clock.now() }));
  await cancelWaitingItems(callOf(fleet), orders[1] ?? '', counting);
  const sent: unknown[] = [];
  const work = worker(
    scriptedElement({
      apply: ({ actions }) => {
        sent.push(serviceActions(actions)[0]?.services[0]?.value);
        return Promise.resolve({ done: true });
      },
    }),
  );
  await work.drain();
  await work.stop();
  expect(sent).toEqual(['a', 'c']);
});

test('a cancel and the workers at the same moment: each item is either cancelled or carried out, never both', async () => {
  const fleet = await storeFleet(db, 300);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const element = scriptedElement({});
  const work = worker(element);
  const [, cancelled] = await Promise.all([
    work.drain(),
    cancelWaitingItems(callOf(fleet), orderId, counting),
  ]);
  await work.stop();
  const sent = new Set(element.calls.map(({ itemId }) => itemId));
  const items = await itemsOf(db, orderId);
  expect(items.filter(({ state }) => state === 'cancelled')).toHaveLength(cancelled);
  expect(items.filter(({ id, state }) => sent.has(id) !== (state === 'completed'))).toEqual([]);
  expect(await countsOf(db, orderId)).toEqual({ completed: sent.size, failed: 0, cancelled });
  expect(cancelled + sent.size).toBe(300);
});

test('what failed is sent again, after asking the network what it has already', async () => {
  const fleet = await storeFleet(db, 5);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const [first] = await itemsOf(db, orderId);
  let refuses = true;
  const element = scriptedElement({
    apply: ({ itemId }) =>
      Promise.resolve(
        refuses && itemId === first?.id ? { refused: 'network-refused', temporary: false } : { done: true },
      ),
  });
  const work = worker(element);
  await work.drain();
  expect(await statesOf(db, orderId)).toEqual({ completed: 4, failed: 1 });
  refuses = false;
  const retried = await retryFailed(callOf(fleet), orderId);
  expect(retried).toEqual([{ id: first?.id, lineId: first?.lineId }]);
  expect(await retryItems(callOf(fleet), orderId)).toEqual([]);
  await work.drain();
  await work.stop();
  expect(await statesOf(db, orderId)).toEqual({ completed: 5 });
  expect(element.calls.filter(({ itemId }) => itemId === first?.id).map(({ kind }) => kind)).toEqual([
    'apply',
    'read-back',
    'apply',
  ]);
});

test('what is sent again goes behind all that was ordered for the line since', async () => {
  const fleet = await storeFleet(db, 1);
  const sent: unknown[] = [];
  const work = worker(
    scriptedElement({
      apply: ({ actions }) => {
        const value = serviceActions(actions)[0]?.services[0]?.value;
        sent.push(value);
        return Promise.resolve(
          sent.length === 1 ? { refused: 'network-refused', temporary: false } : { done: true },
        );
      },
    }),
  );
  const first = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  await work.drain();
  const second = await storeOrder(db, fleet, { value: 'b', now: clock.now() });
  await storeOrder(db, fleet, { value: 'c', now: clock.now() });
  await retryFailed(callOf(fleet), first);
  expect(await itemsOf(db, second)).toMatchObject([{ isHead: true }]);
  expect(await itemsOf(db, first)).toMatchObject([{ isHead: false, state: 'acknowledged', failure: null }]);
  await work.drain();
  await work.stop();
  expect(sent).toEqual(['a', 'b', 'c', 'a']);
});

test('nobody cancels or repeats another company’s order, or items of customer numbers he may not see', async () => {
  const [own, other] = [await storeFleet(db, 2), await storeFleet(db, 2)];
  const orderId = await storeOrder(db, own, { value: 'a', now: clock.now() });
  expect(await cancelWaitingItems(callOf(other), orderId, counting)).toBe(0);
  const call = callOf(own);
  if (call.actor.kind !== 'person') throw new Error('a person');
  const limited = { ...call, actor: { ...call.actor, billingAccountIds: [other.accountId] } };
  expect(await cancelWaitingItems(limited, orderId, counting)).toBe(0);
  await sql`UPDATE order_item SET state = 'failed', is_head = false, ended_at = now() WHERE order_id = ${orderId}`.execute(
    db,
  );
  expect(await retryItems(callOf(other), orderId)).toEqual([]);
  expect(await retryItems(limited, orderId)).toEqual([]);
  expect(await statesOf(db, orderId)).toEqual({ failed: 2 });
});

test('the figures say how much is due, held, put off and behind, and how old the oldest is', async () => {
  const fleet = await storeFleet(db, 6);
  await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  await storeOrder(db, fleet, { value: 'b', now: clock.now() });
  clock.advance(30_000);
  const [head] = fleet.lineIds;
  await sql`UPDATE order_item SET lease_until = clock_timestamp() + interval '1 minute' WHERE line_id = ${head} AND is_head`.execute(
    db,
  );
  expect(await queueFigures(db, clock.now())).toEqual([
    {
      element: 'simulator',
      due: 5,
      held: 1,
      later: 0,
      withNetwork: 0,
      behind: 6,
      paused: 0,
      oldestSeconds: 30,
    },
  ]);
});

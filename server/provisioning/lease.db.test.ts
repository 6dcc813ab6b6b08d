import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { scriptedElement } from '../../test/faults/scripted-element.ts';
import { counting, storeFleet, storeOrder } from '../../test/faults/stored-orders.ts';
import {
  countsOf,
  elementListener,
  itemsOf,
  letLeasesRunOut,
  statesOf,
  workbench,
} from '../../test/faults/workbench.ts';
import { fenceOf, renewLeases } from './claim-store.ts';
import type { EndedItem, Hearers } from './events.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const { clock, worker } = workbench(database, await elementListener(database.url));
/** Does not look for work again, so that it does not take over its own. */
const forgetful = { pollMs: 60_000 };

test('a worker that was taken for dead can write nothing: the one that took over wrote it', async () => {
  const fleet = await storeFleet(db, 1);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const answer = Promise.withResolvers<void>();
  const heard: EndedItem[] = [];
  const hearers: Hearers = {
    ...counting,
    onItemsEnded: async (call, items) => {
      heard.push(...items);
      await counting.onItemsEnded(call, items);
    },
  };
  const late = scriptedElement({
    apply: async () => {
      await answer.promise;
      return { refused: 'network-refused', temporary: false };
    },
  });
  const lateWork = worker(late, { hearers, settings: forgetful });
  const lateEnd = lateWork.drain();
  await expect.poll(() => late.calls.length).toBe(1);
  await letLeasesRunOut(db);
  const successor = scriptedElement({});
  const work = worker(successor, { hearers });
  await work.drain();
  expect(successor.calls.map(({ kind }) => kind)).toEqual(['read-back', 'apply']);
  answer.resolve();
  await lateEnd;
  await Promise.all([lateWork.stop(), work.stop()]);
  expect(await itemsOf(db, orderId)).toMatchObject([{ state: 'completed', attempts: 2, failure: null }]);
  expect(heard).toHaveLength(1);
});

test('a worker that was taken for dead can write nothing while the one that took over is still at it', async () => {
  const fleet = await storeFleet(db, 1);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const [lateAnswer, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const late = scriptedElement({
    limits: { timeoutMs: 10_000 },
    apply: async () => {
      await lateAnswer.promise;
      return { refused: 'network-refused', temporary: false };
    },
  });
  const successor = scriptedElement({
    limits: { timeoutMs: 10_000 },
    apply: async () => {
      await answer.promise;
      return { done: true };
    },
  });
  const [lateWork, work] = [worker(late, { settings: forgetful }), worker(successor)];
  const lateEnd = lateWork.drain();
  await expect.poll(() => late.calls.length).toBe(1);
  await letLeasesRunOut(db);
  const end = work.drain();
  await expect.poll(() => successor.calls.length).toBe(2);
  lateAnswer.resolve();
  await lateEnd;
  expect(await itemsOf(db, orderId)).toMatchObject([{ state: 'inProgress', attempts: 2 }]);
  expect(await countsOf(db, orderId)).toEqual({ completed: 0, failed: 0, cancelled: 0 });
  answer.resolve();
  await end;
  await Promise.all([lateWork.stop(), work.stop()]);
  expect(await statesOf(db, orderId)).toEqual({ completed: 1 });
});

test('a worker that lost an item before it sent it does not send it', async () => {
  const fleet = await storeFleet(db, 2);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const answer = Promise.withResolvers<void>();
  const slow = scriptedElement({
    limits: { concurrency: 1, timeoutMs: 5_000 },
    apply: async () => {
      await answer.promise;
      return { done: true };
    },
  });
  const late = worker(slow, { settings: { ...forgetful, leaseMs: 300 } });
  const lateEnd = late.drain();
  await expect.poll(() => slow.calls.length).toBe(1);
  const work = worker(scriptedElement({}));
  // Again when the late one, which is alive, has renewed its leases in between.
  await expect
    .poll(async () => {
      await letLeasesRunOut(db);
      await work.drain();
      return statesOf(db, orderId);
    })
    .toEqual({ completed: 2 });
  // By now the late one has tried to renew its leases and knows.
  await sleep(300);
  answer.resolve();
  await lateEnd;
  await Promise.all([late.stop(), work.stop()]);
  expect(slow.calls).toHaveLength(1);
});

test('a worker keeps what it holds for as long as it lives', async () => {
  const fleet = await storeFleet(db, 1);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const slow = scriptedElement({
    apply: async () => {
      await sleep(700);
      return { done: true };
    },
  });
  const other = scriptedElement({});
  const [work, idle] = [worker(slow, { settings: { leaseMs: 200 } }), worker(other)];
  const end = work.drain();
  await sleep(500);
  await idle.drain();
  await end;
  await Promise.all([work.stop(), idle.stop()]);
  expect(other.calls).toEqual([]);
  expect(await itemsOf(db, orderId)).toMatchObject([{ state: 'completed', attempts: 1 }]);
});

test('leases are renewed without waiting for what is being written, and what another worker has is told apart from it', async () => {
  const fleet = await storeFleet(db, 3);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  await sql`UPDATE order_item SET state = 'inProgress', attempts = 1, lease_until = clock_timestamp() WHERE order_id = ${orderId}`.execute(
    db,
  );
  const [held = '', written = '', taken = ''] = (await itemsOf(db, orderId)).map(({ id }) => id);
  await sql`UPDATE order_item SET attempts = 2 WHERE id = ${taken}`.execute(db);
  const fences = [held, written, taken].map((id) => ({ id, attempts: 1 }));
  await db.transaction().execute(async (other) => {
    await sql`SELECT FROM order_item WHERE id = ${written} FOR NO KEY UPDATE`.execute(other);
    const { renewed, lost } = await renewLeases(db, fences, 1_000);
    expect([...renewed]).toEqual([fenceOf({ id: held, attempts: 1 })]);
    expect([...lost]).toEqual([fenceOf({ id: taken, attempts: 1 })]);
  });
  await sql`UPDATE order_item SET state = 'cancelled', is_head = false WHERE order_id = ${orderId}`.execute(
    db,
  );
});

test('an item that ends its workers again and again fails, so that it does not end the next', async () => {
  const fleet = await storeFleet(db, 1);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  await sql`UPDATE order_item SET losses = 20, attempts = 21, state = 'inProgress', lease_until = clock_timestamp() - interval '1 second'
    WHERE order_id = ${orderId}`.execute(db);
  const element = scriptedElement({});
  const work = worker(element);
  await work.drain();
  await work.stop();
  expect(await itemsOf(db, orderId)).toMatchObject([{ state: 'failed', failure: { code: 'worker-lost' } }]);
  expect(element.calls).toEqual([]);
});

test('a worker that stood still for longer than its lease takes its own items over and carries each out once', async () => {
  const fleet = await storeFleet(db, 30);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const element = scriptedElement({
    limits: { concurrency: 4 },
    apply: async () => {
      if (element.calls.length === 2) await letLeasesRunOut(db);
      await sleep(20);
      return { done: true };
    },
  });
  const work = worker(element, { settings: { leaseMs: 60_000 } });
  await work.drain();
  await work.stop();
  expect(await statesOf(db, orderId)).toEqual({ completed: 30 });
  expect(await countsOf(db, orderId)).toEqual({ completed: 30, failed: 0, cancelled: 0 });
  expect(work.figures()).toMatchObject([{ inHand: 0, completed: 30 }]);
});

import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { scriptedElement } from '../../test/faults/scripted-element.ts';
import { retryFailed, storeFleet, storeOrder } from '../../test/faults/stored-orders.ts';
import {
  elementListener,
  itemsOf,
  letElementsBeTried,
  statesOf,
  workbench,
} from '../../test/faults/workbench.ts';
import { newId } from '../platform/id.ts';

const database = await testDatabase({ poolSize: 12 });
const { db } = database;
const { callOf, clock, worker } = workbench(database, await elementListener(database.url));

test('two workers together keep the rate that one may have', async () => {
  const fleet = await storeFleet(db, 60);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const calledAt: number[] = [];
  const limits = { ratePerSecond: 100 };
  const elements = [1, 2].map(() =>
    scriptedElement({
      limits,
      apply: () => {
        calledAt.push(performance.now());
        return Promise.resolve({ done: true });
      },
    }),
  );
  await carryOutBy(elements, orderId, { completed: 60 });
  // 59 gaps of 10 ms; small changes may overtake by a tenth of a second, and the first call may be late. With a rate
  // of its own for each they would take half of it.
  expect(Math.max(...calledAt) - Math.min(...calledAt)).toBeGreaterThan(400);
});

test('two workers together make no more calls at a time than one may make', async () => {
  const fleet = await storeFleet(db, 120);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  let underWay = 0;
  let most = 0;
  const calls = [0, 0];
  const elements = [0, 1].map((place) =>
    scriptedElement({
      limits: { concurrency: 5 },
      apply: async () => {
        calls[place] = (calls[place] ?? 0) + 1;
        underWay += 1;
        most = Math.max(most, underWay);
        await sleep(10);
        underWay -= 1;
        return { done: true };
      },
    }),
  );
  await carryOutBy(elements, orderId, { completed: 120 });
  expect(most).toBeLessThanOrEqual(5);
  expect(Math.min(...calls), 'both take part').toBeGreaterThan(0);
});

test('the share of a worker that was killed comes back', async () => {
  const dead = newId();
  await sql`INSERT INTO network_element (name) VALUES ('simulator') ON CONFLICT DO NOTHING`.execute(db);
  await sql`INSERT INTO network_element_worker (element, worker, calls, seen_at)
    VALUES ('simulator', ${dead}, 4, clock_timestamp())`.execute(db);
  const fleet = await storeFleet(db, 12);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const answer = Promise.withResolvers<void>();
  const element = scriptedElement({
    limits: { concurrency: 6, timeoutMs: 10_000 },
    apply: async () => {
      await answer.promise;
      return { done: true };
    },
  });
  const work = worker(element, { works: true, settings: { leaseMs: 1000 } });
  await expect.poll(() => element.calls.length).toBe(2);
  // Its last sign of life grows old by itself.
  await expect.poll(() => element.calls.length, { timeout: 5000 }).toBe(6);
  answer.resolve();
  await expect.poll(() => statesOf(db, orderId)).toEqual({ completed: 12 });
  await work.stop();
  const left = await sql`SELECT worker FROM network_element_worker`.execute(db);
  expect(left.rows, 'a worker that stops takes its share with it').toEqual([]);
});

test('a worker that has no share left gives back what it has not sent', async () => {
  const fleet = await storeFleet(db, 8);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const element = scriptedElement({ limits: { concurrency: 2, ratePerSecond: 1 } });
  const work = worker(element, { works: true });
  await expect.poll(async () => (await statesOf(db, orderId))['inProgress'] ?? 0).toBeGreaterThan(0);
  // As a worker of another release may have it, with other limits.
  await sql`INSERT INTO network_element_worker (element, worker, calls)
    VALUES ('simulator', ${newId()}, 50)`.execute(db);
  await sql`SELECT pg_notify('flottille_elements', 'simulator')`.execute(db);
  await expect.poll(async () => (await statesOf(db, orderId))['inProgress'] ?? 0, { timeout: 3000 }).toBe(0);
  expect(work.figures()).toMatchObject([{ inHand: 0 }]);
  await work.stop();
  await sql`DELETE FROM network_element_worker`.execute(db);
  const next = worker(scriptedElement({}));
  await next.drain();
  await next.stop();
  expect(await statesOf(db, orderId)).toEqual({ completed: 8 });
});

test('an element that does not answer one worker is left alone by the other too, then tried with one item over all workers', async () => {
  const fleet = await storeFleet(db, 40);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const settings = { breaker: { failures: 5, pauseMs: 60_000 }, backoffMs: { first: 1, most: 1 } };
  let isDown = true;
  const answer = Promise.withResolvers<void>();
  const element = () =>
    scriptedElement({
      limits: { timeoutMs: 10_000 },
      apply: async () => {
        if (isDown) throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
        await answer.promise;
        return { done: true };
      },
    });
  const [one, other] = [element(), element()];
  const workers = [worker(one, { settings }), worker(other, { settings })] as const;
  await workers[0].drain();
  expect(one.calls.length).toBeGreaterThanOrEqual(5);
  await workers[1].drain();
  expect(other.calls, 'opened by one, it stops the other').toEqual([]);
  expect(workers[1].figures()).toMatchObject([{ breaker: 'open' }]);

  isDown = false;
  const before = one.calls.length;
  const tried = () => new Set([...one.calls.slice(before), ...other.calls].map(({ itemId }) => itemId)).size;
  await letElementsBeTried(db);
  const drains = Promise.all(workers.map((work) => work.drain()));
  await expect.poll(tried).toBe(1);
  await sleep(100);
  expect(tried(), 'one item over all workers').toBe(1);
  answer.resolve();
  await drains;
  await Promise.all(workers.map((work) => work.drain()));
  clock.advance(60_000);
  await Promise.all(workers.map((work) => work.drain()));
  await Promise.all(workers.map((work) => work.stop()));
  expect(await statesOf(db, orderId)).toEqual({ completed: 40 });
});

test('an item that was being tried when its worker was killed does not keep the element resting for ever', async () => {
  await sql`UPDATE network_element SET failures = 9, open_until = clock_timestamp(),
    probe_until = clock_timestamp() - interval '1 second'`.execute(db);
  const fleet = await storeFleet(db, 3);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const work = worker(scriptedElement({}));
  await work.drain();
  await work.stop();
  expect(await statesOf(db, orderId)).toEqual({ completed: 3 });
});

test('what waits for an element that has just answered again is carried out, however late that is written', async () => {
  await sql`UPDATE network_element SET failures = 9, open_until = clock_timestamp(), probe_until = NULL`.execute(
    db,
  );
  const fleet = await storeFleet(db, 3);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  let unlocked: Promise<unknown> | undefined;
  const lockElement = async () => {
    const locked = Promise.withResolvers<void>();
    unlocked = db.transaction().execute(async (db) => {
      await sql`SELECT FROM network_element FOR UPDATE`.execute(db);
      locked.resolve();
      await sleep(200);
    });
    await locked.promise;
  };
  const element = scriptedElement({
    apply: async () => {
      if (!unlocked) await lockElement();
      return { done: true };
    },
  });
  const work = worker(element);
  await work.drain();
  await unlocked;
  await work.stop();
  expect(await statesOf(db, orderId)).toEqual({ completed: 3 });
});

test('a single change goes first also when a large order has been waiting for an hour', async () => {
  const large = await storeFleet(db, 2_000);
  const single = await storeFleet(db, 1);
  await storeOrder(db, large, { value: 'a', now: clock.now() });
  clock.advance(3_600_000);
  const orderId = await storeOrder(db, single, { value: 'a', now: clock.now() });
  const [item] = await itemsOf(db, orderId);
  const element = scriptedElement({ limits: { concurrency: 16 } });
  const work = worker(element);
  await work.drain();
  await work.stop();
  // Before it: the first 50 of the large order, and what went while it was being claimed.
  expect(element.calls.findIndex(({ itemId }) => itemId === item?.id)).toBeLessThan(400);
  expect(element.calls).toHaveLength(2_001);
});

test('of two large orders the one that was served least goes first', async () => {
  const [first, second] = [await storeFleet(db, 400), await storeFleet(db, 400)];
  await storeOrder(db, first, { value: 'a', now: clock.now() });
  clock.advance(5_000);
  const later = await storeOrder(db, second, { value: 'a', now: clock.now() });
  const itsItems = new Set((await itemsOf(db, later)).map(({ id }) => id));
  const element = scriptedElement({ limits: { concurrency: 1 } });
  const work = worker(element);
  await work.drain();
  await work.stop();
  const half = element.calls.slice(0, 400).filter(({ itemId }) => itsItems.has(itemId)).length;
  expect(half).toBeGreaterThan(150);
  expect(half).toBeLessThan(200);
});

test('one failed item of a large order that is sent again is a small change', async () => {
  const fleet = await storeFleet(db, 200, ['0002']);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const refusing = scriptedElement({
    apply: ({ msisdn }) =>
      Promise.resolve(
        msisdn.endsWith('0002') ? { refused: 'network-refused', temporary: false } : { done: true },
      ),
  });
  const work = worker(refusing);
  await work.drain();
  await work.stop();
  await retryFailed(callOf(fleet), orderId);
  const { rows } = await sql`SELECT lane, position FROM order_item WHERE state = 'acknowledged'`.execute(db);
  expect(rows).toEqual([{ lane: 0, position: 201 }]);
});

/** Both at the same time, until all is as expected. */
async function carryOutBy(
  elements: ReturnType<typeof scriptedElement>[],
  orderId: string,
  states: Record<string, number>,
): Promise<void> {
  const workers = elements.map((element) => worker(element, { works: true }));
  await expect.poll(() => statesOf(db, orderId), { timeout: 10_000 }).toEqual(states);
  await Promise.all(workers.map((work) => work.stop()));
}

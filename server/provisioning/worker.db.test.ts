import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { scriptedElement } from '../../test/faults/scripted-element.ts';
import { storeFleet, storeOrder } from '../../test/faults/stored-orders.ts';
import {
  countsOf,
  elementListener,
  itemsOf,
  letElementsBeTried,
  letLeasesRunOut,
  statesOf,
  workbench,
} from '../../test/faults/workbench.ts';
import { serviceActions } from './connectors/subscriber-change.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const { clock, worker } = workbench(database, await elementListener(database.url));

test('an order over several lines is carried out, one call a line, and its order hears of each once', async () => {
  const fleet = await storeFleet(db, 100);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const element = scriptedElement({});
  const work = worker(element);
  await work.drain();
  await work.stop();
  expect(await statesOf(db, orderId)).toEqual({ completed: 100 });
  expect(await countsOf(db, orderId)).toEqual({ completed: 100, failed: 0, cancelled: 0 });
  expect(new Set(element.calls.map(({ itemId }) => itemId)).size).toBe(100);
  expect(element.calls).toHaveLength(100);
});

test('one line that is refused spoils nothing for the others, and the next order for that line goes on', async () => {
  const fleet = await storeFleet(db, 3, ['0002']);
  const first = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const second = await storeOrder(db, fleet, { value: 'b', now: clock.now() });
  const refusing = scriptedElement({
    apply: ({ msisdn }) =>
      Promise.resolve(
        msisdn.endsWith('0002') ? { refused: 'network-refused', temporary: false } : { done: true },
      ),
  });
  const work = worker(refusing);
  await work.drain();
  await work.stop();
  expect(await statesOf(db, first)).toEqual({ completed: 3, failed: 1 });
  expect(await statesOf(db, second)).toEqual({ completed: 3, failed: 1 });
  expect(work.figures()).toMatchObject([{ completed: 6, failed: 2, failures: { 'network-refused': 2 } }]);
});

test('two workers share the work: each item is sent once and each line keeps its order', async () => {
  const fleet = await storeFleet(db, 40);
  const orders = [];
  for (const value of ['a', 'b', 'c', 'd'])
    orders.push(await storeOrder(db, fleet, { value, now: clock.now() }));
  const underWay = new Set<string>();
  const sent: string[] = [];
  const values: Record<string, unknown[]> = {};
  const element = scriptedElement({
    apply: async ({ itemId, msisdn, actions }) => {
      if (underWay.has(msisdn)) throw new Error('two items of one line at once');
      underWay.add(msisdn);
      sent.push(itemId);
      (values[msisdn] ??= []).push(serviceActions(actions)[0]?.services[0]?.value);
      await sleep(Math.random() * 5);
      underWay.delete(msisdn);
      return { done: true };
    },
    readBack: () => Promise.reject(new Error('nothing is unclear here')),
  });
  const workers = [worker(element), worker(element)];
  // Each stops when it sees nothing due; what the other promotes after that is for the other to take.
  await Promise.all(workers.map((work) => work.drain()));
  await Promise.all(workers.map((work) => work.stop()));
  expect(sent).toHaveLength(160);
  expect(new Set(sent).size).toBe(160);
  expect(Object.values(values)).toEqual(fleet.lineIds.map(() => ['a', 'b', 'c', 'd']));
  for (const orderId of orders) expect(await statesOf(db, orderId)).toEqual({ completed: 40 });
});

test('a busy element gets the item again later, each time later, until it has failed', async () => {
  const fleet = await storeFleet(db, 1);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const work = worker(
    scriptedElement({ apply: () => Promise.resolve({ refused: 'element-busy', temporary: true }) }),
    {
      settings: { mostTries: 3, backoffMs: { first: 1_000, most: 60_000 } },
    },
  );
  const waits: number[] = [];
  for (let round = 0; round < 2; round += 1) {
    await work.drain();
    const [item] = await itemsOf(db, orderId);
    expect(item).toMatchObject({ state: 'inProgress', tries: round + 1, failure: { code: 'element-busy' } });
    waits.push((item?.dueAt.getTime() ?? 0) - clock.now().getTime());
    clock.advance(waits.at(-1) ?? 0);
  }
  await work.drain();
  await work.stop();
  expect(waits[0]).toBeGreaterThanOrEqual(500);
  expect(waits[1]).toBeGreaterThanOrEqual(1_000);
  expect(await itemsOf(db, orderId)).toMatchObject([
    { state: 'failed', attempts: 3, failure: { code: 'element-busy', temporary: true } },
  ]);
});

test('after an answer that never came it asks the network what it has before it sends anything again', async () => {
  const fleet = await storeFleet(db, 2);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const [made, notMade] = await itemsOf(db, orderId);
  let silent = true;
  const element = scriptedElement({
    limits: { timeoutMs: 30 },
    apply: () => (silent ? new Promise(() => {}) : Promise.resolve({ done: true })),
    readBack: ({ itemId }) => Promise.resolve(itemId === made?.id ? 'done' : 'not-done'),
  });
  const work = worker(element);
  await work.drain();
  expect(await itemsOf(db, orderId)).toMatchObject([
    { failure: { code: 'no-answer' } },
    { failure: { code: 'no-answer' } },
  ]);
  silent = false;
  clock.advance(60_000);
  await work.drain();
  await work.stop();
  expect(await statesOf(db, orderId)).toEqual({ completed: 2 });
  const callsFor = (id: string | undefined) =>
    element.calls.filter(({ itemId }) => itemId === id).map(({ kind }) => kind);
  expect(callsFor(made?.id)).toEqual(['apply', 'read-back']);
  expect(callsFor(notMade?.id)).toEqual(['apply', 'read-back', 'apply']);
});

test('an item whose actions make no sense fails, and the worker goes on', async () => {
  const fleet = await storeFleet(db, 2);
  const [broken, sound] = fleet.lineIds;
  const bad = await storeOrder(db, fleet, {
    value: '',
    actions: { no: 'list' },
    lineIds: [broken ?? ''],
    now: clock.now(),
  });
  const good = await storeOrder(db, fleet, {
    value: 'a',
    lineIds: [broken ?? '', sound ?? ''],
    now: clock.now(),
  });
  const work = worker(scriptedElement({}));
  await work.drain();
  await work.stop();
  expect(await itemsOf(db, bad)).toMatchObject([{ state: 'failed', failure: { code: 'defect' } }]);
  expect(await statesOf(db, good)).toEqual({ completed: 2 });
});

test('a service that the element does not have fails the item without a call', async () => {
  const fleet = await storeFleet(db, 1);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const element = scriptedElement({ services: new Set(['voice']) });
  const work = worker(element);
  await work.drain();
  await work.stop();
  expect(await itemsOf(db, orderId)).toMatchObject([
    { state: 'failed', failure: { code: 'service-unknown' } },
  ]);
  expect(element.calls).toEqual([]);
});

test('an element that is down is left alone: the queue spends no tries on it and goes on when it is back', async () => {
  const fleet = await storeFleet(db, 60);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  let isDown = true;
  const element = scriptedElement({
    limits: { concurrency: 4 },
    apply: async () => {
      if (isDown) throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
      return { done: true };
    },
  });
  const work = worker(element, {
    settings: { breaker: { failures: 5, pauseMs: 10_000 }, backoffMs: { first: 1, most: 1 } },
  });
  await work.drain();
  expect(work.figures()).toMatchObject([{ breaker: 'open', inHand: 0 }]);
  const sent = element.calls.length;
  expect(sent).toBeLessThan(5 + 4);
  await work.drain();
  expect(element.calls).toHaveLength(sent);
  await letElementsBeTried(db);
  await work.drain();
  expect(element.calls.length - sent, 'one item tries whether it is back').toBeLessThanOrEqual(2);
  isDown = false;
  await letElementsBeTried(db);
  await work.drain();
  clock.advance(10_000);
  await work.drain();
  await work.stop();
  expect(work.figures()).toMatchObject([{ breaker: 'closed' }]);
  expect(await statesOf(db, orderId)).toEqual({ completed: 60 });
});

test('a small order does not wait behind the whole of a large one', async () => {
  const large = await storeFleet(db, 3_000);
  const small = await storeFleet(db, 1);
  await storeOrder(db, large, { value: 'a', now: clock.now() });
  clock.advance(2_000);
  const orderId = await storeOrder(db, small, { value: 'a', now: clock.now() });
  const [item] = await itemsOf(db, orderId);
  const element = scriptedElement({ limits: { concurrency: 16 } });
  const work = worker(element);
  await work.drain();
  await work.stop();
  // Each lane claims for itself; on a busy machine the large one may be a few claims ahead.
  expect(element.calls.findIndex(({ itemId }) => itemId === item?.id)).toBeLessThan(1_500);
  expect(element.calls).toHaveLength(3_001);
});

test('a stop sends nothing more, waits for what was sent, and gives the rest back as if it had not begun', async () => {
  const fleet = await storeFleet(db, 40);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const answer = Promise.withResolvers<void>();
  const element = scriptedElement({
    limits: { concurrency: 4 },
    apply: async () => {
      await answer.promise;
      return { done: true };
    },
  });
  const work = worker(element, { works: true });
  await expect.poll(() => element.calls.length).toBe(4);
  const stopped = work.stop();
  await sleep(50);
  answer.resolve();
  await stopped;
  expect(element.calls).toHaveLength(4);
  expect(await statesOf(db, orderId)).toEqual({ completed: 4, acknowledged: 36 });
  const next = worker(scriptedElement({}));
  await next.drain();
  await next.stop();
  expect(await statesOf(db, orderId)).toEqual({ completed: 40 });
});

test('work goes on after every connection to the database was cut', async () => {
  const fleet = await storeFleet(db, 200);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const element = scriptedElement({
    apply: async () => {
      await sleep(5);
      return { done: true };
    },
  });
  const work = worker(element, { works: true });
  await expect.poll(() => element.calls.length).toBeGreaterThan(20);
  await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`.execute(db);
  await letLeasesRunOut(db);
  await expect.poll(() => statesOf(db, orderId), { timeout: 10_000 }).toEqual({ completed: 200 });
  await work.stop();
  expect(await countsOf(db, orderId)).toEqual({ completed: 200, failed: 0, cancelled: 0 });
});

import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { scriptedElement } from '../../test/faults/scripted-element.ts';
import { counting, retryFailed, storeFleet, storeOrder } from '../../test/faults/stored-orders.ts';
import {
  countsOf,
  elementListener,
  itemsOf,
  letElementsBeTried,
  letLeasesRunOut,
  statesOf,
  workbench,
} from '../../test/faults/workbench.ts';
import type { Found } from './connectors/connector.ts';
import { cancelAcceptedItems, hearNetwork, queueFigures } from './provisioning.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const { clock, worker, callOf } = workbench(database, await elementListener(database.url));

// What a test leaves under way would be looked at by the next.
afterEach(async () => {
  await sql`UPDATE order_item SET state = 'cancelled', is_head = false, lease_until = NULL
    WHERE state IN ('acknowledged', 'inProgress')`.execute(db);
});

/** An element that accepts everything and says what the test wants when it is asked. */
function slowElement(lookAgainInMs = 60_000) {
  const says = { found: 'pending' as Found };
  const element = scriptedElement({
    apply: () => Promise.resolve({ accepted: true, lookAgainInMs }),
    readBack: () => (says.found === 'unknown' ? Promise.reject(reset()) : Promise.resolve(says.found)),
    cancel: () => Promise.resolve(),
  });
  const kinds = () => element.calls.map(({ kind }) => kind);
  return { element, says, kinds };
}
const reset = () => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });

async function acceptedOrder(slow: ReturnType<typeof slowElement>, lines = 1) {
  const fleet = await storeFleet(db, lines);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const work = worker(slow.element);
  await work.drain();
  return { fleet, orderId, work };
}

test('what the network works on is under way, held by no worker, and costs no try however often it is looked at', async () => {
  const slow = slowElement();
  const { orderId, work } = await acceptedOrder(slow, 2);
  for (let look = 0; look < 25; look += 1) {
    clock.advance(1_000_000);
    await work.drain();
  }
  expect(slow.kinds().filter((kind) => kind === 'apply')).toHaveLength(2);
  expect(slow.kinds().filter((kind) => kind === 'read-back')).toHaveLength(50);
  expect(await itemsOf(db, orderId)).toMatchObject([
    { state: 'inProgress', tries: 0, failure: null, isHead: true },
    { state: 'inProgress', tries: 0, failure: null, isHead: true },
  ]);
  expect(await queueFigures(db, clock.now())).toMatchObject([{ withNetwork: 2, due: 0, held: 0, later: 0 }]);
  slow.says.found = 'done';
  clock.advance(1_000_000);
  await work.drain();
  await work.stop();
  expect(await countsOf(db, orderId)).toEqual({ completed: 2, failed: 0, cancelled: 0 });
});

test('it is not looked at before the time that the network named, and its line waits for it', async () => {
  const slow = slowElement(60_000);
  const { fleet, orderId, work } = await acceptedOrder(slow);
  const next = await storeOrder(db, fleet, { value: 'b', now: clock.now() });
  clock.advance(59_000);
  await work.drain();
  expect(slow.kinds()).toEqual(['apply']);
  slow.says.found = 'done';
  clock.advance(1_000);
  await work.drain();
  await work.stop();
  expect(await statesOf(db, orderId)).toEqual({ completed: 1 });
  expect(await statesOf(db, next)).toEqual({ inProgress: 1 });
});

test('when the network tells of it, it is looked at now; told twice, or after its end, nothing more happens', async () => {
  const slow = slowElement();
  const { fleet, orderId, work } = await acceptedOrder(slow);
  const [item] = await itemsOf(db, orderId);
  const tell = (element = 'simulator') => hearNetwork(callOf(fleet), element, { itemId: item?.id ?? '' });
  expect(await tell('another')).toBe(false);
  slow.says.found = 'done';
  expect([await tell(), await tell()]).toEqual([true, true]);
  await work.drain();
  expect(slow.kinds()).toEqual(['apply', 'read-back']);
  expect(await statesOf(db, orderId)).toEqual({ completed: 1 });
  expect(await tell()).toBe(false);
  await work.drain();
  await work.stop();
  expect(slow.kinds()).toEqual(['apply', 'read-back']);
});

test('news that come while a worker still has it are not lost', async () => {
  const fleet = await storeFleet(db, 1);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const slow = slowElement(86_400_000);
  slow.says.found = 'done';
  const quick = {
    ...slow.element,
    apply: async () => {
      // It has done it before its answer is read.
      const [item] = await itemsOf(db, orderId);
      await hearNetwork(callOf(fleet), 'simulator', { itemId: item?.id ?? '' });
      return { accepted: true, lookAgainInMs: 86_400_000 } as const;
    },
  };
  const work = worker(quick);
  await work.drain();
  await work.stop();
  expect(await statesOf(db, orderId)).toEqual({ completed: 1 });
});

test('a network that cannot be asked for hours fails nothing that it has accepted', async () => {
  const slow = slowElement();
  const { orderId, work } = await acceptedOrder(slow);
  slow.says.found = 'unknown';
  for (let look = 0; look < 30; look += 1) {
    clock.advance(1_000_000);
    await letElementsBeTried(db);
    await work.drain();
  }
  expect(await itemsOf(db, orderId)).toMatchObject([{ state: 'inProgress', tries: 0 }]);
  slow.says.found = 'done';
  await letElementsBeTried(db);
  clock.advance(1_000_000);
  await work.drain();
  await work.stop();
  expect(await statesOf(db, orderId)).toEqual({ completed: 1 });
});

test('a worker that dies while it looks loses nothing, and the item is not given back as if it had not begun', async () => {
  const slow = slowElement();
  const { orderId, work } = await acceptedOrder(slow);
  await work.stop();
  clock.advance(1_000_000);
  const hanging = worker(
    { ...slow.element, readBack: () => new Promise(() => {}) },
    { works: true, settings: { pollMs: 60_000 } },
  );
  await expect.poll(async () => (await itemsOf(db, orderId))[0]?.attempts).toBe(2);
  await letLeasesRunOut(db);
  const next = worker(slow.element);
  await next.drain();
  expect(await itemsOf(db, orderId)).toMatchObject([{ state: 'inProgress', attempts: 3, tries: 0 }]);
  slow.says.found = 'done';
  clock.advance(1_000_000);
  await next.drain();
  await next.stop();
  await hanging.stop();
  expect(await countsOf(db, orderId)).toEqual({ completed: 1, failed: 0, cancelled: 0 });
});

test('what the network ends without the change has failed with its reason', async () => {
  const slow = slowElement();
  const { orderId, work } = await acceptedOrder(slow);
  slow.says.found = { refused: 'network-refused', temporary: false };
  clock.advance(60_000);
  await work.drain();
  await work.stop();
  expect(await itemsOf(db, orderId)).toMatchObject([
    { state: 'failed', failure: { code: 'network-refused', temporary: false } },
  ]);
});

test('what the network gives up by itself has failed and can be sent again, as a new request', async () => {
  const slow = slowElement();
  const { fleet, orderId, work } = await acceptedOrder(slow);
  slow.says.found = 'cancelled';
  clock.advance(60_000);
  await work.drain();
  expect(await itemsOf(db, orderId)).toMatchObject([
    { state: 'failed', failure: { code: 'network-cancelled' } },
  ]);
  await retryFailed(callOf(fleet), orderId);
  const again: unknown[] = [];
  const element = scriptedElement({
    readBack: ({ sentAgain }) => {
      again.push(sentAgain);
      return Promise.resolve('not-done');
    },
  });
  const next = worker(element);
  await next.drain();
  await next.stop();
  await work.stop();
  expect(again).toEqual([1]);
  expect(await statesOf(db, orderId)).toEqual({ completed: 1 });
});

test('a cancel asks the network once to give it up, and the item ends as cancelled when the network says so', async () => {
  const slow = slowElement();
  const { fleet, orderId, work } = await acceptedOrder(slow);
  expect(await cancelAcceptedItems(callOf(fleet), orderId)).toBe(1);
  expect(await cancelAcceptedItems(callOf(fleet), orderId)).toBe(0);
  await work.drain();
  clock.advance(1_000_000);
  await work.drain();
  expect(slow.kinds()).toEqual(['apply', 'read-back', 'cancel', 'read-back']);
  expect(await itemsOf(db, orderId)).toMatchObject([{ state: 'inProgress', cancelling: 'told' }]);
  slow.says.found = 'cancelled';
  clock.advance(1_000_000);
  await work.drain();
  await work.stop();
  expect(await countsOf(db, orderId)).toEqual({ completed: 0, failed: 0, cancelled: 1 });
});

test('a cancel that comes too late leaves the change done', async () => {
  const slow = slowElement();
  const { fleet, orderId, work } = await acceptedOrder(slow);
  await cancelAcceptedItems(callOf(fleet), orderId);
  slow.says.found = 'done';
  await work.drain();
  await work.stop();
  expect(await countsOf(db, orderId)).toEqual({ completed: 1, failed: 0, cancelled: 0 });
});

test('a person of another company cancels nothing', async () => {
  const slow = slowElement();
  const { orderId, work } = await acceptedOrder(slow);
  const stranger = await storeFleet(db, 1);
  expect(await cancelAcceptedItems(callOf(stranger), orderId)).toBe(0);
  await work.stop();
});

test('pages hear that the network works on it once, not at every look', async () => {
  const slow = slowElement();
  const fleet = await storeFleet(db, 2);
  await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const heard: string[] = [];
  const work = worker(slow.element, {
    hearers: {
      ...counting,
      onItemsAccepted: (_, items) => Promise.resolve(void heard.push(...items.map(({ id }) => id))),
    },
  });
  await work.drain();
  clock.advance(1_000_000);
  await work.drain();
  await work.stop();
  expect(new Set(heard).size).toBe(2);
  expect(heard).toHaveLength(2);
});

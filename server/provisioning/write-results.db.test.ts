import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { scriptedElement } from '../../test/faults/scripted-element.ts';
import { counting, storeFleet, storeOrder } from '../../test/faults/stored-orders.ts';
import { countsOf, elementListener, itemsOf, statesOf, workbench } from '../../test/faults/workbench.ts';
import type { Hearers } from './events.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const { clock, worker } = workbench(database, await elementListener(database.url));

test('while results are being written more is claimed and sent, but never far ahead of what is written', async () => {
  const fleet = await storeFleet(db, 400);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const element = scriptedElement({ limits: { concurrency: 8 } });
  const disk = Promise.withResolvers<void>();
  const slow: Hearers = {
    ...counting,
    onItemsEnded: async (call, items) => {
      await disk.promise;
      await counting.onItemsEnded(call, items);
    },
  };
  const work = worker(element, { hearers: slow, settings: { writeAtMost: 30 } });
  const drained = work.drain();
  // There are two lanes; each has three transactions of 30 under way and claims twice as many at most, as the element answers at once.
  await expect.poll(() => element.calls.length).toBeGreaterThan(32);
  await sleep(200);
  expect(element.calls.length).toBeLessThanOrEqual(2 * (3 * 30 + 60));
  disk.resolve();
  await drained;
  await work.stop();
  expect(await statesOf(db, orderId)).toEqual({ completed: 400 });
});

test('an item that a hearer cannot digest fails alone in the end, and those written with it are completed', async () => {
  const fleet = await storeFleet(db, 20);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const [, , poison] = await itemsOf(db, orderId);
  const choking: Hearers = {
    ...counting,
    onItemsEnded: async (call, items) => {
      if (items.some(({ id, state }) => id === poison?.id && state === 'completed'))
        throw new TypeError('a defect');
      await counting.onItemsEnded(call, items);
    },
  };
  const work = worker(scriptedElement({}), { hearers: choking, settings: { mostTries: 3 } });
  for (let round = 0; round < 3; round += 1) {
    await work.drain();
    clock.advance(600_000);
  }
  await work.stop();
  expect(await statesOf(db, orderId)).toEqual({ completed: 19, failed: 1 });
  expect((await itemsOf(db, orderId))[2]).toMatchObject({ failure: { code: 'defect' }, attempts: 3 });
  expect(await countsOf(db, orderId)).toEqual({ completed: 19, failed: 1, cancelled: 0 });
});

test('items are claimed also when a hearer of their beginning has a defect', async () => {
  const fleet = await storeFleet(db, 2);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const work = worker(scriptedElement({}), {
    hearers: { ...counting, onItemsStarted: () => Promise.reject(new TypeError('a defect')) },
  });
  await work.drain();
  await work.stop();
  expect(await statesOf(db, orderId)).toEqual({ completed: 2 });
});

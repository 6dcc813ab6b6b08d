import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { scriptedElement } from '../../test/faults/scripted-element.ts';
import { counting, storeFleet, storeOrder } from '../../test/faults/stored-orders.ts';
import { elementListener, itemsOf, statesOf, workbench } from '../../test/faults/workbench.ts';
import { peopleChannel, peopleTeller } from '../platform/people-at-work.ts';

const database = await testDatabase({ poolSize: 12 });
const { db } = database;
const listener = await elementListener(database.url);
const { clock, worker } = workbench(database, listener);

test('a large order works in the database with one hand while people are being answered, with both when nobody is', async () => {
  let heard = 0;
  listener.on(peopleChannel, () => (heard += 1));
  await listener.ready();
  expect(await mostWritingAtOnce(), 'nobody').toBe(2);

  const people = setInterval(peopleTeller(db), 10);
  onTestFinished(() => clearInterval(people));
  const most = await mostWritingAtOnce(async () => {
    const before = heard;
    await expect.poll(() => heard).toBeGreaterThan(before);
  });
  expect(most, 'people').toBe(1);
});

/** Transactions with results of one large order that were under way at the same time at most, with a worker that is `ready` first. */
async function mostWritingAtOnce(ready?: () => Promise<void>): Promise<number> {
  const fleet = await storeFleet(db, 400);
  const rest = new Set<string>();
  let writing = 0;
  let most = 0;
  const element = scriptedElement({ limits: { concurrency: 16 }, apply: () => sleep(1, { done: true }) });
  const work = worker(element, {
    works: true,
    hearers: {
      ...counting,
      onItemsEnded: async (call, items) => {
        const counts = items.some(({ id }) => rest.has(id)) ? 1 : 0;
        writing += counts;
        most = Math.max(most, writing);
        await sleep(5);
        await counting.onItemsEnded(call, items);
        writing -= counts;
      },
    },
  });
  await ready?.();
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  // The first of an order go as small changes do.
  for (const { id } of (await itemsOf(db, orderId)).slice(50)) rest.add(id);
  await expect.poll(() => statesOf(db, orderId), { timeout: 20_000 }).toEqual({ completed: 400 });
  await work.stop();
  return most;
}

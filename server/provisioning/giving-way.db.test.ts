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

test('a large order takes small bites with one hand while people are being answered, large ones with all when nobody is', async () => {
  let heard = 0;
  listener.on(peopleChannel, () => (heard += 1));
  await listener.ready();
  expect(await mostWritten({ calls: 16 }), 'nobody').toMatchObject({ hands: 3 });
  expect((await mostWritten({ calls: 200 })).items, 'nobody').toBeGreaterThan(50);

  const people = setInterval(peopleTeller(db), 10);
  onTestFinished(() => clearInterval(people));
  const ready = async () => {
    const before = heard;
    await expect.poll(() => heard).toBeGreaterThan(before);
  };
  expect(await mostWritten({ calls: 16, ready }), 'people').toMatchObject({ hands: 1 });
  expect((await mostWritten({ calls: 200, ready })).items, 'people').toBeLessThanOrEqual(50);
});

type Work = {
  /** Calls at the same time. */
  calls: number;
  /** Before the order is there. */
  ready?: () => Promise<void>;
};

/** Of one large order: transactions with results that were under way at the same time, and results in one of them, at most. */
async function mostWritten({ calls, ready }: Work): Promise<{ hands: number; items: number }> {
  const fleet = await storeFleet(db, 400);
  const rest = new Set<string>();
  let writing = 0;
  const most = { hands: 0, items: 0 };
  const element = scriptedElement({ limits: { concurrency: calls }, apply: () => sleep(1, { done: true }) });
  const work = worker(element, {
    works: true,
    hearers: {
      ...counting,
      onItemsEnded: async (call, items) => {
        const counted = items.filter(({ id }) => rest.has(id)).length;
        const counts = counted > 0 ? 1 : 0;
        writing += counts;
        most.hands = Math.max(most.hands, writing);
        most.items = Math.max(most.items, counted);
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

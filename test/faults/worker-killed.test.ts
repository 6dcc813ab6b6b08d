import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { testDatabase } from '../database.ts';
import { chanceFrom, lengthOf, seed, tell } from './lengths.ts';
import { aFleet, whatWentWrong, heldItems, openItems, order, someChange } from './load.ts';
import { workerProcesses, works } from './worker-process.ts';

const kills = lengthOf('kills at random');
const chance = chanceFrom(seed);
const { db, url } = await testDatabase();
const workers = workerProcesses();

test(
  `after ${kills} kills of the worker no item is lost, done twice, out of its order or stuck (seed ${seed})`,
  async () => {
    const { manager, lines } = await aFleet(db, 500);
    await order(manager, lines, { add: ['roaming', 'spam-filter'] });
    await order(manager, lines.slice(0, 200), { add: ['hide-number'] });
    await order(manager, lines.slice(100, 300), { add: ['data-top-up-1gb'] });
    expect(await openItems(db)).toBe(900);

    let meetings = 0;
    let items = 900;
    let next = workers.start({ url });
    for (let kill = 0; kill < kills; kill += 1) {
      const from = Math.floor(chance() * 300);
      if ((await openItems(db)) < 150)
        items += await order(manager, lines.slice(from, from + 200), someChange(chance));
      const worker = next;
      // The next one is on its way already, so that some lives overlap.
      next = workers.start({ url });
      // Also before it works: a life may be as short as its start. Most lives last until there is something in hand.
      const life = chance();
      if (life > 0.1) await works(worker);
      if (life > 0.3) await untilItemsAreHeld();
      await sleep(chance() * 200);
      meetings += (await heldItems(db)) > 0 ? 1 : 0;
      await workers.kill(worker);
    }
    expect(meetings, 'kills that met workers with items in hand').toBeGreaterThan(kills / 2);
    expect(await whatWentWrong(db)).toEqual({});
    tell('worker killed at random', { kills, 'with items in hand': meetings, items });
  },
  120_000 + kills * 5_000,
);

/** Or until it is clear that nobody takes any. */
async function untilItemsAreHeld(): Promise<void> {
  const until = performance.now() + 2_000;
  while ((await heldItems(db)) === 0 && performance.now() < until) await sleep(5);
}

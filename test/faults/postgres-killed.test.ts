import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { chanceFrom, lengthOf, seed, tell } from './lengths.ts';
import { aFleet, whatWentWrong, fillUp, openItems } from './load.ts';
import { ownServer } from './own-server.ts';
import { workerProcesses, works } from './worker-process.ts';

const kills = lengthOf('kills of PostgreSQL');
const chance = chanceFrom(seed);
const server = await ownServer();
afterAll(() => server.stop());
const workers = workerProcesses();

test(
  `after ${kills} kills of PostgreSQL under load the workers go on by themselves and nothing is lost (seed ${seed})`,
  async () => {
    const { url, database } = server;
    const { db } = database;
    const { manager, lines } = await aFleet(db, 400);
    for (const worker of [workers.start({ url, latencyMs: 40 }), workers.start({ url, latencyMs: 40 })])
      await works(worker);
    const resumed: number[] = [];
    let items = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      items += await fillUp(db, manager, lines, 300, chance);
      await sleep(chance() * 400);
      await server.kill();
      resumed.push(await untilSomethingEnds(db));
    }
    expect(await whatWentWrong(db)).toEqual({});
    const sorted = resumed.toSorted((a, b) => a - b);
    tell('PostgreSQL killed', {
      kills,
      items,
      'ms from its return to the next result, median': sorted[Math.floor(sorted.length / 2)] ?? 0,
      most: sorted.at(-1) ?? 0,
    });
  },
  120_000 + kills * 15_000,
);

/** Milliseconds from now, when the server is back, until a result is written, or nothing is left to do. */
async function untilSomethingEnds(db: typeof server.database.db): Promise<number> {
  const back = performance.now();
  const from = new Date();
  while ((await openItems(db)) > 0 && !(await endedSince(db, from))) {
    if (performance.now() - back > 30_000) throw new Error('the workers do not go on');
    await sleep(20);
  }
  return Math.round(performance.now() - back);
}

async function endedSince(db: typeof server.database.db, from: Date): Promise<boolean> {
  const item = await db
    .selectFrom('order_item')
    .select('id')
    .where('ended_at', '>=', from)
    .executeTakeFirst();
  return item !== undefined;
}

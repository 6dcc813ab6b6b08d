import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { testDatabase } from '../database.ts';
import { chanceFrom, lengthOf, seed, tell } from './lengths.ts';
import { aFleet, whatWentWrong, fillUp, openItems } from './load.ts';
import { workerProcesses, works } from './worker-process.ts';

const most = lengthOf('items of one run');
const chance = chanceFrom(seed);
const { db, url } = await testDatabase();
const workers = workerProcesses();

test(
  `${most} items go through two to four workers, one of them killed now and then, and memory stays flat (seed ${seed})`,
  async () => {
    const { manager, lines } = await aFleet(db, Math.min(5_000, Math.ceil(most / 3)));
    const batch = Math.min(10_000, most);
    // This one lives as long as the run: it is the one whose memory is looked at.
    const lasting = workers.start({ url, latencyMs: 0 });
    const others = [workers.start({ url, latencyMs: 0 })];
    await Promise.all([lasting, ...others].map(works));
    const memory: number[] = [];
    let items = 0;
    let kills = 0;
    const start = performance.now();
    while (items < most) {
      items += await fillUp(db, manager, lines, batch, chance);
      while ((await openItems(db)) > batch / 4) await sleep(50);
      memory.push(await residentMegabytes(lasting.pid ?? 0));
      const victim = chance() < 0.5 ? others.pop() : undefined;
      if (victim) await workers.kill(victim);
      kills += victim ? 1 : 0;
      if (others.length === 0 || (others.length < 3 && chance() < 0.3))
        others.push(workers.start({ url, latencyMs: 0 }));
    }
    expect(await whatWentWrong(db, 300_000)).toEqual({});
    const seconds = (performance.now() - start) / 1000;
    const settled = memory.slice(Math.floor(memory.length / 4));
    const growth = (settled.at(-1) ?? 0) - (settled[0] ?? 0);
    // A short run is over before what a process keeps for good is there.
    expect(memory.length > 20 ? growth : 0, 'megabytes more than after the first quarter').toBeLessThan(64);
    tell('one run of items', {
      items,
      kills,
      'items a second with their orders': Math.round(items / seconds),
      'MB at first': memory[0] ?? 0,
      'MB at the end': memory.at(-1) ?? 0,
    });
  },
  120_000 + most * 10,
);

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

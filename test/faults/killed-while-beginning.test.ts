import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../database.ts';
import { quoteFor, submit } from '../orders.ts';
import { chanceFrom, isLong, lengthOf, seed, tell } from './lengths.ts';
import { aFleet, whatWentWrong } from './load.ts';
import { workerProcesses, works } from './worker-process.ts';

const kills = lengthOf('kills while planned items begin');
// A thousand are begun in one transaction; the kill is to meet the time between the first and the last.
const [size, longestMs] = isLong ? [2500, 150] : [1500, 60];
const { db, url } = await testDatabase();
const workers = workerProcesses();

test(
  `two workers, one killed ${kills} times while planned orders begin: every number is begun and done once (seed ${seed})`,
  async () => {
    const chance = chanceFrom(seed);
    const { manager, lines } = await aFleet(db, size);
    let begunPartly = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const isAddition = kill % 2 === 0;
      const change = isAddition ? { add: ['spam-filter'] } : { remove: ['spam-filter'] };
      const call = { ...manager, now: new Date() };
      const quote = await quoteFor(call, lines, change, { starts: { kind: 'cycle' } });
      expect(quote.eligibleCount).toBe(lines.length);
      await submit(call, quote.id);
      // Its time comes when all are there: they look ahead, or find it due when they come.
      await sql`UPDATE order_item SET due_at = clock_timestamp() + interval '400 ms' WHERE state = 'planned'`.execute(
        db,
      );
      const victim = workers.start({ url, latencyMs: 0, begins: true });
      await works(victim);
      const survivor = kill % 4 === 3 ? workers.start({ url, latencyMs: 0, begins: true }) : null;
      if (survivor) await works(survivor);
      await untilFewerPlanned(lines.length);
      await sleep(chance() * longestMs);
      await workers.kill(victim);
      const left = await plannedItems();
      if (left > 0 && left < lines.length) begunPartly += 1;
      const last = workers.start({ url, latencyMs: 0, begins: true });
      await expect.poll(plannedItems, { timeout: 60_000, interval: 50 }).toBe(0);
      expect(await whatWentWrong(db)).toEqual({});
      await workers.kill(last);
      if (survivor) await workers.kill(survivor);
    }
    tell('killed while planned items begin', { kills, begunPartly });
    const { rows } = await sql<{ times: number }>`
      SELECT count(*)::integer AS times FROM order_item GROUP BY line_id`.execute(db);
    expect(new Set(rows.map(({ times }) => times))).toEqual(new Set([kills]));
  },
  60_000 + kills * 60_000,
);

async function untilFewerPlanned(all: number): Promise<void> {
  while ((await plannedItems()) >= all) await sleep(5);
}

async function plannedItems(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM order_item WHERE state = 'planned'`.execute(db);
  return rows[0]?.count ?? 0;
}

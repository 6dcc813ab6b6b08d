import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { moveOrder } from '../../server/orders/move-order.ts';
import { readOrder } from '../../server/orders/read-orders.ts';
import { testDatabase } from '../database.ts';
import { quoteFor, submit } from '../orders.ts';
import { chanceFrom, isLong, lengthOf, seed, tell } from './lengths.ts';
import { aFleet, whatWentWrong } from './load.ts';
import { workerProcesses, works } from './worker-process.ts';

const kills = lengthOf('kills while a planned order is moved');
const size = isLong ? 5000 : 2500;
const { db, url } = await testDatabase();
const workers = workerProcesses();

test(
  `a worker killed ${kills} times while a planned order is moved: another moves the rest, none begins before all are there, each is done once (seed ${seed})`,
  async () => {
    const chance = chanceFrom(seed);
    const { manager, lines } = await aFleet(db, size);
    let met = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const change = kill % 2 === 0 ? { add: ['spam-filter'] } : { remove: ['spam-filter'] };
      const call = { ...manager, now: new Date() };
      const quote = await quoteFor(call, lines, change, { starts: { kind: 'cycle' } });
      const { id: orderId } = await submit(call, quote.id);
      const moved = await moveOrder(call, { orderId, starts: { kind: 'now' }, preview: false });
      expect(moved).toMatchObject({ state: 'planned', plannedCount: size, movingCount: size - 1000 });
      const victim = workers.start({ url, latencyMs: 0, begins: true });
      await works(victim);
      await sleep(chance() * 300);
      await workers.kill(victim);
      const isMoving = (await countOf(sql`order_sweep`)) > 0;
      if (isMoving) met += 1;
      const begun = await countOf(sql`order_item WHERE order_id = ${orderId} AND state <> 'planned'`);
      expect(isMoving ? begun : 0).toBe(0);
      const next = workers.start({ url, latencyMs: 0, begins: true });
      await expect
        .poll(async () => (await readOrder(call, { orderId })).completedCount, {
          timeout: 60_000,
          interval: 50,
        })
        .toBe(size);
      expect(await whatWentWrong(db)).toEqual({});
      await workers.kill(next);
      const { rows } = await sql`
        SELECT sum((price ->> 'now')::numeric) = (SELECT (totals -> 'now' ->> 'excl')::numeric FROM product_order WHERE id = ${orderId})
          AS "isPriced" FROM order_item WHERE order_id = ${orderId}`.execute(db);
      expect(rows).toEqual([{ isPriced: true }]);
    }
    tell('killed while a planned order is moved', { kills, met });
  },
  60_000 + kills * 60_000,
);

async function countOf(what: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::integer AS count FROM ${what}`.execute(db);
  return rows[0]?.count ?? 0;
}

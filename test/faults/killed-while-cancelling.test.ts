import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { cancelOrder } from '../../server/orders/cancel-order.ts';
import { pauseOrder } from '../../server/orders/pause-order.ts';
import { testDatabase } from '../database.ts';
import { orderFor } from '../orders.ts';
import { chanceFrom, isLong, lengthOf, seed, tell } from './lengths.ts';
import { aFleet, whatWentWrong } from './load.ts';
import { workerProcesses, works } from './worker-process.ts';

const kills = lengthOf('kills while the rest is cancelled');
const size = isLong ? 5000 : 3500;
const { db, url } = await testDatabase();
const workers = workerProcesses();

test(
  `a worker killed ${kills} times while the rest of an order is cancelled: nothing of it begins, and another ends it (seed ${seed})`,
  async () => {
    const chance = chanceFrom(seed);
    const { manager, lines } = await aFleet(db, size);
    let met = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const call = { ...manager, now: new Date() };
      const { id: orderId } = await orderFor(call, lines, { add: ['spam-filter'] });
      // Every other time it is paused and cancelled: two wishes go through its items at once.
      if (kill % 2 === 1) await pauseOrder(call, { orderId });
      const { stoppingCount } = await cancelOrder(call, { orderId });
      expect(stoppingCount).toBe(size - 1000);
      const victim = workers.start({ url, latencyMs: 0 });
      await works(victim);
      await sleep(chance() * 300);
      await workers.kill(victim);
      if ((await sweeps()) > 0) met += 1;
      const next = workers.start({ url, latencyMs: 0 });
      await expect.poll(sweeps, { timeout: 60_000, interval: 50 }).toBe(0);
      await workers.kill(next);
      const { 'orders that were not told of each item once': _expectsNoneCancelled, ...wrong } =
        await whatWentWrong(db);
      expect(wrong).toEqual({});
      const { rows } = await sql`
        SELECT o.state, o.cancelled_count AS cancelled, o.paused_at AS paused,
          (SELECT count(*)::integer FROM order_item i WHERE i.order_id = o.id AND i.state = 'cancelled' AND i.attempts = 0) AS items
        FROM product_order o WHERE o.id = ${orderId}`.execute(db);
      expect(rows).toEqual([{ state: 'cancelled', cancelled: size, paused: null, items: size }]);
    }
    tell('killed while the rest is cancelled', { kills, met });
  },
  60_000 + kills * 60_000,
);

async function sweeps(): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::integer AS count FROM order_sweep`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

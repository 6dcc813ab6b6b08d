import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkerOptions } from './worker.ts';
import { type Measure, median, percentile, timed } from './measure.ts';
import { openPage } from './page.ts';
import { order, untilEnded, type World } from './world.ts';

/**
 * What another company feels of a large order: the wait for a single change, on a network of 20 ms that bears 250 calls a second and on one
 * that answers at once, and on both its fleet page over HTTP.
 */
export async function beside(world: World): Promise<Measure[]> {
  const real = { latencyMs: 20, ratePerSecond: 250, concurrency: 64 };
  const told = {
    real: 'network of 20 ms and 250 calls a second',
    none: 'network without delay, as fast as it goes',
  };
  return [
    await waitBeside(world, 'single-change-wait', real, told.real),
    await waitBeside(world, 'single-change-wait-no-delay', {}, told.none),
    await pageBeside(world, 'other-company-page', real, told.real),
    await pageBeside(world, 'other-company-page-no-delay', {}, told.none),
  ];
}

async function waitBeside(
  world: World,
  name: string,
  network: Omit<WorkerOptions, 'url'>,
  note: string,
): Promise<Measure> {
  const page = await openPage(world);
  const worker = await world.worker(network);
  const idle = await waits(world, page);
  const running = await runLarge(world);
  const busy = await waits(world, page);
  await running.stop();
  await worker.end();
  await page.close();
  return {
    name,
    ratio: median(busy) / median(idle),
    target: { atMost: 2 },
    ours: median(busy),
    reference: median(idle),
    unit: 'ms',
    note: `${idle.length} single changes, p95 ${percentile(busy, 0.95).toFixed(0)} against ${percentile(idle, 0.95).toFixed(0)} ms, ${note}`,
  };
}

/** From the confirmation sent over HTTP to the end of the order, of single changes one after the other. */
async function waits(world: World, page: Page): Promise<number[]> {
  const { other, sizes } = world;
  const waited: number[] = [];
  for (let n = 0; n < sizes.singles; n += 1) {
    const [line = ''] = other.lineIds.slice(n);
    const isHeld = held.has(line);
    const { id, sentAt } = await page.order(
      line,
      isHeld ? { remove: ['hide-number'] } : { add: ['hide-number'] },
    );
    if (isHeld) held.delete(line);
    else held.add(line);
    await untilEnded(world, id, 1);
    waited.push(performance.now() - sentAt);
    await sleep(20);
  }
  return waited;
}

type Page = Awaited<ReturnType<typeof openPage>>;

const held = new Set<string>();
let bigHas = false;

/** A large order under way, and how to get rid of what is left of it. */
async function runLarge(world: World): Promise<{ stop(): Promise<void> }> {
  const { big, database } = world;
  const { id } = await order(
    big,
    big.lineIds,
    bigHas ? { remove: ['spam-filter'] } : { add: ['spam-filter'] },
  );
  bigHas = !bigHas;
  await sleep(300);
  return {
    stop: async () => {
      const { rows } = await database.pool.query<{ left: number }>(
        `SELECT count(*)::integer AS left FROM order_item WHERE order_id = $1 AND ended_at IS NULL`,
        [id],
      );
      if (rows[0]?.left === 0 && world.sizes.lines >= 10_000)
        console.error('the large order had ended before what was measured beside it');
      // Its worker needs a while for the rest on a slow network: it is not what is measured.
      const fast = await world.worker({ concurrency: 64 });
      await database.pool.query(`UPDATE network_element SET next_free = clock_timestamp()`);
      await untilEnded(world, id, 50);
      await fast.end();
    },
  };
}

async function pageBeside(
  world: World,
  name: string,
  network: Omit<WorkerOptions, 'url'>,
  note: string,
): Promise<Measure> {
  const page = await openPage(world);
  const worker = await world.worker(network);
  const load = async (): Promise<number[]> => {
    const took: number[] = [];
    for (let n = 0; n < world.sizes.pages; n += 1) took.push(await timed(() => page.fetch()));
    return took;
  };
  await load();
  const idle = await load();
  const running = await runLarge(world);
  const busy = await load();
  await running.stop();
  await worker.end();
  await page.close();
  return {
    name,
    ratio: percentile(busy, 0.95) / percentile(idle, 0.95),
    target: { atMost: 1.6 },
    ours: percentile(busy, 0.95),
    reference: percentile(idle, 0.95),
    unit: 'ms',
    note: `p95 of ${world.sizes.pages} fleet pages over HTTP, ${note}`,
  };
}

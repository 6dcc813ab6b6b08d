import { sql } from 'kysely';
import { type Measure, median, timed } from './measure.ts';
import { plainTransactions, preparePlain } from './plain-transactions.ts';
import { order, untilEnded, type World } from './world.ts';

/**
 * Orders over all the lines, submitted and carried out by one and by two worker processes, on a network that answers at once; in turns with
 * the set-based INSERT of the same rows, and with one UPDATE and one INSERT a transaction.
 */
export async function largeOrders(world: World): Promise<Measure[]> {
  const { big, sizes } = world;
  await preparePlain(world);
  const submitted: number[] = [];
  const inserted: number[] = [];
  const rates: Record<1 | 2, number[]> = { 1: [], 2: [] };
  const plain: number[] = [];
  let by = '';
  for (let round = 0; round < sizes.rounds; round += 1) {
    for (const workers of [1, 2] as const) {
      // Whoever has it loses it: the second half of a round undoes the first.
      const change = workers === 1 ? { add: ['hide-number'] } : { remove: ['hide-number'] };
      const reference = await plainTransactions(world);
      plain.push(reference.perSecond);
      by = reference.by;
      const running = await Promise.all(Array.from({ length: workers }, () => world.worker()));
      const { id, items, took } = await order(big, big.lineIds, change);
      const ended = await untilEnded(world, id, 20);
      rates[workers].push((items * 1000) / ended);
      await Promise.all(running.map((worker) => worker.end()));
      submitted.push(took);
      inserted.push(await insertSame(world, id));
      await sql`VACUUM ANALYZE`.execute(world.database.db);
    }
  }
  const size = `${sizes.lines} numbers`;
  const carriedOut = (workers: 1 | 2): Measure => ({
    name: workers === 1 ? 'carry-out' : 'carry-out-two-workers',
    ratio: median(rates[workers]) / median(plain),
    target: { atLeast: 1.5 },
    ours: median(rates[workers]),
    reference: median(plain),
    unit: 'items/s',
    note: `${size}, reference by ${by} with 8 clients`,
  });
  return [
    {
      name: 'submit',
      ratio: median(submitted) / median(inserted),
      target: { atMost: 3 },
      ours: median(submitted),
      reference: median(inserted),
      unit: 'ms',
      note: size,
    },
    carriedOut(1),
    carriedOut(2),
    {
      name: 'second-worker',
      ratio: median(rates[2]) / median(rates[1]),
      target: { atLeast: 1.05 },
      ours: median(rates[2]),
      reference: median(rates[1]),
      unit: 'items/s',
      note: `${size}, reference is one worker`,
    },
  ];
}

/** The same rows once more, into a table like it with the same indexes and foreign keys, in one statement. */
export async function insertSame({ database: { pool } }: World, orderId: string): Promise<number> {
  await pool.query(`CREATE TABLE bench_item (LIKE order_item INCLUDING ALL,
    FOREIGN KEY (order_id) REFERENCES product_order (id), FOREIGN KEY (line_id) REFERENCES line (id))`);
  const { rows } = await pool.query<{ columns: string }>(
    `SELECT string_agg(quote_ident(attname), ', ') AS columns FROM pg_attribute
     WHERE attrelid = 'order_item'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attname <> 'sequence'`,
  );
  const columns = rows[0]?.columns ?? '';
  const took = await timed(() =>
    pool.query(`INSERT INTO bench_item (${columns}) SELECT ${columns} FROM order_item WHERE order_id = $1`, [
      orderId,
    ]),
  );
  await pool.query('DROP TABLE bench_item');
  return took;
}

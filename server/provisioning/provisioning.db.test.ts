import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { counting, storeFleet, storeOrder } from '../../test/faults/stored-orders.ts';
import { settableClock } from '../platform/clock.ts';
import { openSimulator, startProvisioning } from './provisioning.ts';

const database = await testDatabase();

test('an order over several lines is carried out', async () => {
  const fleet = await storeFleet(database.db, 100, ['0001', '0002', '0003', '0004']);
  const clock = settableClock(new Date('2025-03-01T10:00:00Z'));
  const orderId = await storeOrder(database.db, fleet, { value: 'a', now: clock.now() });
  const simulator = await openSimulator({ url: database.url, timeoutMs: 200 });
  const log = { info: console.info, warn: console.warn, error: console.error };
  const work = startProvisioning(
    { database, connectors: { simulator }, hearers: counting, clock, log },
    'idle',
  );
  await work.drain();
  clock.advance(60_000);
  await work.drain();
  console.log(work.figures());
  await work.stop();
  await simulator.close();
  const { rows } =
    await sql`select state, failure, count(*), max(attempts) from order_item where order_id=${orderId} group by 1,2`.execute(
      database.db,
    );
  console.log(rows);
  expect(1).toBe(1);
});

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { Refusal } from '../../server/platform/refusal.ts';
import { testDatabase } from '../database.ts';
import { linesOnNetwork, quoteFor, submit } from '../orders.ts';
import { plannedOrders } from '../planned-orders.ts';
import { chanceFrom, lengthOf, seed, tell } from './lengths.ts';
import { whatWentWrong } from './load.ts';

const jumps = lengthOf('clock jumps');
const chance = chanceFrom(seed);
const database = await testDatabase();
const { db } = database;
const planned = plannedOrders(database);

const hour = 3_600_000;
/** Days in Brussels on which clocks or months do something, and an instant before. */
const days = [
  ['2026-10-25', '2026-10-24T12:00:00Z'], // the hour from 02:00 comes twice
  ['2027-03-28', '2027-03-27T12:00:00Z'], // the hour from 02:00 does not come
  ['2026-08-31', '2026-08-30T12:00:00Z'],
  ['2026-12-31', '2026-12-30T12:00:00Z'],
  ['2027-02-28', '2027-02-27T12:00:00Z'],
] as const;

test(
  `over ${jumps} jumps of the clock, changes of the hour and ends of months planned orders begin once, and never early (seed ${seed})`,
  async () => {
    let orders = 0;
    for (let jump = 0; jump < jumps; jump += 1) {
      const [day, before] = days[jump % days.length] ?? days[0];
      const { company, manager } = await planned.aManager();
      const lines = await linesOnNetwork(db, company, [null, null, null]);
      const call = { ...manager, now: new Date(before) };
      for (const at of ['00:00', '01:59', '02:30', '03:00', '23:59']) {
        const code = options[orders % options.length] ?? '';
        const when = {
          starts: { kind: 'at', at: `${day}T${at}` },
          until: chance() < 0.5 ? `${day}T23:59` : null,
        };
        try {
          const quote = await quoteFor(call, lines, { add: [code] }, when as Parameters<typeof quoteFor>[3]);
          if (quote.eligibleCount > 0) await submit(call, quote.id);
        } catch (error) {
          // A time that does not come, an end that is not after its start.
          if (!(error instanceof Refusal)) throw error;
        }
        orders += 1;
      }
      // The clock goes forward and back as a wrongly set one does, and stays right in the end.
      for (let step = 0; step < 6; step += 1)
        await planned.timePasses(new Date(call.now.getTime() + chance() * 40 * hour));
      await planned.timePasses(new Date(call.now.getTime() + 72 * hour));
    }
    const early = await sql`
      SELECT o.number, o.starts_at, i.started_at FROM order_item i JOIN product_order o ON o.id = i.order_id
      WHERE i.started_at < o.starts_at`.execute(db);
    expect(early.rows).toEqual([]);
    const waiting = await sql`SELECT id FROM order_item WHERE state = 'planned'`.execute(db);
    expect(waiting.rows).toEqual([]);
    expect(await whatWentWrong(db)).toEqual({});
    const made = await db.selectFrom('order_item').select('id').where('state', '=', 'completed').execute();
    expect(made.length, 'changes that were carried out').toBeGreaterThan(jumps * 3);
    tell('clock jumps', { jumps, 'orders asked for': orders, 'items carried out': made.length });
  },
  60_000 + jumps * 15_000,
);

const options = ['hide-number', 'spam-filter', 'itemised-usage', 'access-5g', 'roaming'];

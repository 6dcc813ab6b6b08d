import { expect, test } from 'vitest';
import { newId } from '../../server/platform/id.ts';
import { submitOrder } from '../../server/orders/submit-order.ts';
import { onlySimulator } from '../../server/provisioning/provisioning.ts';
import { testDatabase } from '../database.ts';
import { quoteFor } from '../orders.ts';
import { lengthOf, tell } from './lengths.ts';
import { aFleet } from './load.ts';

const requests = lengthOf('requests submitted three times');
// Three of the same request on three connections, and several such at a time.
const database = await testDatabase({ poolSize: 12 });
const { db } = database;

test(
  `${requests} requests, each submitted three times at once, are as many orders, with as many mails and entries`,
  async () => {
    const { manager, lines } = await aFleet(db, 40);
    let next = 0;
    const failures: unknown[] = [];
    const submitter = async (place: number): Promise<void> => {
      while (next < requests) {
        next += 1;
        // Each submitter has numbers of its own: a quote is refused when its number moved since.
        const own = lines.slice(place * 10, place * 10 + 10);
        const line = own[next % own.length] ?? '';
        await db.deleteFrom('order_item').where('line_id', '=', line).execute();
        await db.updateTable('line_state').set({ open_items: 0 }).where('line_id', '=', line).execute();
        const quote = await quoteFor(manager, [line], { add: ['data-top-up-1gb'] });
        const key = newId();
        const submit = () => submitOrder(manager, { quoteId: quote.id, key, network: onlySimulator });
        const answers = await Promise.allSettled([submit(), submit(), submit()]);
        const ids = answers.map((answer) =>
          answer.status === 'fulfilled' ? answer.value.order.id : failures.push(answer.reason),
        );
        expect(new Set(ids).size, 'one order for the three').toBe(1);
      }
    };
    await Promise.all([0, 1, 2, 3].map(submitter));
    expect(failures).toEqual([]);
    const count = async (table: 'product_order' | 'mail') =>
      (
        await db
          .selectFrom(table)
          .select((row) => row.fn.countAll<number>().as('rows'))
          .executeTakeFirstOrThrow()
      ).rows;
    expect(await count('product_order')).toBe(requests);
    expect(await count('mail')).toBe(requests);
    const audited = await db
      .selectFrom('audit_entry')
      .select((row) => row.fn.countAll<number>().as('rows'))
      .where('action', '=', 'orders.submitted')
      .executeTakeFirstOrThrow();
    expect(audited.rows).toBe(requests);
    tell('the same request three times at once', { requests });
  },
  60_000 + requests * 200,
);

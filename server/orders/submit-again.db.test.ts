import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, aLine, withLines } from '../../test/fleet.ts';
import { aPerson, quoteFor, refusalOf, submit } from '../../test/orders.ts';
import { newId } from '../platform/id.ts';
import { onlySimulator } from '../provisioning/provisioning.ts';
import { submitOrder } from './submit-order.ts';

const { db } = await testDatabase({ poolSize: 10 });
const company = await aCompany(db, 2);
const manager = await aPerson(db, company);
const colleague = await aPerson(db, company);

async function rowsOf(orderId: string) {
  return db
    .selectFrom('order_item')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('position')
    .execute();
}

describe('the same request again', () => {
  it('twenty at the same moment with one key make one order, and all are told the same', async () => {
    const lines = await withLines(db, aLine(company));
    const quote = await quoteFor(manager, lines, { add: ['roaming'] });
    const key = newId();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        submitOrder(manager, { quoteId: quote.id, key, network: onlySimulator }),
      ),
    );
    expect(new Set(answers.map(({ order }) => order.id)).size).toBe(1);
    expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(
      await db.selectFrom('product_order').selectAll().where('quote_id', '=', quote.id).execute(),
    ).toHaveLength(1);
    expect(await rowsOf(answers[0]?.order.id ?? '')).toHaveLength(1);
  });

  it('a page that was loaded anew and chose another key still gets the one order of its quote', async () => {
    const lines = await withLines(db, aLine(company));
    const quote = await quoteFor(manager, lines, { add: ['roaming'] });
    const orders = await Promise.all([
      submit(manager, quote.id),
      submit(manager, quote.id),
      submit(manager, quote.id),
    ]);
    expect(new Set(orders.map(({ id }) => id)).size).toBe(1);
  });

  it('gives the order even when its quote has long expired', async () => {
    const lines = await withLines(db, aLine(company));
    const quote = await quoteFor(manager, lines, { add: ['roaming'] });
    const key = newId();
    const order = await submit(manager, quote.id, key);
    const later = { ...manager, now: new Date(manager.now.getTime() + 24 * 3_600_000) };
    await db.deleteFrom('quote').where('id', '=', quote.id).execute();
    expect((await submit(later, quote.id, key)).id).toBe(order.id);
  });

  it('a key that is used for another request is refused; another person may use the same key', async () => {
    const [one = '', two = ''] = await withLines(db, aLine(company), aLine(company));
    const key = newId();
    const first = await submit(manager, (await quoteFor(manager, [one], { add: ['roaming'] })).id, key);
    const second = await quoteFor(manager, [two], { add: ['roaming'] });
    expect(await refusalOf(submit(manager, second.id, key))).toMatchObject({
      status: 409,
      code: 'key-reused',
    });
    const third = await submit(colleague, (await quoteFor(colleague, [two], { add: ['roaming'] })).id, key);
    expect(third.id).not.toBe(first.id);
  });
});

describe('one key for two requests', () => {
  it('at the same moment makes one order; the other request is refused', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [one = '', two = ''] = await withLines(db, aLine(company), aLine(company));
      const quotes = [
        await quoteFor(manager, [one], { add: ['roaming'] }),
        await quoteFor(manager, [two], { add: ['roaming'] }),
      ];
      const key = newId();
      const results = await Promise.allSettled(quotes.map(({ id }) => submit(manager, id, key)));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const refused = results.find((result) => result.status === 'rejected');
      expect(refused?.reason).toMatchObject({ status: 409, code: 'key-reused' });
    }
  });
});

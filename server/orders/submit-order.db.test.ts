import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, aLine, withLines } from '../../test/fleet.ts';
import { aPerson, optionsOf, orderFor, quoteFor, refusalOf, submit } from '../../test/orders.ts';
import { changeQuote, readQuote } from '../quotes/make-quote.ts';
import { readItems, readOrder } from './read-orders.ts';

const { db } = await testDatabase({ poolSize: 10 });
const company = await aCompany(db, 2);
const other = await aCompany(db);
const manager = await aPerson(db, company);
const colleague = await aPerson(db, company);
const since = new Date('2026-02-01T09:00:00.000Z');
const holding = (...codes: string[]) =>
  aLine(company, { options: codes.map((code) => ({ code, activeSince: since })) });
const pages = { page: 1, size: 50 };

async function rowsOf(orderId: string) {
  return db
    .selectFrom('order_item')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('position')
    .execute();
}

describe('an order', () => {
  it('is one transaction with its items, audit entry and confirmation, and the lines count what is under way', async () => {
    const lines = await withLines(db, holding('roaming'), holding('roaming'));
    const order = await orderFor(manager, lines, { add: ['traveller'] });
    expect(order).toMatchObject({
      state: 'acknowledged',
      itemCount: 2,
      waitingCount: 2,
      mayCancel: true,
      mayRetry: false,
    });
    const items = await rowsOf(order.id);
    expect(items).toMatchObject([
      { line_id: lines[0], state: 'acknowledged', is_head: true, element: 'simulator' },
      { line_id: lines[1], state: 'acknowledged', is_head: true, element: 'simulator' },
    ]);
    expect(items[0]?.actions).toMatchObject([
      {
        action: 'add',
        code: 'traveller',
        monthly: '24.79',
        services: [{ service: 'roaming-bundle', value: 'traveller' }],
      },
    ]);
    const states = await db
      .selectFrom('line_state')
      .select(['open_items', 'version'])
      .where('line_id', 'in', lines)
      .execute();
    expect(states).toEqual([
      { open_items: 1, version: 2 },
      { open_items: 1, version: 2 },
    ]);
    const audit = await db.selectFrom('audit_entry').selectAll().where('target_id', '=', order.id).execute();
    expect(audit).toMatchObject([
      { action: 'orders.submitted', actor_id: manager.actor.personId, ip: '192.0.2.1' },
    ]);
    const mails = await db
      .selectFrom('mail')
      .selectAll()
      .where('dedupe_key', '=', `order-confirmed:${order.id}`)
      .execute();
    expect(mails).toMatchObject([{ recipient: manager.actor.email, locale: 'fr', state: 'queued' }]);
  });

  it('with one ineligible line still holds the others, and the prices are those of the quote', async () => {
    const lines = await withLines(db, holding('roaming'), holding('roaming', 'world-traveller'));
    const quote = await quoteFor(manager, lines, { add: ['traveller'] });
    expect(quote).toMatchObject({ lineCount: 2, eligibleCount: 1, leftOutCount: 1 });
    const order = await submit(manager, quote.id);
    expect(order).toMatchObject({
      itemCount: 1,
      now: quote.now,
      monthly: quote.monthly,
      proRata: quote.proRata,
    });
    expect(await rowsOf(order.id)).toMatchObject([{ line_id: lines[0] }]);
  });

  it('that would change nothing is refused', async () => {
    const lines = await withLines(db, holding('roaming', 'traveller'));
    const quote = await quoteFor(manager, lines, { add: ['traveller'] });
    expect((await refusalOf(submit(manager, quote.id))).code).toBe('nothing-to-order');
  });

  it('leaves nothing behind when it is refused', async () => {
    const lines = await withLines(db, holding());
    const quote = await quoteFor(manager, lines, { add: ['roaming'] });
    await orderFor(colleague, lines, { add: ['roaming'] });
    const count = () =>
      db
        .selectFrom('product_order')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirst();
    const before = await count();
    await refusalOf(submit(manager, quote.id));
    expect(await count()).toEqual(before);
    const [state] = await db
      .selectFrom('line_state')
      .select('open_items')
      .where('line_id', 'in', lines)
      .execute();
    expect(state?.open_items).toBe(1);
  });
});

describe('a number that changed since the quote', () => {
  it('refuses the order and says what is different now; after a look at the new summary it can be ordered', async () => {
    const lines = await withLines(db, holding('roaming'), holding('roaming'));
    const [busy = ''] = lines;
    const quote = await quoteFor(manager, lines, { add: ['traveller'] });
    await orderFor(colleague, [busy], { add: ['world-traveller'] });
    const refusal = await refusalOf(submit(manager, quote.id));
    expect(refusal).toMatchObject({ status: 409, code: 'lines-moved', values: { count: 1 } });
    expect(refusal.extra['lines']).toMatchObject([
      {
        lineId: busy,
        differences: ['eligibility'],
        quoted: { eligible: true, monthly: '24.79' },
        present: {
          eligible: false,
          reasons: [{ code: 'excluded-by', values: { option: 'world-traveller', how: 'pending' } }],
        },
      },
    ]);
    const renewed = await changeQuote(manager, {
      quoteId: quote.id,
      leaveOut: [],
      withoutAdd: [],
      withoutRemove: [],
    });
    expect(renewed).toMatchObject({ id: quote.id, eligibleCount: 1, leftOutCount: 1 });
    expect(await submit(manager, quote.id)).toMatchObject({ itemCount: 1 });
  });

  it('is no obstacle when the change makes no difference to this order', async () => {
    const lines = await withLines(db, holding('roaming'));
    const quote = await quoteFor(manager, lines, { add: ['traveller'] });
    await orderFor(colleague, lines, { add: ['itemised-usage'] });
    expect(await submit(manager, quote.id)).toMatchObject({ itemCount: 1, state: 'acknowledged' });
  });

  it('that has left the fleet is told by its number alone', async () => {
    const [id = ''] = await withLines(db, holding());
    const quote = await quoteFor(manager, [id], { add: ['roaming'] });
    const account = other.accounts[0]?.id ?? '';
    await db
      .updateTable('line')
      .set({ organisation_id: other.id, billing_account_id: account })
      .where('id', '=', id)
      .execute();
    await db
      .updateTable('line_state')
      .set({ organisation_id: other.id, billing_account_id: account })
      .where('line_id', '=', id)
      .execute();
    const refusal = await refusalOf(submit(manager, quote.id));
    expect(refusal.extra['lines']).toMatchObject([
      {
        lineId: id,
        differences: ['gone'],
        present: null,
        quoted: { holderName: '', billingAccountNumber: '' },
      },
    ]);
  });

  it('prices of a quote hold over midnight', async () => {
    const lines = await withLines(db, holding('roaming'));
    const late = { ...manager, now: new Date('2026-06-13T21:50:00.000Z') };
    const quote = await quoteFor(late, lines, { add: ['traveller'] });
    const after = { ...manager, now: new Date('2026-06-13T22:10:00.000Z') };
    expect((await submit(after, quote.id)).now).toEqual(quote.now);
  });
});

describe('two orders at the same moment', () => {
  it('that exclude each other on one line never both happen', async () => {
    for (let round = 0; round < 15; round += 1) {
      const lines = await withLines(db, holding('roaming'));
      const one = await quoteFor(manager, lines, { add: ['traveller'] });
      const two = await quoteFor(colleague, lines, { add: ['world-traveller'] });
      const results = await Promise.allSettled([submit(manager, one.id), submit(colleague, two.id)]);
      const done = results.filter(({ status }) => status === 'fulfilled');
      expect(done).toHaveLength(1);
      const refused = results.find((result) => result.status === 'rejected');
      expect(refused?.reason).toMatchObject({ code: 'lines-moved' });
    }
  });

  it('over the same many lines in opposite order wait for each other and never for ever', async () => {
    const lines = await withLines(db, ...Array.from({ length: 200 }, () => holding()));
    const one = await quoteFor(manager, lines, { add: ['roaming'] });
    const two = await quoteFor(colleague, lines.toReversed(), { add: ['itemised-usage'] });
    const orders = await Promise.all([submit(manager, one.id), submit(colleague, two.id)]);
    expect(orders.map(({ itemCount }) => itemCount)).toEqual([200, 200]);
    const heads = await db
      .selectFrom('order_item')
      .select('line_id')
      .where('line_id', 'in', lines)
      .where('is_head', '=', true)
      .execute();
    expect(new Set(heads.map(({ line_id }) => line_id)).size).toBe(200);
    expect(heads).toHaveLength(200);
  });

  it('items of one line queue in the order they were submitted: one goes first, the other waits', async () => {
    const lines = await withLines(db, holding());
    const first = await orderFor(manager, lines, { add: ['roaming'] });
    const second = await orderFor(manager, lines, { add: ['itemised-usage'] });
    expect(await rowsOf(first.id)).toMatchObject([{ is_head: true }]);
    expect(await rowsOf(second.id)).toMatchObject([{ is_head: false }]);
  });
});

describe('who may', () => {
  it('see or submit a quote: only the one who made it', async () => {
    const lines = await withLines(db, holding());
    const quote = await quoteFor(manager, lines, { add: ['roaming'] });
    expect((await refusalOf(readQuote(colleague, { quoteId: quote.id, ...pages }))).status).toBe(404);
    expect((await refusalOf(submit(colleague, quote.id))).status).toBe(404);
    const patch = { quoteId: quote.id, leaveOut: [], withoutAdd: [], withoutRemove: [] };
    expect((await refusalOf(changeQuote(colleague, patch))).status).toBe(404);
  });

  it('a quote that has expired can neither be seen nor ordered', async () => {
    const lines = await withLines(db, holding());
    const quote = await quoteFor(manager, lines, { add: ['roaming'] });
    const later = { ...manager, now: new Date(new Date(quote.expiresAt).getTime()) };
    expect(await refusalOf(readQuote(later, { quoteId: quote.id, ...pages }))).toMatchObject({ status: 410 });
    expect(await refusalOf(submit(later, quote.id))).toMatchObject({ status: 410, code: 'quote-expired' });
  });

  it('a quote that was ordered leads to its order, and can be changed no more', async () => {
    const lines = await withLines(db, holding());
    const quote = await quoteFor(manager, lines, { add: ['roaming'] });
    const order = await submit(manager, quote.id);
    const told = { status: 410, code: 'quote-ordered', extra: { orderId: order.id } };
    expect(await refusalOf(readQuote(manager, { quoteId: quote.id, ...pages }))).toMatchObject(told);
    const patch = { quoteId: quote.id, leaveOut: [], withoutAdd: [], withoutRemove: [] };
    expect(await refusalOf(changeQuote(manager, patch))).toMatchObject(told);
  });

  it('another company finds nothing of an order', async () => {
    const stranger = await aPerson(db, other);
    const lines = await withLines(db, holding());
    const order = await orderFor(manager, lines, { add: ['roaming'] });
    expect((await refusalOf(readOrder(stranger, { orderId: order.id }))).status).toBe(404);
    expect((await refusalOf(readItems(stranger, { orderId: order.id, ...pages }))).status).toBe(404);
    expect((await refusalOf(quoteFor(stranger, lines, { add: ['roaming'] }))).status).toBe(404);
  });
});

describe('nothing is shown as changed before the network has confirmed', () => {
  it('a line with an open item holds what it held', async () => {
    const [line = ''] = await withLines(db, holding());
    await orderFor(manager, [line], { add: ['roaming'] });
    expect(await optionsOf(db, line)).toEqual([]);
  });
});

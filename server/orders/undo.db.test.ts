import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, systemCall } from '../../test/fleet.ts';
import {
  aPerson,
  carryOut,
  linesOnNetwork,
  optionsOf,
  orderFor,
  refusalOf,
  submit,
} from '../../test/orders.ts';
import { laterAt, plannedOrders } from '../../test/planned-orders.ts';
import { factsOfLines } from '../fleet/fleet.ts';
import { changeQuote } from '../quotes/make-quote.ts';
import { quoteUndo } from './quote-undo.ts';
import { readOrder } from './read-orders.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const company = await aCompany(db, 2);
const manager = await aPerson(db, company);
const failsForGood = '0002';
const patch = { leaveOut: [], withoutAdd: [], withoutRemove: [] };

describe('undoing an order', () => {
  it('removes what it added and brings back what it removed, as a new order with its own price', async () => {
    const lines = await linesOnNetwork(db, company, [null, null, failsForGood], {
      options: [{ code: 'itemised-usage', activeSince: manager.now }],
    });
    const order = await orderFor(manager, lines, {
      add: ['roaming', 'traveller'],
      remove: ['itemised-usage'],
    });
    await carryOut(database);
    expect(await readOrder(manager, { orderId: order.id })).toMatchObject({
      state: 'partial',
      mayUndo: true,
    });

    const quote = await quoteUndo(manager, { orderId: order.id });
    expect(quote).toMatchObject({
      undoes: { orderId: order.id, number: order.number, passesKept: 0 },
      lineCount: 2,
      eligibleCount: 2,
      monthly: { excl: '-49.58' },
    });
    for (const line of lines.slice(0, 2))
      expect((await optionsOf(db, line)).toSorted()).toEqual(['roaming', 'traveller']);
    const back = await submit(manager, quote.id);
    expect(back.undoes).toMatchObject({ id: order.id, number: order.number });
    expect(await readOrder(manager, { orderId: order.id })).toMatchObject({
      undoneBy: { id: back.id, number: back.number },
    });
    await carryOut(database);
    expect((await readOrder(manager, { orderId: back.id })).state).toBe('completed');
    for (const line of lines) expect(await optionsOf(db, line)).toEqual(['itemised-usage']);
    const audit = await db
      .selectFrom('audit_entry')
      .select('after')
      .where('target_id', '=', back.id)
      .where('action', '=', 'orders.submitted')
      .execute();
    expect(audit).toMatchObject([{ after: { undoes: order.number } }]);
  });

  it('puts settings back as each line had them', async () => {
    const [one = '', two = ''] = [
      ...(await linesOnNetwork(db, company, [null])),
      ...(await linesOnNetwork(db, company, [null])),
    ];
    await set(one, '30.00');
    await set(two, '80.00');
    const order = await orderFor(manager, [one, two], {
      add: [{ code: 'travel-data-control', parameters: { limit: '50.00' } }],
    });
    await carryOut(database);
    expect([await limitOf(one), await limitOf(two)]).toEqual(['50.00', '50.00']);
    const quote = await quoteUndo(manager, { orderId: order.id });
    expect(
      quote.lines.map(({ lineId, actions }) => [lineId, actions[0]?.action, actions[0]?.parameters]),
    ).toEqual([one, two].map((line, place) => [line, 'modify', { limit: ['30.00', '80.00'][place] }]));
    await submit(manager, quote.id);
    await carryOut(database);
    expect([await limitOf(one), await limitOf(two)]).toEqual(['30.00', '80.00']);
  });

  it('keeps a pass that was bought and says that it is not refunded', async () => {
    const pass = 'sms-international-pass-100';
    const [line = '', other = ''] = await linesOnNetwork(db, company, [null, null]);
    const order = await orderFor(manager, [line], { add: [pass, 'roaming'] });
    const only = await orderFor(manager, [other], { add: [pass] });
    await carryOut(database);
    const quote = await quoteUndo(manager, { orderId: order.id });
    expect(quote).toMatchObject({ eligibleCount: 1, undoes: { passesKept: 1 } });
    expect(quote.lines[0]?.actions.map(({ action, code }) => [action, code])).toEqual([
      ['remove', 'roaming'],
    ]);
    expect(await quoteUndo(manager, { orderId: only.id })).toMatchObject({
      eligibleCount: 0,
      leftOut: [{ reason: { code: 'pass-not-refunded', option: pass }, count: 1 }],
    });
  });

  it('can be planned for later, like any other change', async () => {
    const [line = ''] = await linesOnNetwork(db, company, [null]);
    const order = await orderFor(manager, [line], { add: ['itemised-usage'] });
    await carryOut(database);
    const quote = await quoteUndo(manager, { orderId: order.id });
    const moved = await changeQuote(manager, {
      ...patch,
      quoteId: quote.id,
      starts: { kind: 'at', at: '2026-07-01T09:00' },
    });
    expect(moved).toMatchObject({ startsAt: laterAt.toISOString(), undoes: { orderId: order.id } });
    const back = await submit(manager, quote.id);
    expect(back).toMatchObject({ state: 'planned', undoes: { id: order.id } });
    await plannedOrders(database).timePasses(laterAt);
    expect(await optionsOf(db, line)).toEqual([]);
  });

  it('prices the rest of a minimum term', async () => {
    const [line = ''] = await linesOnNetwork(db, company, [null]);
    const order = await orderFor(manager, [line], { add: ['data-unlimited'] });
    await carryOut(database);
    const quote = await quoteUndo(manager, { orderId: order.id });
    const [action] = quote.lines[0]?.actions ?? [];
    expect(action).toMatchObject({
      action: 'remove',
      code: 'data-unlimited',
      minimumTermEnd: expect.any(String),
    });
    expect(Number(quote.now.excl)).toBeGreaterThan(0);
  });

  it('leaves a line out that was changed since and says so; lines can be left out by hand as well', async () => {
    const [kept = '', changed = '', left = ''] = await linesOnNetwork(db, company, [null, null, null]);
    const order = await orderFor(manager, [kept, changed, left], { add: ['itemised-usage'] });
    await carryOut(database);
    await orderFor(manager, [changed], { remove: ['itemised-usage'] });
    await carryOut(database);
    const quote = await quoteUndo(manager, { orderId: order.id });
    expect(quote).toMatchObject({
      eligibleCount: 2,
      leftOut: [{ reason: { code: 'changed-since', option: 'itemised-usage' }, count: 1 }],
    });
    const fewer = await changeQuote(manager, { ...patch, quoteId: quote.id, leaveOut: [left] });
    expect(fewer).toMatchObject({ eligibleCount: 1, undoes: { orderId: order.id } });
    await submit(manager, quote.id);
    await carryOut(database);
    expect(await optionsOf(db, kept)).toEqual([]);
    expect(await optionsOf(db, left)).toEqual(['itemised-usage']);
  });

  it('is refused when a line changes between the quote and the order, and a second time there is nothing left', async () => {
    const [line = ''] = await linesOnNetwork(db, company, [null]);
    const order = await orderFor(manager, [line], { add: ['itemised-usage'] });
    await carryOut(database);
    const quote = await quoteUndo(manager, { orderId: order.id });
    const again = await quoteUndo(manager, { orderId: order.id });
    await submit(manager, quote.id);
    expect(await refusalOf(submit(manager, again.id))).toMatchObject({ code: 'lines-moved' });
    await carryOut(database);
    expect(await quoteUndo(manager, { orderId: order.id })).toMatchObject({ eligibleCount: 0 });
  });

  it('waits for the end of the order, needs something that was done, and is nothing to strangers', async () => {
    const order = await orderFor(manager, await linesOnNetwork(db, company, [failsForGood]), {
      add: ['itemised-usage'],
    });
    const orderId = order.id;
    expect(await refusalOf(quoteUndo(manager, { orderId }))).toMatchObject({ code: 'order-not-ended' });
    await carryOut(database);
    expect(await refusalOf(quoteUndo(manager, { orderId }))).toMatchObject({ code: 'nothing-to-undo' });
    const stranger = await aPerson(db, await aCompany(db));
    const [, second] = company.accounts;
    const limited = await aPerson(db, company, { billingAccountIds: [second?.id ?? ''] });
    for (const call of [stranger, limited])
      expect(await refusalOf(quoteUndo(call, { orderId }))).toMatchObject({ status: 404 });
  });
});

async function set(line: string, limit: string): Promise<void> {
  await orderFor(manager, [line], { add: [{ code: 'travel-data-control', parameters: { limit } }] });
  await carryOut(database);
}

async function limitOf(line: string): Promise<unknown> {
  const [facts] = await factsOfLines(systemCall(db), [line]);
  return facts?.activeOptions.find(({ code }) => code === 'travel-data-control')?.parameters?.['limit'];
}

import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aLine, withLines } from '../../test/fleet.ts';
import {
  carryOut,
  linesOnNetwork,
  mailsOf,
  optionsOf,
  orderFor,
  quoteFor,
  refusalOf,
  submit,
} from '../../test/orders.ts';
import { newId } from '../platform/id.ts';
import { changeQuote } from '../quotes/make-quote.ts';
import { cancelOrder } from './cancel-order.ts';
import { leaveOutOfOrder } from './leave-out.ts';
import { moveOrder } from './move-order.ts';
import { quoteUndo } from './quote-undo.ts';
import { readHistory, readItems, readOrder, readPlanned, readSummary } from './read-orders.ts';
import { retryOrder } from './retry-order.ts';
import { later, laterAt, plannedOrders, until, untilAt } from '../../test/planned-orders.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const { aManager, begin, timePasses, letPass } = plannedOrders(database);
const all = { page: 1, size: 50 };

describe('an end', () => {
  it('is planned with the addition and takes it away again', async () => {
    const { company, manager } = await aManager();
    const lines = await linesOnNetwork(db, company, [null, null]);
    const [line = ''] = lines;
    const key = newId();
    const quote = await quoteFor(manager, lines, { add: ['roaming'] }, { ...later, ...until });
    expect(quote.end).toMatchObject({ at: untilAt.toISOString(), itemCount: 2 });
    const order = await submit(manager, quote.id, key);
    expect((await submit(manager, quote.id, key)).id).toBe(order.id);
    const end = await readOrder(manager, { orderId: order.endedBy?.id ?? '' });
    expect(end).toMatchObject({
      state: 'planned',
      startsAt: untilAt.toISOString(),
      ends: { id: order.id, number: order.number },
      change: { add: [], remove: ['roaming'] },
    });
    expect(
      (
        await refusalOf(
          moveOrder(manager, {
            orderId: order.id,
            starts: { kind: 'at', at: '2026-07-15T00:00' },
            preview: false,
          }),
        )
      ).code,
    ).toBe('ends-before-it-begins');
    expect(
      (
        await refusalOf(
          moveOrder(manager, {
            orderId: end.id,
            starts: { kind: 'at', at: '2026-06-20T00:00' },
            preview: false,
          }),
        )
      ).code,
    ).toBe('ends-before-it-begins');
    const calendar = await readPlanned(manager, { from: '2026-07-01', to: '2026-07-14' });
    expect(calendar.entries).toMatchObject([
      { orderId: order.id, add: ['roaming'], remove: [], lineCount: 2, ends: null },
      { orderId: end.id, add: [], remove: ['roaming'], ends: { orderId: order.id } },
    ]);
    expect(await readSummary(manager)).toMatchObject({
      ordersPlanned: 2,
      nextPlannedAt: laterAt.toISOString(),
    });
    const history = await readHistory(manager, { lineId: line });
    expect(history.entries.map(({ state, startsAt }) => [state, startsAt])).toEqual([
      ['planned', untilAt.toISOString()],
      ['planned', laterAt.toISOString()],
    ]);
    await timePasses(laterAt);
    expect(await optionsOf(db, line)).toEqual(['roaming']);
    await timePasses(untilAt);
    expect(await optionsOf(db, line)).toEqual([]);
    expect(await readOrder(manager, { orderId: end.id })).toMatchObject({ state: 'completed' });
  });

  it('is dropped for a number on which the addition fails, and planned again when it is made after all', async () => {
    const { company, manager } = await aManager();
    const lines = await linesOnNetwork(db, company, ['0002', null]);
    const [fails = ''] = lines;
    const order = await orderFor(manager, lines, { add: ['roaming'] }, until);
    await carryOut(database);
    const endId = order.endedBy?.id ?? '';
    expect(await readOrder(manager, { orderId: endId })).toMatchObject({
      plannedCount: 1,
      cancelledCount: 1,
    });
    const { items } = await readItems(manager, { orderId: endId, ...all });
    expect(items.find(({ lineId }) => lineId === fails)).toMatchObject({
      state: 'cancelled',
      failure: { code: 'addition-not-made' },
    });
    await letPass(fails);
    await retryOrder(manager, { orderId: order.id });
    await carryOut(database);
    expect(await readOrder(manager, { orderId: order.id })).toMatchObject({ state: 'completed' });
    expect(await readOrder(manager, { orderId: endId })).toMatchObject({
      state: 'planned',
      plannedCount: 2,
      cancelledCount: 0,
    });
    await timePasses(untilAt);
    for (const line of lines) expect(await optionsOf(db, line)).toEqual([]);
  });

  it('is dropped with the addition that is cancelled, without a mail of its own', async () => {
    const { company, manager } = await aManager();
    const lines = await withLines(db, aLine(company), aLine(company));
    const order = await orderFor(manager, lines, { add: ['roaming'] }, { ...later, ...until });
    await leaveOutOfOrder(manager, { orderId: order.id, lineIds: lines.slice(0, 1) });
    const endId = order.endedBy?.id ?? '';
    expect(await readOrder(manager, { orderId: endId })).toMatchObject({ state: 'planned', plannedCount: 1 });
    await cancelOrder(manager, { orderId: order.id });
    expect(await readOrder(manager, { orderId: endId })).toMatchObject({ state: 'cancelled' });
    expect((await mailsOf(db, order.id)).map((mail) => mail.key)).toEqual([
      'order-confirmed:…',
      'order-ended:…:0',
    ]);
    expect(await mailsOf(db, endId)).toEqual([]);
  });

  it('is dropped for a number on which an undo has taken the addition away already, and stands where only a part was taken away', async () => {
    const { company, manager } = await aManager();
    const lines = await linesOnNetwork(db, company, [null, null]);
    const [undone = '', stays = ''] = lines;
    const order = await orderFor(manager, lines, { add: ['roaming', 'itemised-usage'] }, until);
    const endId = order.endedBy?.id ?? '';
    await carryOut(database);
    const part = await quoteUndo(manager, { orderId: order.id });
    const patch = { leaveOut: [undone], withoutAdd: [], withoutRemove: ['itemised-usage'] };
    await changeQuote(manager, { ...patch, quoteId: part.id });
    await submit(manager, part.id);
    const whole = await quoteUndo(manager, { orderId: order.id });
    await changeQuote(manager, { ...patch, leaveOut: [stays], withoutRemove: [], quoteId: whole.id });
    const undo = await submit(manager, whole.id);
    await begin(untilAt);
    expect(await readOrder(manager, { orderId: endId })).toMatchObject({ plannedCount: 2 });
    await carryOut(database);
    expect((await readOrder(manager, { orderId: undo.id })).state).toBe('completed');
    const { items } = await readItems(manager, { orderId: endId, ...all });
    expect(items.find(({ lineId }) => lineId === undone)).toMatchObject({
      state: 'cancelled',
      failure: { code: 'addition-undone' },
    });
    expect(await readOrder(manager, { orderId: endId })).toMatchObject({
      plannedCount: 1,
      cancelledCount: 1,
    });
    expect(await optionsOf(db, undone)).toEqual([]);
    expect(await optionsOf(db, stays)).toEqual(['itemised-usage']);
  });

  it('waits for an addition that is still under way', async () => {
    const { company, manager } = await aManager();
    const lines = await linesOnNetwork(db, company, [null]);
    const order = await orderFor(manager, lines, { add: ['roaming'] }, until);
    await begin(untilAt);
    expect(await readOrder(manager, { orderId: order.endedBy?.id ?? '' })).toMatchObject({
      state: 'planned',
    });
    await carryOut(database, undefined, untilAt);
    await timePasses(new Date(untilAt.getTime() + 60_000));
    expect(await readOrder(manager, { orderId: order.endedBy?.id ?? '' })).toMatchObject({
      state: 'completed',
    });
    expect(await optionsOf(db, lines[0] ?? '')).toEqual([]);
  });
});

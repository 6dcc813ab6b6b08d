import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aLine, now, withLines } from '../../test/fleet.ts';
import {
  aPerson,
  bellOf,
  carryOut,
  linesOnNetwork,
  mailsOf,
  optionsOf,
  orderFor,
  quoteFor,
  refusalOf,
} from '../../test/orders.ts';
import { changeQuote } from '../quotes/make-quote.ts';
import { cancelOrder } from './cancel-order.ts';
import { readItems, readOrder } from './read-orders.ts';
import { later, laterAt, plannedOrders } from '../../test/planned-orders.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const { aManager, begin, timePasses, openItemsOf } = plannedOrders(database);
const all = { page: 1, size: 50 };

describe('a change that is planned', () => {
  it('waits for its time without holding anything up, then begins and shows on the line', async () => {
    const { company, manager } = await aManager();
    const lines = await linesOnNetwork(db, company, [null]);
    const [line = ''] = lines;
    const order = await orderFor(manager, lines, { add: ['roaming'] }, later);
    expect(order).toMatchObject({
      state: 'planned',
      startsAt: laterAt.toISOString(),
      plannedCount: 1,
      waitingCount: 0,
      mayMove: true,
      mayCancel: true,
    });
    expect(await openItemsOf(line)).toBe(0);
    await orderFor(manager, lines, { add: ['travel-data-control'] }).catch(() => {});
    await timePasses(new Date(laterAt.getTime() - 1000));
    expect(await readOrder(manager, { orderId: order.id })).toMatchObject({ state: 'planned' });
    expect(await optionsOf(db, line)).toEqual([]);
    await timePasses(laterAt);
    expect(await readOrder(manager, { orderId: order.id })).toMatchObject({
      state: 'completed',
      plannedCount: 0,
    });
    expect(await optionsOf(db, line)).toEqual(['roaming']);
    expect(await openItemsOf(line)).toBe(0);
    expect((await bellOf(db, manager)).map(({ kind }) => kind)).toContain('order-begun');
    const [confirmation] = await mailsOf(db, order.id);
    expect(confirmation?.text).toContain('01/07/2026 09:00');
  });

  it('is priced for the day on which it begins', async () => {
    const { company, manager } = await aManager();
    const lines = await withLines(db, aLine(company, { options: [{ code: 'roaming', activeSince: now }] }));
    const today = await quoteFor(manager, lines, { add: ['traveller'] });
    const first = await quoteFor(manager, lines, { add: ['traveller'] }, { starts: { kind: 'cycle' } });
    expect(today).toMatchObject({ startsAt: null, proRata: '14.87' });
    expect(first).toMatchObject({ startsAt: '2026-06-30T22:00:00.000Z', proRata: '24.79' });
    const moved = await changeQuote(manager, {
      quoteId: today.id,
      leaveOut: [],
      withoutAdd: [],
      withoutRemove: [],
      starts: { kind: 'at', at: '2026-06-30T10:00' },
    });
    expect(moved).toMatchObject({ startsAt: '2026-06-30T08:00:00.000Z', proRata: '0.83' });
  });

  it('begins for each number when the cycle of its customer number does', async () => {
    const { company, manager } = await aManager(2);
    const [first, second] = company.accounts;
    await db
      .updateTable('billing_account')
      .set({ cycle_day: 15 })
      .where('id', '=', second?.id ?? '')
      .execute();
    const lines = await withLines(
      db,
      aLine(company, { ...(first && { billingAccount: first }) }),
      aLine(company, { ...(second && { billingAccount: second }) }),
    );
    const order = await orderFor(manager, lines, { add: ['roaming'] }, { starts: { kind: 'cycle' } });
    expect(order.startsAt).toBe('2026-06-14T22:00:00.000Z');
    const { items } = await readItems(manager, { orderId: order.id, ...all });
    expect(items.map(({ startsAt }) => startsAt)).toEqual([
      '2026-06-30T22:00:00.000Z',
      '2026-06-14T22:00:00.000Z',
    ]);
    await begin(new Date('2026-06-15T00:00:00Z'));
    expect(await readOrder(manager, { orderId: order.id })).toMatchObject({
      state: 'acknowledged',
      plannedCount: 1,
      waitingCount: 1,
      mayMove: false,
      mayCancel: true,
    });
    const limited = await aPerson(db, company, { billingAccountIds: [first?.id ?? ''] });
    expect(await readOrder(limited, { orderId: order.id })).toMatchObject({
      plannedCount: 1,
      waitingCount: 0,
    });
    await cancelOrder(manager, { orderId: order.id });
    expect(await readOrder(manager, { orderId: order.id })).toMatchObject({
      state: 'cancelled',
      cancelledCount: 2,
    });
    for (const line of lines) expect(await openItemsOf(line)).toBe(0);
  });

  it('is refused in the past, too far ahead, and when it ends before it begins', async () => {
    const { company, manager } = await aManager();
    const lines = await withLines(db, aLine(company));
    const codeOf = async (when: Parameters<typeof quoteFor>[3]) =>
      (await refusalOf(quoteFor(manager, lines, { add: ['roaming'] }, when))).code;
    expect(await codeOf({ starts: { kind: 'at', at: '2026-06-13T15:28' } })).toBe('starts-in-the-past');
    expect(await codeOf({ starts: { kind: 'at', at: '2027-07-14T00:00' } })).toBe('too-far-ahead');
    expect(await codeOf({ ...later, until: '2026-07-01T09:00' })).toBe('ends-before-it-begins');
    expect(await codeOf({ until: '2026-06-13T15:00' })).toBe('ends-before-it-begins');
    expect(await codeOf({ until: '2027-08-14T15:00' })).toBe('too-far-ahead');
  });

  it('is judged again on the line as it is then; one that no longer fits fails with the reason, the others begin', async () => {
    const { company, manager } = await aManager();
    const lines = await linesOnNetwork(db, company, [null, null, null]);
    const [fits = '', has = '', suspended = ''] = lines;
    const order = await orderFor(manager, lines, { add: ['roaming'] }, later);
    await orderFor(manager, [has], { add: ['roaming'] });
    await carryOut(database);
    await db.updateTable('line').set({ status: 'suspended' }).where('id', '=', suspended).execute();
    await timePasses(laterAt);
    const read = await readOrder(manager, { orderId: order.id });
    expect(read).toMatchObject({ state: 'partial', completedCount: 1, failedCount: 2 });
    const { items } = await readItems(manager, { orderId: order.id, ...all });
    const failures = new Map(items.map(({ lineId, failure }) => [lineId, failure]));
    expect(failures.get(fits)).toBeNull();
    expect(failures.get(has)).toMatchObject({
      code: 'no-longer-possible',
      sentence: expect.stringMatching(/déjà/i),
    });
    expect(failures.get(suspended)).toMatchObject({ sentence: expect.stringMatching(/suspend/) });
    for (const line of lines) expect(await openItemsOf(line)).toBe(0);
  });

  it('is carried out on the SIM that the number has when it begins', async () => {
    const { company, manager } = await aManager();
    const lines = await withLines(db, aLine(company));
    const order = await orderFor(manager, lines, { add: ['roaming'] }, later);
    await db
      .updateTable('line')
      .set({ iccid: '8932000000000000009' })
      .where('id', '=', lines[0] ?? '')
      .execute();
    await begin(laterAt);
    const [item] = await db.selectFrom('order_item').selectAll().where('order_id', '=', order.id).execute();
    expect(item).toMatchObject({ state: 'acknowledged', iccid: '8932000000000000009', is_head: true });
  });

  it('tells the network not to switch off what another option gives by then', async () => {
    const { company, manager } = await aManager();
    const since = new Date('2026-02-01T09:00:00.000Z');
    const lines = await linesOnNetwork(db, company, [null], {
      options: [{ code: 'roaming', activeSince: since }],
    });
    const order = await orderFor(manager, lines, { remove: ['roaming'] }, later);
    await orderFor(manager, lines, { add: ['traveller'] });
    await carryOut(database);
    await timePasses(laterAt);
    const [item] = (await readItems(manager, { orderId: order.id, ...all })).items;
    expect(item).toMatchObject({ state: 'failed', failure: { code: 'no-longer-possible' } });
  });

  it('is begun once, however many workers find it due at the same moment, and two of one number one after the other', async () => {
    const { company, manager } = await aManager();
    const lines = await linesOnNetwork(db, company, [null, null, null, null]);
    const add = await orderFor(manager, lines, { add: ['roaming'] }, later);
    const evening = { starts: { kind: 'at', at: '2026-07-01T20:00' } } as const;
    const remove = await orderFor(manager, lines, { remove: ['roaming'] }, evening);
    const late = new Date('2026-07-03T00:00:00Z');
    await Promise.all([1, 2, 3, 4].map(() => begin(late)));
    const items = await db.selectFrom('order_item').selectAll().where('order_id', '=', add.id).execute();
    expect(items.map(({ state, is_head }) => [state, is_head])).toEqual(
      lines.map(() => ['acknowledged', true]),
    );
    const opened = await Promise.all(lines.map(openItemsOf));
    expect(new Set(opened)).toEqual(new Set([1]));
    const after = await readItems(manager, { orderId: remove.id, ...all });
    expect(after.items.every(({ failure }) => failure?.code === 'no-longer-possible')).toBe(true);
  });
});

describe('what is planned already', () => {
  it('is told when something else is asked for the same option, and counts as done for what begins after it', async () => {
    const { company, manager } = await aManager();
    const lines = await withLines(db, aLine(company));
    const planned = await orderFor(manager, lines, { add: ['roaming'] }, later);
    const again = await quoteFor(manager, lines, { add: ['roaming'] });
    expect(again.plannedNear).toMatchObject([{ orderId: planned.id, add: ['roaming'], lineCount: 1 }]);
    const after = { starts: { kind: 'at', at: '2026-08-01T09:00' } } as const;
    expect(await quoteFor(manager, lines, { add: ['traveller'] })).toMatchObject({ eligibleCount: 0 });
    expect(await quoteFor(manager, lines, { add: ['traveller'] }, after)).toMatchObject({ eligibleCount: 1 });
    expect(await quoteFor(manager, lines, { remove: ['roaming'] }, after)).toMatchObject({
      eligibleCount: 1,
    });
    const unrelated = await quoteFor(manager, lines, { add: ['best-destinations-data-pass-3gb'] });
    expect(unrelated.plannedNear.every(({ add }) => add.includes('roaming'))).toBe(true);
  });
});

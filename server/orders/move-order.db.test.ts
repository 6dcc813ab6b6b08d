import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aLine, withLines } from '../../test/fleet.ts';
import { aPerson, linesOnNetwork, optionsOf, orderFor, quoteFor, refusalOf } from '../../test/orders.ts';
import { cancelOrder } from './cancel-order.ts';
import { leaveOutOfOrder } from './leave-out.ts';
import { moveOrder } from './move-order.ts';
import { readItems, readOrder, readPlanned } from './read-orders.ts';
import { later, laterAt, plannedOrders, until } from '../../test/planned-orders.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const { aManager, timePasses, openItemsOf } = plannedOrders(database);

describe('moving and cancelling', () => {
  it('moves an order until it begins, at the price of the new day, which can be seen first', async () => {
    const { company, manager } = await aManager();
    const lines = await linesOnNetwork(db, company, [null]);
    const order = await orderFor(manager, lines, { add: ['roaming'] }, later);
    const starts = { kind: 'at', at: '2026-07-31T09:00' } as const;
    const preview = await moveOrder(manager, { orderId: order.id, starts, preview: true });
    expect(preview.startsAt).toBe('2026-07-31T07:00:00.000Z');
    expect(await readOrder(manager, { orderId: order.id })).toEqual(order);
    const moved = await moveOrder(manager, { orderId: order.id, starts, preview: false });
    expect(moved).toEqual({ ...preview });
    expect(moved).toMatchObject({ movingCount: 0, plannedCount: 1 });
    const fresh = await quoteFor(
      manager,
      await withLines(db, aLine(company)),
      { add: ['roaming'] },
      { starts },
    );
    expect(moved).toMatchObject({ now: fresh.now, proRata: fresh.proRata, monthly: fresh.monthly });
    await timePasses(laterAt);
    expect(await readOrder(manager, { orderId: order.id })).toMatchObject({ state: 'planned' });
    await moveOrder(
      { ...manager, now: laterAt },
      { orderId: order.id, starts: { kind: 'now' }, preview: false },
    );
    await timePasses(laterAt);
    expect(await readOrder(manager, { orderId: order.id })).toMatchObject({ state: 'completed' });
    expect((await refusalOf(moveOrder(manager, { orderId: order.id, starts, preview: false }))).code).toBe(
      'not-planned',
    );
    const audit = await db
      .selectFrom('audit_entry')
      .select('action')
      .where('target_id', '=', order.id)
      .execute();
    expect(audit.map(({ action }) => action).toSorted()).toEqual([
      'orders.begun',
      'orders.ended',
      'orders.moved',
      'orders.moved',
      'orders.priced-anew',
      'orders.priced-anew',
      'orders.submitted',
    ]);
  });

  it('cancels it as a whole or leaves a number out; what is left begins', async () => {
    const { company, manager } = await aManager();
    const lines = await linesOnNetwork(db, company, [null, null]);
    const order = await orderFor(manager, lines, { add: ['roaming'] }, later);
    const [out = '', stays = ''] = lines;
    const left = await leaveOutOfOrder(manager, { orderId: order.id, lineIds: [out] });
    expect(left).toMatchObject({ state: 'planned', plannedCount: 1, cancelledCount: 1 });
    expect((await refusalOf(leaveOutOfOrder(manager, { orderId: order.id, lineIds: [out] }))).code).toBe(
      'not-planned',
    );
    await timePasses(laterAt);
    expect(await optionsOf(db, out)).toEqual([]);
    expect(await optionsOf(db, stays)).toEqual(['roaming']);
    const other = await orderFor(manager, [out], { add: ['roaming'] }, later);
    expect(await cancelOrder(manager, { orderId: other.id })).toMatchObject({
      state: 'cancelled',
      mayMove: false,
    });
    await timePasses(laterAt);
    expect(await optionsOf(db, out)).toEqual([]);
    expect(await openItemsOf(out)).toBe(0);
  });

  it('costs what the numbers cost that are left, and says how many they are, also after it was moved', async () => {
    const { company, manager } = await aManager();
    const lines = await linesOnNetwork(db, company, [null, null]);
    const one = await orderFor(manager, lines.slice(1), { add: ['data-boost-20gb'] }, later);
    await cancelOrder(manager, { orderId: one.id });
    const two = await orderFor(manager, lines, { add: ['data-boost-20gb'] }, later);
    expect([two.pricedCount, two.now]).not.toEqual([2, one.now]);
    const left = await leaveOutOfOrder(manager, { orderId: two.id, lineIds: lines.slice(0, 1) });
    const { now, proRata, monthly, vatRate } = one;
    expect(left).toMatchObject({ pricedCount: 1, itemCount: 2, now, proRata, monthly, vatRate });
    const starts = { kind: 'at', at: '2026-07-31T09:00' } as const;
    const moved = await moveOrder(manager, { orderId: two.id, starts, preview: false });
    expect(moved).toMatchObject({ pricedCount: 1, itemCount: 2, monthly });
    // the last one left: what was confirmed for it stays to be read
    expect(await cancelOrder(manager, { orderId: two.id })).toMatchObject({ pricedCount: 1, monthly });
  });

  it('costs less at its end too for a number that is left out, and for a colleague who sees a part', async () => {
    const { company, manager } = await aManager(2);
    const [mine, theirs] = company.accounts;
    const lines = [
      ...(await linesOnNetwork(db, company, [null, null], { ...(mine && { billingAccount: mine }) })),
      ...(await linesOnNetwork(db, company, [null], { ...(theirs && { billingAccount: theirs }) })),
    ];
    const limited = await aPerson(db, company, { billingAccountIds: [mine?.id ?? ''] });
    const { id: orderId, endedBy } = await orderFor(
      manager,
      lines,
      { add: ['data-boost-20gb'] },
      { ...later, ...until },
    );
    const endId = endedBy?.id ?? '';
    const monthlyOf = async (id: string, who = manager) => {
      const { pricedCount, monthly } = await readOrder(who, { orderId: id });
      return [pricedCount, Number(monthly.excl)];
    };
    const [, all = 0] = await monthlyOf(orderId);
    const one = all / 3;
    expect(await monthlyOf(endId)).toEqual([3, -all]);
    expect(await monthlyOf(orderId, limited)).toEqual([2, 2 * one]);
    await leaveOutOfOrder(manager, { orderId, lineIds: lines.slice(0, 1) });
    expect(await monthlyOf(orderId)).toEqual([2, 2 * one]);
    expect(await monthlyOf(endId)).toEqual([2, -2 * one]);
    expect(await monthlyOf(orderId, limited)).toEqual([1, one]);
    expect(await monthlyOf(endId, limited)).toEqual([1, -one]);
    const { items } = await readItems(manager, { orderId: endId, page: 1, size: 50, state: ['cancelled'] });
    expect(items.map(({ failure }) => failure?.code)).toEqual(['left-out']);
    // what is cancelled with the rest shows what was confirmed
    await cancelOrder(limited, { orderId });
    expect(await monthlyOf(orderId, limited)).toEqual([1, one]);
  });

  it('does not move numbers of a later billing cycle once the order has begun; they can be left out', async () => {
    const { company, manager } = await aManager(2);
    const [soon, late] = company.accounts;
    await db
      .updateTable('billing_account')
      .set({ cycle_day: 20 })
      .where('id', '=', soon?.id ?? '')
      .execute();
    await db
      .updateTable('billing_account')
      .set({ cycle_day: 10 })
      .where('id', '=', late?.id ?? '')
      .execute();
    const lines = [
      ...(await linesOnNetwork(db, company, [null], { ...(soon && { billingAccount: soon }) })),
      ...(await linesOnNetwork(db, company, [null], { ...(late && { billingAccount: late }) })),
    ];
    const order = await orderFor(manager, lines, { add: ['roaming'] }, { starts: { kind: 'cycle' } });
    await timePasses(new Date('2026-06-25T10:00:00Z'));
    const begun = await readOrder(manager, { orderId: order.id });
    expect(begun).toMatchObject({ state: 'inProgress', plannedCount: 1, mayMove: false, mayCancel: true });
    const move = moveOrder(manager, { orderId: order.id, starts: { kind: 'now' }, preview: false });
    expect((await refusalOf(move)).code).toBe('not-planned');
    expect(await leaveOutOfOrder(manager, { orderId: order.id, lineIds: [lines[1] ?? ''] })).toMatchObject({
      plannedCount: 0,
      cancelledCount: 1,
    });
  });

  it('is for those who see all of it: another company finds nothing, who sees a part cannot move it but cancels his own', async () => {
    const { company, manager } = await aManager(2);
    const { manager: stranger } = await aManager();
    const [mine, theirs] = company.accounts;
    const lines = await withLines(
      db,
      aLine(company, { ...(mine && { billingAccount: mine }) }),
      aLine(company, { ...(theirs && { billingAccount: theirs }) }),
    );
    const order = await orderFor(manager, lines, { add: ['roaming'] }, later);
    const orderId = order.id;
    const limited = await aPerson(db, company, { billingAccountIds: [mine?.id ?? ''] });
    const move = { orderId, starts: { kind: 'cycle' } as const, preview: false };
    expect((await refusalOf(moveOrder(stranger, move))).status).toBe(404);
    expect((await refusalOf(cancelOrder(stranger, { orderId }))).status).toBe(404);
    expect((await refusalOf(leaveOutOfOrder(stranger, { orderId, lineIds: lines }))).status).toBe(404);
    const days = { from: '2026-06-01', to: '2026-12-31' };
    expect(await readPlanned(stranger, days)).toEqual({ entries: [], total: 0, next: null });
    expect((await refusalOf(moveOrder(limited, move))).code).toBe('part-of-others');
    expect((await readPlanned(limited, days)).entries).toMatchObject([{ orderId, lineCount: 1 }]);
    await leaveOutOfOrder(limited, { orderId, lineIds: lines }).catch(() => {});
    expect(await readOrder(manager, { orderId })).toMatchObject({ state: 'planned', plannedCount: 1 });
  });
});

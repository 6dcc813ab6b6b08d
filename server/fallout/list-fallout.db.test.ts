import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, now } from '../../test/fleet.ts';
import { aPerson, carryOut, linesOnNetwork, orderFor } from '../../test/orders.ts';
import { aStaffCall } from '../../test/staff.ts';
import { retryOrder } from '../orders/retry-order.ts';
import { readFallout, readFalloutItems } from './list-fallout.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const staff = await aStaffCall(db);
const [first, second] = [await aCompany(db), await aCompany(db)];
const [anna, bert] = [await aPerson(db, first), await aPerson(db, second)];
const group = { code: 'network-refused', element: 'simulator' };
const page = { page: 1, size: 50 };

/** The end of a number that the simulated network refuses for good. */
const failsForGood = '0002';

describe('the fallout', () => {
  it('is empty when nothing failed for good', async () => {
    await orderFor(anna, await linesOnNetwork(db, first, [null]), { add: ['roaming'] });
    await carryOut(database);
    expect(await readFallout(staff)).toEqual({ groups: [], items: 0 });
  });

  it('takes together what failed for one cause on one element, over all companies', async () => {
    const lines = await linesOnNetwork(db, first, [failsForGood, failsForGood, null]);
    const order = await orderFor(anna, lines, { add: ['roaming'] });
    const refused = await linesOnNetwork(db, second, [failsForGood]);
    const other = await orderFor(bert, refused, { add: ['roaming'] });
    await carryOut(database);
    expect(await readFallout(staff)).toMatchObject({
      items: 3,
      groups: [{ ...group, items: 3, orders: 2, organisations: 2, oldestAt: now.toISOString() }],
    });
    const { items, total, organisations } = await readFalloutItems(staff, { ...group, ...page });
    expect(total).toBe(3);
    expect(organisations.map(({ id, items: count }) => [id, count])).toEqual([
      [first.id, 2],
      [second.id, 1],
    ]);
    expect(new Set(items.map((item) => item.order.number))).toEqual(new Set([order.number, other.number]));
    expect(items[0]).toMatchObject({
      attempts: 1,
      failure: { code: 'network-refused', temporary: false },
      order: { requestedBy: 'Marie Dupont' },
    });
  });

  it('is narrowed by company, by digits of a number and by the number of an order', async () => {
    const mine = await readFalloutItems(staff, { ...group, ...page, organisationId: second.id });
    expect(mine.total).toBe(1);
    const [only] = mine.items;
    expect(only?.organisation.id).toBe(second.id);
    const found = async (search: string) =>
      (await readFalloutItems(staff, { ...group, ...page, search })).items.map(({ id }) => id);
    expect(await found(`0${only?.msisdn.slice(2)}`)).toEqual([only?.id]);
    expect(await found(`+${only?.msisdn.slice(0, 4)} ${only?.msisdn.slice(4)}`)).toEqual([only?.id]);
    expect(await found(String(only?.order.number))).toEqual([only?.id]);
    expect(await found('nobody')).toEqual([]);
    expect(await found('99999999999999999999')).toEqual([]);
  });

  it('gives a page at a time, those that wait longest first', async () => {
    const all = await readFalloutItems(staff, { ...group, ...page });
    const second = await readFalloutItems(staff, { ...group, page: 2, size: 2 });
    expect(second).toMatchObject({ total: 3, page: 2 });
    expect(second.items.map(({ id }) => id)).toEqual(all.items.slice(2).map(({ id }) => id));
  });

  it('no longer holds what the customer has sent again', async () => {
    const [item] = (await readFalloutItems(staff, { ...group, ...page, organisationId: second.id })).items;
    await retryOrder(bert, { orderId: item?.order.id ?? '' });
    expect((await readFallout(staff)).items).toBe(2);
  });
});

import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, type TestCompany } from '../../test/fleet.ts';
import { aPerson, bellOf, carryOut, linesOnNetwork, mailsOf, orderFor } from '../../test/orders.ts';
import type { Call, Person } from '../platform/call.ts';
import { cancelOrder } from './cancel-order.ts';
import { readHistory, readItems, readOrder, readOrders, readSummary } from './read-orders.ts';
import { retryOrder } from './retry-order.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const company = await aCompany(db);
const manager = await aPerson(db, company);
const all = { page: 1, size: 50 };

/** The four ends of numbers that make the simulated network misbehave. */
const failsForGood = '0002';

describe('lists', () => {
  it('show the newest order first, with filters and a total, and the summary what waits for a person', async () => {
    const firm = await aCompany(db);
    const person = await aPerson(db, firm);
    const good = await orderFor(person, await linesOnNetwork(db, firm, [null]), { add: ['roaming'] });
    const bad = await orderFor(person, await linesOnNetwork(db, firm, [failsForGood, null]), {
      add: ['roaming'],
    });
    await carryOut(database);
    const waiting = await orderFor(person, await linesOnNetwork(db, firm, [null, null]), {
      add: ['roaming'],
    });
    const ids = async (query: object) =>
      (await readOrders(person, { page: 1, size: 25, ...query })).orders.map(({ id }) => id);
    expect(await ids({})).toEqual([waiting.id, bad.id, good.id]);
    expect(await ids({ failed: 'true' })).toEqual([bad.id]);
    expect(await ids({ state: ['completed', 'partial'] })).toEqual([bad.id, good.id]);
    expect(await readOrders(person, { page: 2, size: 2 })).toMatchObject({
      total: 3,
      orders: [{ id: good.id }],
    });
    expect(await readSummary(person)).toEqual({
      itemsUnderWay: 2,
      ordersPlanned: 0,
      nextPlannedAt: null,
      ordersUnderWay: 1,
      itemsFailed: 1,
      ordersFailed: 1,
      latestFailedOrderId: bad.id,
    });
  });

  it('a line tells who asked what of it, when, with which result', async () => {
    const [line = ''] = await linesOnNetwork(db, company, [failsForGood]);
    const order = await orderFor(manager, [line], { add: ['roaming'] });
    await carryOut(database);
    const next = await orderFor(manager, [line], { add: ['itemised-usage'] });
    expect(await readHistory(manager, { lineId: line })).toMatchObject({
      entries: [
        {
          orderId: next.id,
          state: 'acknowledged',
          requestedBy: 'Marie Dupont',
          actions: [{ code: 'itemised-usage' }],
          failure: null,
        },
        {
          orderId: order.id,
          state: 'failed',
          actions: [{ action: 'add', code: 'roaming' }],
          failure: { code: 'network-refused' },
        },
      ],
    });
    const stranger = await aPerson(db, await aCompany(db));
    await expect(readHistory(stranger, { lineId: line })).rejects.toMatchObject({ status: 404 });
  });
});

describe('who may see only some customer numbers', () => {
  it('sees of an order his items, counted and priced as if they were all', async () => {
    const { person, limited, orderId, mine } = await mixedOrder();
    expect(await readOrder(limited, { orderId })).toMatchObject({
      itemCount: 1,
      waitingCount: 1,
      state: 'acknowledged',
      monthly: { excl: '24.79' },
    });
    expect(await readOrder(person, { orderId })).toMatchObject({ itemCount: 3, monthly: { excl: '74.37' } });
    await carryOut(database);
    expect(await readOrder(limited, { orderId })).toMatchObject({
      state: 'completed',
      failedCount: 0,
      completedCount: 1,
      mayRetry: false,
    });
    expect(await readOrder(person, { orderId })).toMatchObject({
      state: 'partial',
      failedCount: 1,
      completedCount: 2,
    });
    const { items, total } = await readItems(limited, { orderId, ...all });
    expect([items.map(({ lineId }) => lineId), total]).toEqual([mine, 1]);
    expect(await readOrders(limited, { page: 1, size: 25, failed: 'true' })).toMatchObject({ total: 0 });
    expect(await readOrders(limited, { page: 1, size: 25, state: ['completed'] })).toMatchObject({
      total: 1,
    });
    expect(await readSummary(limited)).toMatchObject({
      itemsFailed: 0,
      ordersFailed: 0,
      latestFailedOrderId: null,
    });
  });

  it('cancels and sends again only his own', async () => {
    const { person, limited, orderId } = await mixedOrder();
    expect(await cancelOrder(limited, { orderId })).toMatchObject({
      state: 'cancelled',
      itemCount: 1,
      cancelledCount: 1,
    });
    expect(await readOrder(person, { orderId })).toMatchObject({
      cancelledCount: 1,
      waitingCount: 2,
      state: 'inProgress',
    });
    await expect(retryOrder(limited, { orderId })).rejects.toMatchObject({ code: 'nothing-to-retry' });
  });

  it('an order without one of his does not exist for him', async () => {
    const { firm, person, limited } = await mixedOrder();
    const [first] = firm.accounts;
    const lines = await linesOnNetwork(db, firm, [null], first ? { billingAccount: first } : {});
    const { id } = await orderFor(person, lines, { add: ['roaming'] });
    await expect(readOrder(limited, { orderId: id })).rejects.toMatchObject({ status: 404 });
    await expect(cancelOrder(limited, { orderId: id })).rejects.toMatchObject({ status: 404 });
    expect((await readOrders(limited, { page: 1, size: 25 })).orders.map((order) => order.id)).not.toContain(
      id,
    );
  });

  it('whose limits became narrower is no longer told of what he may not see', async () => {
    const { firm, person, orderId } = await mixedOrder();
    const [, second] = firm.accounts;
    await db
      .insertInto('person_billing_account')
      .values({ person_id: person.actor.personId, billing_account_id: second?.id ?? '' })
      .execute();
    await carryOut(database);
    const [, ended] = await mailsOf(db, orderId);
    expect(ended).toMatchObject({ subject: expect.stringContaining('est traitée') });
    expect(ended?.text).not.toContain('échec');
    expect((await bellOf(db, person)).map(({ kind }) => kind)).toEqual(['order-completed']);
  });
});

async function mixedOrder(): Promise<{
  firm: TestCompany;
  person: Call<Person>;
  limited: Call<Person>;
  orderId: string;
  mine: string[];
}> {
  const firm = await aCompany(db, 2);
  const [first, second] = firm.accounts;
  const person = await aPerson(db, firm);
  const limited = await aPerson(db, firm, { billingAccountIds: [second?.id ?? ''] });
  const theirs = await linesOnNetwork(db, firm, [failsForGood, null], first ? { billingAccount: first } : {});
  const mine = await linesOnNetwork(db, firm, [null], second ? { billingAccount: second } : {});
  const order = await orderFor(person, [...theirs, ...mine], { add: ['traveller', 'roaming'] });
  return { firm, person, limited, orderId: order.id, mine };
}

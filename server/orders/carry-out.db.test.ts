import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, systemCall, type TestCompany } from '../../test/fleet.ts';
import { aPerson, carryOut, linesOnNetwork, optionsOf, orderFor } from '../../test/orders.ts';
import type { Call, Person } from '../platform/call.ts';
import { cancelOrder } from './cancel-order.ts';
import type { ItemState } from './contract.ts';
import { orderHearers } from './orders.ts';
import { readHistory, readItems, readOrder, readOrders, readSummary } from './read-orders.ts';
import { retryOrder } from './retry-order.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const company = await aCompany(db);
const manager = await aPerson(db, company);
const all = { page: 1, size: 50 };

/** The four ends of numbers that make the simulated network misbehave. */
const failsForGood = '0002';

async function mailsOf(orderId: string) {
  const mails = await db
    .selectFrom('mail')
    .selectAll()
    .where('dedupe_key', 'like', `order-%:${orderId}%`)
    .orderBy('id')
    .execute();
  return mails.map(({ dedupe_key, subject, letter, locale }) => ({
    key: dedupe_key.replace(orderId, '…'),
    subject,
    locale,
    text: JSON.stringify(letter),
  }));
}

async function bellOf(person: Call<Person>) {
  return db
    .selectFrom('notification')
    .select(['kind', 'values', 'target'])
    .where('person_id', '=', person.actor.personId)
    .orderBy('id')
    .execute();
}

describe('an order that is carried out', () => {
  it('ends when its last number has, shows the change on the lines and tells the one who asked', async () => {
    const asker = await aPerson(db, company);
    const lines = await linesOnNetwork(db, company, [null, '0001', '0003', '0004']);
    const order = await orderFor(asker, lines, { add: ['roaming'] });
    await carryOut(database);
    const done = await readOrder(asker, { orderId: order.id });
    expect(done).toMatchObject({
      state: 'completed',
      completedCount: 4,
      failedCount: 0,
      waitingCount: 0,
      mayRetry: false,
      mayCancel: false,
    });
    expect(done.endedAt).not.toBeNull();
    for (const line of lines) expect(await optionsOf(db, line)).toEqual(['roaming']);
    expect(await bellOf(asker)).toEqual([
      {
        kind: 'order-completed',
        values: { number: order.number, done: 4, failed: 0, total: 4 },
        target: `/orders/${order.id}`,
      },
    ]);
    expect((await mailsOf(order.id)).map(({ key }) => key)).toEqual(['order-confirmed:…', 'order-ended:…:0']);
  });

  it('with a number that fails changes the others, and names the failed one first, with the reason', async () => {
    const lines = await linesOnNetwork(db, company, [null, failsForGood, null]);
    const order = await orderFor(manager, lines, { add: ['roaming'] });
    await carryOut(database);
    expect(await readOrder(manager, { orderId: order.id })).toMatchObject({
      state: 'partial',
      completedCount: 2,
      failedCount: 1,
      mayRetry: true,
    });
    const { items, total } = await readItems(manager, { orderId: order.id, ...all });
    expect(total).toBe(3);
    expect(items.map(({ lineId, state }) => [lineId, state])).toEqual([
      [lines[1], 'failed'],
      [lines[0], 'completed'],
      [lines[2], 'completed'],
    ]);
    const sentence = 'Le réseau a refusé cette modification pour cette carte SIM.';
    expect(items[0]?.failure).toEqual({ code: 'network-refused', temporary: false, sentence });
    const [, ended] = await mailsOf(order.id);
    expect(ended).toMatchObject({
      subject: `La commande ${order.number} est traitée en partie`,
      locale: 'fr',
    });
    expect(ended?.text).toContain(sentence);
    expect(ended?.text).toContain(`/fr/orders/${order.id}`);
    expect(
      (await db.selectFrom('line_state').select('open_items').where('line_id', 'in', lines).execute()).every(
        (row) => row.open_items === 0,
      ),
    ).toBe(true);
  });

  it('pages through its numbers failed first, whatever the filter', async () => {
    const lines = await linesOnNetwork(db, company, [
      null,
      failsForGood,
      null,
      failsForGood,
      null,
      failsForGood,
    ]);
    const order = await orderFor(manager, lines, { add: ['roaming'] });
    await carryOut(database);
    const read = async (page: number, size: number, state?: ItemState[]) =>
      (await readItems(manager, { orderId: order.id, page, size, ...(state ? { state } : {}) })).items.map(
        ({ lineId }) => lines.indexOf(lineId),
      );
    expect([await read(1, 2), await read(2, 2), await read(3, 2), await read(4, 2)]).toEqual([
      [1, 3],
      [5, 0],
      [2, 4],
      [],
    ]);
    expect(await read(1, 50, ['completed'])).toEqual([0, 2, 4]);
    expect(await read(1, 50, ['failed'])).toEqual([1, 3, 5]);
    expect(await read(2, 2, ['completed', 'failed'])).toEqual([5, 0]);
    expect(await readItems(manager, { orderId: order.id, ...all, state: ['failed'] })).toMatchObject({
      total: 3,
    });
  });

  it('moves the order once, however items are told', async () => {
    const lines = await linesOnNetwork(db, company, [null, null]);
    const order = await orderFor(manager, lines, { add: ['roaming'] });
    const items = await db.selectFrom('order_item').selectAll().where('order_id', '=', order.id).execute();
    const started = items.map((item) => ({
      id: item.id,
      organisationId: item.organisation_id,
      orderId: order.id,
      lineId: item.line_id,
      billingAccountId: item.billing_account_id,
      msisdn: item.msisdn,
      iccid: item.iccid,
      actions: item.actions,
      startedAt: manager.now,
    }));
    await orderHearers.onItemsStarted(systemCall(db), started);
    await orderHearers.onItemsStarted(systemCall(db), started);
    expect((await readOrder(manager, { orderId: order.id })).state).toBe('inProgress');
    await carryOut(database);
    expect((await readOrder(manager, { orderId: order.id })).state).toBe('completed');
  });
});

describe('sending failed numbers again', () => {
  it('brings the order under way again and ends it with a mail of its own', async () => {
    const asker = await aPerson(db, company);
    const lines = await linesOnNetwork(db, company, [null, failsForGood]);
    const order = await orderFor(asker, lines, { add: ['roaming'] });
    await carryOut(database);
    await letPass(lines[1] ?? '');
    const again = await retryOrder(asker, { orderId: order.id });
    expect(again).toMatchObject({
      state: 'inProgress',
      completedCount: 1,
      failedCount: 0,
      waitingCount: 1,
      endedAt: null,
    });
    await carryOut(database);
    expect(await readOrder(asker, { orderId: order.id })).toMatchObject({
      state: 'completed',
      completedCount: 2,
    });
    expect((await mailsOf(order.id)).map(({ key }) => key)).toEqual([
      'order-confirmed:…',
      'order-ended:…:0',
      'order-ended:…:1',
    ]);
    expect((await bellOf(asker)).map(({ kind }) => kind)).toEqual(['order-partial', 'order-completed']);
    const audit = await db
      .selectFrom('audit_entry')
      .selectAll()
      .where('target_id', '=', order.id)
      .where('action', '=', 'orders.retried')
      .execute();
    expect(audit).toMatchObject([{ after: { sentAgain: 1, refused: 0 } }]);
  });

  it('twice at the same moment sends them once', async () => {
    const lines = await linesOnNetwork(db, company, [failsForGood, failsForGood]);
    const order = await orderFor(manager, lines, { add: ['roaming'] });
    await carryOut(database);
    const results = await Promise.allSettled([1, 2, 3].map(() => retryOrder(manager, { orderId: order.id })));
    expect(results.some(({ status }) => status === 'fulfilled')).toBe(true);
    const row = await db
      .selectFrom('product_order')
      .select(['retries', 'failed_count'])
      .where('id', '=', order.id)
      .executeTakeFirst();
    expect(row).toEqual({ retries: 1, failed_count: 0 });
    const states = await db
      .selectFrom('line_state')
      .select('open_items')
      .where('line_id', 'in', lines)
      .execute();
    expect(states.map(({ open_items }) => open_items)).toEqual([1, 1]);
    await carryOut(database);
    expect(await readOrder(manager, { orderId: order.id })).toMatchObject({
      state: 'failed',
      failedCount: 2,
    });
  });

  it('is judged anew: what another order has made impossible stays failed and says why', async () => {
    const [line = ''] = await linesOnNetwork(db, company, [failsForGood], {
      options: [{ code: 'roaming', activeSince: manager.now }],
    });
    const order = await orderFor(manager, [line], { add: ['traveller'] });
    await carryOut(database);
    const other = await orderFor(manager, [line], { add: ['world-traveller'] });
    await expect(retryOrder(manager, { orderId: order.id })).rejects.toMatchObject({
      status: 422,
      code: 'nothing-still-possible',
    });
    const { items } = await readItems(manager, { orderId: order.id, ...all });
    expect(items).toMatchObject([
      {
        state: 'failed',
        failure: {
          code: 'no-longer-possible',
          sentence: expect.stringContaining('World Traveller'),
        },
      },
    ]);
    expect(await readOrder(manager, { orderId: order.id })).toMatchObject({
      state: 'failed',
      failedCount: 1,
    });
    expect(await readOrder(manager, { orderId: other.id })).toMatchObject({ waitingCount: 1 });
  });

  it('is refused when nothing has failed', async () => {
    const order = await orderFor(manager, await linesOnNetwork(db, company, [null]), { add: ['roaming'] });
    await expect(retryOrder(manager, { orderId: order.id })).rejects.toMatchObject({
      code: 'nothing-to-retry',
    });
  });
});

describe('cancelling', () => {
  it('ends what has not begun, frees the lines, and never sends it', async () => {
    const asker = await aPerson(db, company);
    const lines = await linesOnNetwork(db, company, [null, null]);
    const order = await orderFor(asker, lines, { add: ['roaming'] });
    expect(await cancelOrder(asker, { orderId: order.id })).toMatchObject({
      state: 'cancelled',
      cancelledCount: 2,
      mayCancel: false,
    });
    await carryOut(database);
    for (const line of lines) expect(await optionsOf(db, line)).toEqual([]);
    const states = await db
      .selectFrom('line_state')
      .select('open_items')
      .where('line_id', 'in', lines)
      .execute();
    expect(states.map(({ open_items }) => open_items)).toEqual([0, 0]);
    expect((await bellOf(asker)).map(({ kind }) => kind)).toEqual(['order-cancelled']);
    expect(
      await db
        .selectFrom('audit_entry')
        .selectAll()
        .where('target_id', '=', order.id)
        .where('action', '=', 'orders.cancelled')
        .execute(),
    ).toHaveLength(1);
  });

  it('lets the next order of the line go on', async () => {
    const lines = await linesOnNetwork(db, company, [null]);
    const first = await orderFor(manager, lines, { add: ['roaming'] });
    const second = await orderFor(manager, lines, { add: ['itemised-usage'] });
    await cancelOrder(manager, { orderId: first.id });
    await carryOut(database);
    expect((await readOrder(manager, { orderId: second.id })).state).toBe('completed');
    expect(await optionsOf(db, lines[0] ?? '')).toEqual(['itemised-usage']);
  });

  it('is refused when all has begun or ended', async () => {
    const order = await orderFor(manager, await linesOnNetwork(db, company, [null]), { add: ['roaming'] });
    await carryOut(database);
    await expect(cancelOrder(manager, { orderId: order.id })).rejects.toMatchObject({
      status: 409,
      code: 'nothing-to-cancel',
    });
  });
});

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
    const [, ended] = await mailsOf(orderId);
    expect(ended).toMatchObject({ subject: expect.stringContaining('est traitée') });
    expect(ended?.text).not.toContain('échec');
    expect((await bellOf(person)).map(({ kind }) => kind)).toEqual(['order-completed']);
  });
});

/** The network changes its mind. */
async function letPass(lineId: string): Promise<void> {
  const { msisdn } = await db
    .selectFrom('line')
    .select('msisdn')
    .where('id', '=', lineId)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('order_item')
    .set({ msisdn: `${msisdn.slice(0, -4)}9999` })
    .where('line_id', '=', lineId)
    .execute();
}

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

import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, systemCall } from '../../test/fleet.ts';
import {
  aPerson,
  bellOf,
  carryOut,
  linesOnNetwork,
  mailsOf,
  optionsOf,
  orderFor,
} from '../../test/orders.ts';
import type { ItemState } from './contract.ts';
import { orderHearers } from './orders.ts';
import { readItems, readOrder } from './read-orders.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const company = await aCompany(db);
const manager = await aPerson(db, company);
const all = { page: 1, size: 50 };

/** The four ends of numbers that make the simulated network misbehave. */
const failsForGood = '0002';

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
    expect(await bellOf(db, asker)).toEqual([
      {
        kind: 'order-completed',
        values: { number: order.number, done: 4, failed: 0, total: 4 },
        target: `/orders/${order.id}`,
      },
    ]);
    expect((await mailsOf(db, order.id)).map(({ key }) => key)).toEqual([
      'order-confirmed:…',
      'order-ended:…:0',
    ]);
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
    const [, ended] = await mailsOf(db, order.id);
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

import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, now } from '../../test/fleet.ts';
import { aPerson, carryOut, linesOnNetwork, optionsOf, orderFor, refusalOf } from '../../test/orders.ts';
import { Refusal } from '../platform/refusal.ts';
import { cancelOrder } from './cancel-order.ts';
import { pauseOrder, resumeOrder } from './pause-order.ts';
import { readItems, readOrder, readOrders } from './read-orders.ts';
import { retryOrder } from './retry-order.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const company = await aCompany(db);
const manager = await aPerson(db, company);
const all = { page: 1, size: 50 };
const failsForGood = '0002';

describe('a paused order', () => {
  it('begins nothing, says since when and by whom, and goes on where it was when it is resumed', async () => {
    const lines = await linesOnNetwork(db, company, [null, null]);
    const { id: orderId } = await orderFor(manager, lines, { add: ['roaming'] });
    const paused = {
      state: 'acknowledged',
      waitingCount: 2,
      pausedAt: now.toISOString(),
      pausedBy: 'Marie Dupont',
      mayPause: false,
      mayResume: true,
      mayCancel: true,
    };
    expect(await pauseOrder(manager, { orderId })).toMatchObject(paused);
    await carryOut(database);
    expect(await readOrder(manager, { orderId })).toMatchObject(paused);
    for (const line of lines) expect(await optionsOf(db, line)).toEqual([]);

    expect(await resumeOrder(manager, { orderId })).toMatchObject({
      pausedAt: null,
      pausedBy: null,
      mayPause: true,
      mayResume: false,
    });
    await carryOut(database);
    expect(await readOrder(manager, { orderId })).toMatchObject({ state: 'completed', completedCount: 2 });
    for (const line of lines) expect(await optionsOf(db, line)).toEqual(['roaming']);
  });

  it('paused and resumed twice, also at the same moment, is paused and resumed once', async () => {
    const lines = await linesOnNetwork(db, company, [null]);
    const { id: orderId } = await orderFor(manager, lines, { add: ['roaming'] });
    const pauses = await Promise.all([1, 2, 3].map(() => pauseOrder(manager, { orderId })));
    expect(pauses.map(({ mayResume }) => mayResume)).toEqual([true, true, true]);
    await Promise.all([1, 2, 3].map(() => resumeOrder(manager, { orderId })));
    expect(await auditOf(orderId)).toEqual(['orders.submitted', 'orders.paused', 'orders.resumed']);
  });

  it('can be cancelled; the next order of its lines waits for it, says so, and then goes on', async () => {
    const lines = await linesOnNetwork(db, company, [null]);
    const first = await orderFor(manager, lines, { add: ['roaming'] });
    await pauseOrder(manager, { orderId: first.id });
    const second = await orderFor(manager, lines, { add: ['itemised-usage'] });
    await carryOut(database);
    expect(await readItems(manager, { orderId: second.id, ...all })).toMatchObject({
      items: [{ state: 'acknowledged', waitsFor: { orderId: first.id, number: first.number } }],
    });
    expect(await readItems(manager, { orderId: first.id, ...all })).toMatchObject({
      items: [{ waitsFor: null }],
    });
    expect(await cancelOrder(manager, { orderId: first.id })).toMatchObject({
      state: 'cancelled',
      pausedAt: null,
      mayResume: false,
    });
    await carryOut(database);
    expect((await readOrder(manager, { orderId: second.id })).state).toBe('completed');
  });

  it('holds back what is sent again as well', async () => {
    const lines = await linesOnNetwork(db, company, [failsForGood, null]);
    const blocker = await orderFor(manager, [lines[1] ?? ''], { add: ['itemised-usage'] });
    await pauseOrder(manager, { orderId: blocker.id });
    const { id: orderId } = await orderFor(manager, lines, { add: ['roaming'] });
    await carryOut(database);
    await pauseOrder(manager, { orderId });
    expect(await retryOrder(manager, { orderId })).toMatchObject({ waitingCount: 2, failedCount: 0 });
    await carryOut(database);
    expect(await readOrder(manager, { orderId })).toMatchObject({ waitingCount: 2, inProgressCount: 0 });
    await resumeOrder(manager, { orderId });
    await resumeOrder(manager, { orderId: blocker.id });
    await carryOut(database);
    expect(await readOrder(manager, { orderId })).toMatchObject({ completedCount: 1, failedCount: 1 });
  });

  it('ends what the network is already doing, and nothing is lost or done twice in a race with the workers', async () => {
    const lines = await linesOnNetwork(
      db,
      company,
      Array.from({ length: 60 }, () => null),
    );
    const { id: orderId } = await orderFor(manager, lines, { add: ['roaming'] });
    const working = carryOut(database);
    const began: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      // quicker workers leave nothing to pause
      await pauseOrder(manager, { orderId }).catch((error: unknown) => began.push(codeOf(error)));
      const before = await readOrder(manager, { orderId });
      await sleep(30);
      const later = await readOrder(manager, { orderId });
      if (later.pausedAt && later.waitingCount < before.waitingCount) began.push('an item of a paused order');
      await resumeOrder(manager, { orderId });
    }
    expect(began.filter((what) => what !== 'nothing-to-pause')).toEqual([]);
    await working;
    await carryOut(database);
    expect(await readOrder(manager, { orderId })).toMatchObject({ state: 'completed', completedCount: 60 });
    const { rows } = await database.pool.query<{ effects: string }>(
      `SELECT count(*) AS effects FROM simulator.effect WHERE item_id IN (SELECT id FROM order_item WHERE order_id = $1)`,
      [orderId],
    );
    expect(Number(rows[0]?.effects)).toBe(60);
  });

  it('is refused when nothing waits', async () => {
    const { id: orderId } = await orderFor(manager, await linesOnNetwork(db, company, [null]), {
      add: ['roaming'],
    });
    await carryOut(database);
    expect(await refusalOf(pauseOrder(manager, { orderId }))).toMatchObject({
      status: 409,
      code: 'nothing-to-pause',
    });
    expect(await resumeOrder(manager, { orderId })).toMatchObject({ state: 'completed' });
  });

  it('belongs to those who see all of it: others are refused, strangers are told it does not exist', async () => {
    const firm = await aCompany(db, 2);
    const [first, second] = firm.accounts;
    const person = await aPerson(db, firm);
    const limited = await aPerson(db, firm, { billingAccountIds: [second?.id ?? ''] });
    const stranger = await aPerson(db, await aCompany(db));
    const theirs = await linesOnNetwork(db, firm, [null], first ? { billingAccount: first } : {});
    const his = await linesOnNetwork(db, firm, [null], second ? { billingAccount: second } : {});
    const { id: orderId } = await orderFor(person, [...theirs, ...his], { add: ['roaming'] });
    expect(await readOrder(limited, { orderId })).toMatchObject({ mayPause: false, mayCancel: true });
    expect(await refusalOf(pauseOrder(limited, { orderId }))).toMatchObject({
      status: 403,
      code: 'order-in-part',
    });
    expect(await refusalOf(pauseOrder(stranger, { orderId }))).toMatchObject({ status: 404 });
    await pauseOrder(person, { orderId });
    expect(await readOrder(limited, { orderId })).toMatchObject({
      pausedAt: now.toISOString(),
      mayResume: false,
    });
    expect(await refusalOf(resumeOrder(limited, { orderId }))).toMatchObject({ code: 'order-in-part' });
    expect(await refusalOf(resumeOrder(stranger, { orderId }))).toMatchObject({ status: 404 });
    const viewer = await aPerson(db, firm, { role: 'viewer' });
    expect(await readOrders(viewer, { page: 1, size: 25 })).toMatchObject({
      orders: [{ mayPause: false, mayResume: false, pausedBy: 'Marie Dupont' }],
    });
  });
});

function codeOf(error: unknown): string {
  return error instanceof Refusal ? error.code : String(error);
}

async function auditOf(orderId: string): Promise<string[]> {
  const entries = await db
    .selectFrom('audit_entry')
    .select('action')
    .where('target_id', '=', orderId)
    .orderBy('id')
    .execute();
  return entries.map(({ action }) => action);
}

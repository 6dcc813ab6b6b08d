import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { scriptedElement } from '../../test/faults/scripted-element.ts';
import type { Found } from '../provisioning/connectors/connector.ts';
import { aCompany } from '../../test/fleet.ts';
import {
  aPerson,
  bellOf,
  carryOut,
  linesOnNetwork,
  mailsOf,
  optionsOf,
  orderFor,
} from '../../test/orders.ts';
import { cancelOrder } from './cancel-order.ts';
import { readHistory, readItems, readOrder } from './read-orders.ts';
import { retryOrder } from './retry-order.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const company = await aCompany(db);
const manager = await aPerson(db, company);
const all = { page: 1, size: 50 };

/** The four ends of numbers that make the simulated network misbehave. */
const failsForGood = '0002';

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
    expect((await mailsOf(db, order.id)).map(({ key }) => key)).toEqual([
      'order-confirmed:…',
      'order-ended:…:0',
      'order-ended:…:1',
    ]);
    expect((await bellOf(db, asker)).map(({ kind }) => kind)).toEqual(['order-partial', 'order-completed']);
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
    expect((await bellOf(db, asker)).map(({ kind }) => kind)).toEqual(['order-cancelled']);
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

  it('asks the network to give up what it has accepted, and the order says so until the network has decided', async () => {
    const asker = await aPerson(db, company);
    const lines = await linesOnNetwork(db, company, [null]);
    const order = await orderFor(asker, lines, { add: ['roaming'] });
    const network = { found: 'pending' as Found };
    const slow = scriptedElement({
      apply: () => Promise.resolve({ accepted: true, lookAgainInMs: 1_000 }),
      readBack: () => Promise.resolve(network.found),
      cancel: () => Promise.resolve(),
    });
    await carryOut(database, slow);
    const atNetwork = async () =>
      (await readItems(asker, { orderId: order.id, ...all })).items.map((item) => item.atNetwork);
    expect(await atNetwork()).toEqual(['working']);
    expect(await readOrder(asker, { orderId: order.id })).toMatchObject({
      state: 'inProgress',
      acceptedCount: 1,
      mayCancel: true,
    });
    expect(await cancelOrder(asker, { orderId: order.id })).toMatchObject({
      state: 'inProgress',
      acceptedCount: 0,
      mayCancel: false,
    });
    expect(await atNetwork()).toEqual(['cancelling']);
    expect((await readHistory(asker, { lineId: lines[0] ?? '' })).entries).toMatchObject([
      { state: 'inProgress', atNetwork: 'cancelling' },
    ]);
    network.found = 'cancelled';
    await carryOut(database, slow);
    expect(await readOrder(asker, { orderId: order.id })).toMatchObject({
      state: 'cancelled',
      cancelledCount: 1,
    });
    expect(await atNetwork()).toEqual([null]);
    expect(await optionsOf(db, lines[0] ?? '')).toEqual([]);
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

import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, now } from '../../test/fleet.ts';
import {
  aPerson,
  bellOf,
  carryOut,
  linesOnNetwork,
  mailsOf,
  optionsOf,
  orderFor,
  refusalOf,
} from '../../test/orders.ts';
import { aStaffCall } from '../../test/staff.ts';
import { readAudit } from '../audit/audit.ts';
import { readHistory, readItems, readOrder } from '../orders/read-orders.ts';
import { retryOrder } from '../orders/retry-order.ts';
import { newId } from '../platform/id.ts';
import { handleFallout } from './handle-fallout.ts';
import { readFallout, readFalloutItems, readHandlings } from './list-fallout.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const company = await aCompany(db);
const staff = await aStaffCall(db);
const group = { code: 'network-refused', element: 'simulator' };

/** The end of a number that the simulated network refuses for good. */
const failsForGood = '0002';

async function anOrder(numbers: (string | null)[]) {
  const asker = await aPerson(db, company);
  const lines = await linesOnNetwork(db, company, numbers);
  const order = await orderFor(asker, lines, { add: ['roaming'] });
  await carryOut(database);
  const { items } = await readItems(asker, { orderId: order.id, page: 1, size: 200 });
  const itemIds = items.filter(({ state }) => state === 'failed').map(({ id }) => id);
  return { asker, lines, orderId: order.id, itemIds };
}

const completing = (itemIds: string[], note = 'set in the HLR by hand, ticket 4711') =>
  handleFallout(staff, { id: newId(), action: 'complete', note, selection: { itemIds } });

describe('completing by hand', () => {
  it('makes the line show the change, the order count it, and tells the customer once, without the note', async () => {
    const { asker, lines, orderId, itemIds } = await anOrder([null, failsForGood]);
    const version = await stateOf(lines[1]);
    expect(await completing(itemIds)).toEqual({ handled: 1, refused: 0, left: 0, next: null });
    expect(await readOrder(asker, { orderId })).toMatchObject({
      state: 'completed',
      completedCount: 2,
      failedCount: 0,
      mayRetry: false,
    });
    expect(await optionsOf(db, lines[1] ?? '')).toEqual(['roaming']);
    const { items } = await readItems(asker, { orderId, page: 1, size: 50 });
    const byHand = { state: 'completed', failure: null, byOperator: { how: 'completed', reason: null } };
    expect(items.find(({ id }) => id === itemIds[0])).toMatchObject(byHand);
    expect(items.find(({ id }) => id !== itemIds[0])).toMatchObject({ byOperator: null });
    expect((await readHistory(asker, { lineId: lines[1] ?? '' })).entries).toMatchObject([byHand]);
    const mails = await mailsOf(db, orderId);
    expect(mails.map(({ key }) => key.split(':…')[0])).toEqual([
      'order-confirmed',
      'order-ended',
      'order-handled',
    ]);
    expect(mails[2]?.text).toContain('L’opérateur');
    expect(JSON.stringify(mails)).not.toContain('4711');
    expect((await bellOf(db, asker)).map(({ kind }) => kind)).toEqual([
      'order-partial',
      'order-completed-by-operator',
    ]);
    const after = await stateOf(lines[1]);
    expect(after).toMatchObject({ open_items: 0, synced_at: version?.synced_at });
    expect(Number(after?.version)).toBeGreaterThan(Number(version?.version));
  });

  it('is in the audit of the customer without the note, and in that of the operator with it', async () => {
    const { orderId, itemIds } = await anOrder([failsForGood]);
    await completing(itemIds, 'ticket 1234');
    const target = { kind: 'order', id: orderId };
    const theirs = await readAudit(db, { organisationId: company.id, target });
    expect(theirs[0]).toMatchObject({
      action: 'orders.completed-by-operator',
      actorKind: 'staff',
      actorName: 'Elena Marchetti',
      before: { state: 'failed', failed: 1 },
      after: { state: 'completed', failed: 0, count: 1 },
    });
    expect(JSON.stringify(theirs)).not.toContain('1234');
    const [ours] = await readAudit(db, { organisationId: null, action: 'fallout.handled' });
    expect(ours).toMatchObject({ after: { action: 'complete', note: 'ticket 1234' } });
    const [{ handlings }] = [await readHandlings(staff)];
    expect(handlings[0]).toMatchObject({
      action: 'complete',
      note: 'ticket 1234',
      items: 1,
      by: 'Elena Marchetti',
    });
  });

  it('waits for the end of the order to be told, when it is under way still', async () => {
    const { asker, orderId, itemIds } = await anOrder([failsForGood, failsForGood]);
    const [first = '', second = ''] = itemIds;
    await handleFallout(staff, { id: newId(), action: 'retry', note: '', selection: { itemIds: [first] } });
    await completing([second]);
    expect(await readOrder(asker, { orderId })).toMatchObject({ state: 'inProgress', completedCount: 1 });
    expect((await mailsOf(db, orderId)).length).toBe(2);
    await carryOut(database);
    expect(await readOrder(asker, { orderId })).toMatchObject({ state: 'partial', failedCount: 1 });
    expect((await mailsOf(db, orderId)).map(({ key }) => key)).toEqual([
      'order-confirmed:…',
      'order-ended:…:0',
      'order-ended:…:1',
    ]);
  });

  it('is refused where the rules say no by now, and says why', async () => {
    const { asker, lines, itemIds } = await anOrder([failsForGood]);
    // the customer ordered the same again, and it is on its way
    await orderFor(asker, lines, { add: ['roaming'] });
    expect(await completing(itemIds)).toMatchObject({ handled: 0, refused: 1, left: 0 });
    const { items } = await readFalloutItems(staff, {
      code: 'no-longer-possible',
      element: 'simulator',
      page: 1,
      size: 50,
    });
    expect(items.map(({ id }) => id)).toEqual(itemIds);
  });
});

it('leaves what is under way on the line as it is', async () => {
  const { asker, lines, itemIds } = await anOrder([failsForGood]);
  await orderFor(asker, lines, { add: ['itemised-usage'] });
  await completing(itemIds);
  expect(await stateOf(lines[0])).toMatchObject({
    open_items: 1,
    option_codes: expect.arrayContaining(['roaming']),
  });
  await carryOut(database);
});

describe('cancelling', () => {
  it('gives the customer the reason, and changes nothing on the line', async () => {
    const { asker, lines, orderId, itemIds } = await anOrder([null, failsForGood]);
    const note = 'This SIM card was destroyed.';
    await handleFallout(staff, { id: newId(), action: 'cancel', note, selection: { itemIds } });
    expect(await readOrder(asker, { orderId })).toMatchObject({
      state: 'partial',
      completedCount: 1,
      cancelledCount: 1,
      failedCount: 0,
    });
    const { items } = await readItems(asker, { orderId, page: 1, size: 50 });
    expect(items.find(({ id }) => id === itemIds[0])).toMatchObject({
      state: 'cancelled',
      byOperator: { how: 'cancelled', reason: note },
    });
    expect(await optionsOf(db, lines[1] ?? '')).toEqual([]);
    expect((await mailsOf(db, orderId))[2]?.text).toContain(note);
  });

  it('of everything brings a failed order to cancelled', async () => {
    const { asker, orderId, itemIds } = await anOrder([failsForGood]);
    await handleFallout(staff, { id: newId(), action: 'cancel', note: 'given up', selection: { itemIds } });
    expect((await readOrder(asker, { orderId })).state).toBe('cancelled');
  });
});

describe('one who is late', () => {
  it('is told: what the customer has sent again is the network’s', async () => {
    const { asker, orderId, itemIds } = await anOrder([failsForGood]);
    await retryOrder(asker, { orderId });
    expect(await refusalOf(completing(itemIds))).toMatchObject({ status: 409, code: 'already-handled' });
    expect(await readOrder(asker, { orderId })).toMatchObject({ state: 'inProgress', completedCount: 0 });
    await carryOut(database);
  });

  it('of a colleague, another colleague and the customer at the same moment: one wins, and the counts are right', async () => {
    const { asker, orderId, itemIds, lines } = await anOrder([failsForGood, failsForGood, null]);
    const results = await Promise.allSettled([
      completing(itemIds),
      handleFallout(staff, { id: newId(), action: 'cancel', note: 'x', selection: { itemIds } }),
      retryOrder(asker, { orderId }),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await carryOut(database);
    const order = await readOrder(asker, { orderId });
    expect(order.completedCount + order.failedCount + order.cancelledCount).toBe(3);
    const { items } = await readItems(asker, { orderId, page: 1, size: 50 });
    for (const state of ['completed', 'failed', 'cancelled'] as const)
      expect(order[`${state}Count`]).toBe(items.filter((item) => item.state === state).length);
    for (const line of lines) expect(await stateOf(line)).toMatchObject({ open_items: 0 });
  });

  it('the same act sent twice is one', async () => {
    const { orderId, itemIds } = await anOrder([failsForGood]);
    const act = { id: newId(), action: 'complete' as const, note: 'once', selection: { itemIds } };
    expect((await handleFallout(staff, act)).handled).toBe(1);
    expect((await handleFallout(staff, act)).handled).toBe(1);
    expect((await mailsOf(db, orderId)).length).toBe(3);
    expect(await refusalOf(handleFallout(staff, { ...act, note: 'another' }))).toMatchObject({
      code: 'other-handling',
    });
  });
});

it('all that fit are handled, order by order, also those of other pages; what fails later is not', async () => {
  const orders = [await anOrder([failsForGood, failsForGood]), await anOrder([failsForGood, null])];
  const before = (await readFallout(staff)).groups.find(({ code }) => code === group.code)?.items ?? 0;
  expect(before).toBeGreaterThan(2);
  const selection = { filter: group, until: new Date(now.getTime() - 1).toISOString() };
  const act = { id: newId(), action: 'cancel' as const, note: 'the campaign is over' };
  expect(await refusalOf(handleFallout(staff, { ...act, selection }))).toMatchObject({
    code: 'already-handled',
  });
  const all = { ...act, id: newId(), selection: { filter: group, until: staff.now.toISOString() } };
  const later = { ...staff, now: new Date(now.getTime() + 3_600_000) };
  const until = later.now.toISOString();
  const done = await handleFallout(later, { ...all, selection: { filter: group, until } });
  expect(done).toEqual({ handled: before, refused: 0, left: 0, next: null });
  for (const { asker, orderId } of orders)
    expect(await readOrder(asker, { orderId })).toMatchObject({ failedCount: 0 });
  expect((await readFallout(staff)).groups.find(({ code }) => code === group.code)).toBeUndefined();
});

function stateOf(lineId = '') {
  return db.selectFrom('line_state').selectAll().where('line_id', '=', lineId).executeTakeFirst();
}

import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { systemCall } from '../../test/fleet.ts';
import {
  carryOut,
  linesOnNetwork,
  mailsOf,
  optionsOf,
  orderFor,
  quoteFor,
  submit,
} from '../../test/orders.ts';
import { plannedOrders, until, untilAt } from '../../test/planned-orders.ts';
import { newId } from '../platform/id.ts';
import { factsOfLines } from '../fleet/fleet.ts';
import { quoteRequestSchema } from '../quotes/contract.ts';
import { quoteUndo } from './quote-undo.ts';
import { retryOrder } from './retry-order.ts';
import { readHistory, readItems, readOrder, readPlanned } from './read-orders.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const { aManager, begin, letPass } = plannedOrders(database);
const stolen = { status: { move: 'suspend', reason: 'stolen' } } as const;
const parked = { status: { move: 'suspend', reason: 'parked' } } as const;
const reactivated = { status: { move: 'reactivate' } } as const;

async function lifeOf(id = '') {
  const [line] = await factsOfLines(systemCall(db), [id]);
  return line && { status: line.status, reason: line.statusReason };
}

/** What the network has of the services of a status. */
async function onNetwork(lineId = '') {
  const { rows } = await sql<{ services: Record<string, unknown> }>`
    SELECT services FROM simulator.subscriber s JOIN line ON line.iccid = s.iccid WHERE line.id = ${lineId}`.execute(
    db,
  );
  const services = rows[0]?.services;
  return [services?.['circuit-switched'], services?.['packet-switched']];
}

/** What waits or is under way on a line, in the order it is carried out. */
async function queueOf(line = '') {
  const { rows } = await sql<{ orderId: string; isHead: boolean }>`
    SELECT order_id AS "orderId", is_head AS "isHead" FROM order_item
    WHERE line_id = ${line} AND state IN ('acknowledged', 'inProgress') ORDER BY sequence`.execute(db);
  return rows.map(({ orderId, isHead }) => [orderId, isHead]);
}

describe('suspending', () => {
  it('takes the line off the network, says why and that the plan goes on being charged, and is shown when it is done', async () => {
    const { company, manager } = await aManager();
    const lines = await linesOnNetwork(db, company, [null]);
    const quote = await quoteFor(manager, lines, stolen);
    expect(quote).toMatchObject({ eligibleCount: 1, change: stolen, monthly: { excl: '0.00' } });
    expect(quote.lines[0]?.actions).toMatchObject([
      { action: 'suspend', parameters: { reason: 'stolen' }, keepsCharging: true },
    ]);
    const order = await submit(manager, quote.id);
    expect(await lifeOf(lines[0])).toEqual({ status: 'active', reason: null });
    await carryOut(database);
    expect(await readOrder(manager, { orderId: order.id })).toMatchObject({ state: 'completed' });
    expect(await lifeOf(lines[0])).toEqual({ status: 'suspended', reason: 'stolen' });
    expect(await onNetwork(lines[0])).toEqual(['off', 'off']);
    const [confirmed] = await mailsOf(db, order.id);
    expect(confirmed?.text).toContain('Suspendre (carte volée)');
    const history = await readHistory(manager, { lineId: lines[0] ?? '' });
    expect(history.entries[0]?.actions).toMatchObject([{ action: 'suspend' }]);

    await orderFor(manager, lines, reactivated);
    await carryOut(database);
    expect(await lifeOf(lines[0])).toEqual({ status: 'active', reason: null });
    expect(await onNetwork(lines[0])).toEqual(['on', 'on']);
  });

  it('leaves out what is suspended already, what is not, what the operator suspended, and what is not active yet', async () => {
    const { company, manager } = await aManager();
    const off = { status: 'suspended', statusReason: 'parked' } as const;
    const [active = '', suspended = '', unpaid = '', pending = ''] = [
      ...(await linesOnNetwork(db, company, [null])),
      ...(await linesOnNetwork(db, company, [null], off)),
      ...(await linesOnNetwork(db, company, [null], { ...off, statusReason: 'unpaid' })),
      ...(await linesOnNetwork(db, company, [null], { status: 'pending' })),
    ];
    const why = async (line: string, wanted: typeof parked | typeof reactivated) =>
      (await quoteFor(manager, [line], wanted)).lines[0]?.reasons.map(({ code }) => code);
    expect(await why(suspended, parked)).toEqual(['already-suspended']);
    expect(await why(active, reactivated)).toEqual(['not-suspended']);
    expect(await why(unpaid, reactivated)).toEqual(['suspended-by-operator']);
    expect(await why(pending, parked)).toEqual(['line-status']);
    expect(await why(suspended, reactivated)).toEqual([]);
  });

  it('is the only change of its line until it is done: neither options nor another move', async () => {
    const { company, manager } = await aManager();
    const lines = await linesOnNetwork(db, company, [null]);
    await orderFor(manager, lines, parked);
    const reasons = async (wanted: Parameters<typeof quoteFor>[2]) =>
      (await quoteFor(manager, lines, wanted)).lines[0]?.reasons.map(({ code }) => code);
    expect(await reasons({ add: ['roaming'] })).toEqual(['status-under-way']);
    expect(await reasons(reactivated)).toEqual(['status-under-way']);
    await carryOut(database);
    expect(await reasons({ add: ['roaming'] })).toEqual(['line-suspended']);
  });

  it('is not asked together with options', () => {
    const asked = { selection: { lineIds: [newId()] }, change: { ...parked, remove: ['roaming'] } };
    expect(quoteRequestSchema.safeParse(asked).success).toBe(false);
    expect(quoteRequestSchema.safeParse({ ...asked, change: parked }).success).toBe(true);
  });

  it('until a time plans the reactivation with it, which the calendar shows', async () => {
    const { company, manager } = await aManager();
    const lines = await linesOnNetwork(db, company, [null]);
    const order = await orderFor(manager, lines, parked, until);
    const end = await readOrder(manager, { orderId: order.endedBy?.id ?? '' });
    expect(end).toMatchObject({ state: 'planned', change: reactivated, startsAt: untilAt.toISOString() });
    const { entries } = await readPlanned(manager, { from: '2026-07-01', to: '2026-07-31' });
    expect(entries).toMatchObject([{ orderId: end.id, status: { move: 'reactivate' } }]);
    await carryOut(database);
    expect(await lifeOf(lines[0])).toEqual({ status: 'suspended', reason: 'parked' });
    await begin(untilAt);
    await carryOut(database, undefined, untilAt);
    expect(await lifeOf(lines[0])).toEqual({ status: 'active', reason: null });
  });

  it('until a time has nothing left to do then where it was let go on before', async () => {
    const { company, manager } = await aManager();
    const lines = await linesOnNetwork(db, company, [null]);
    const order = await orderFor(manager, lines, parked, until);
    await carryOut(database);
    await orderFor(manager, lines, reactivated);
    await carryOut(database);
    await begin(untilAt);
    const orderId = order.endedBy?.id ?? '';
    expect(await readOrder(manager, { orderId })).toMatchObject({ state: 'cancelled', cancelledCount: 1 });
  });

  it('of what is lost or stolen goes before all that its line waits for, which the rules then refuse; in the order they came otherwise', async () => {
    const { company, manager } = await aManager();
    const lines = await linesOnNetwork(db, company, [null, null]);
    const first = await orderFor(manager, lines, { add: ['roaming'] });
    const second = await orderFor(manager, lines, { add: ['voicemail'] });
    const urgent = await orderFor(manager, lines.slice(0, 1), stolen);
    const later = await orderFor(manager, lines.slice(1), parked);
    expect(await queueOf(lines[0])).toEqual([[urgent.id, true]]);
    expect(await queueOf(lines[1])).toEqual([
      [first.id, true],
      [second.id, false],
      [later.id, false],
    ]);
    const { items } = await readItems(manager, { orderId: first.id, page: 1, size: 50 });
    expect(items.find(({ lineId }) => lineId === lines[0])).toMatchObject({
      state: 'failed',
      failure: { code: 'no-longer-possible', sentence: expect.stringContaining('suspendu') },
    });
    await carryOut(database);
    expect(await onNetwork(lines[0])).toEqual(['off', 'off']);
    expect(await optionsOf(db, lines[0] ?? '')).toEqual([]);
    expect(await readOrder(manager, { orderId: second.id })).toMatchObject({ state: 'partial' });
    expect(await readOrder(manager, { orderId: later.id })).toMatchObject({ state: 'completed' });

    await orderFor(manager, lines.slice(0, 1), reactivated);
    await carryOut(database);
    await retryOrder(manager, { orderId: first.id });
    await carryOut(database);
    expect(await optionsOf(db, lines[0] ?? '')).toEqual(['roaming']);
  });

  it('waits for what a worker has begun, and goes before the rest', async () => {
    const { company, manager } = await aManager();
    const lines = await linesOnNetwork(db, company, [null]);
    const begun = await orderFor(manager, lines, { add: ['roaming'] });
    const waiting = await orderFor(manager, lines, { add: ['voicemail'] });
    await sql`UPDATE order_item SET state = 'inProgress', started_at = now() WHERE order_id = ${begun.id}`.execute(
      db,
    );
    const urgent = await orderFor(manager, lines, stolen);
    expect(await queueOf(lines[0])).toEqual([
      [begun.id, true],
      [urgent.id, false],
    ]);
    expect(await readOrder(manager, { orderId: waiting.id })).toMatchObject({ state: 'failed' });
  });

  it('is undone by reactivating, and a reactivation by suspending for the reason there was', async () => {
    const { company, manager } = await aManager();
    const lines = await linesOnNetwork(db, company, [null]);
    const suspension = await orderFor(manager, lines, parked);
    await carryOut(database);
    const back = await quoteUndo(manager, { orderId: suspension.id });
    expect(back).toMatchObject({ eligibleCount: 1, change: reactivated });
    const reactivation = await submit(manager, back.id);
    await carryOut(database);
    expect(await lifeOf(lines[0])).toEqual({ status: 'active', reason: null });
    const again = await quoteUndo(manager, { orderId: reactivation.id });
    expect(again.change).toEqual({ add: [], remove: [], ...parked });
    const undone = await quoteUndo(manager, { orderId: suspension.id });
    expect(undone.lines[0]?.reasons.map(({ code }) => code)).toEqual(['changed-since']);
    expect(undone.lines[0]?.reasons[0]?.sentence).toMatch(/^Statut /);
  });

  it('that the network refuses leaves the line as it is, says so, and can be sent again', async () => {
    const { company, manager } = await aManager();
    const lines = await linesOnNetwork(db, company, ['0002']);
    const order = await orderFor(manager, lines, parked);
    await carryOut(database);
    const { items } = await readItems(manager, { orderId: order.id, page: 1, size: 50 });
    expect(items).toMatchObject([{ state: 'failed' }]);
    expect(await lifeOf(lines[0])).toEqual({ status: 'active', reason: null });
    await letPass(lines[0] ?? '');
    expect(await retryOrder(manager, { orderId: order.id })).toMatchObject({ state: 'inProgress' });
    await carryOut(database);
    expect(await lifeOf(lines[0])).toEqual({ status: 'suspended', reason: 'parked' });
  });
});

import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, systemCall } from '../../test/fleet.ts';
import {
  aPerson,
  carryOut,
  linesOnNetwork,
  optionsOf,
  orderFor,
  quoteFor,
  refusalOf,
} from '../../test/orders.ts';
import { aStaffCall } from '../../test/staff.ts';
import { beginHandling } from '../orders/handling-store.ts';
import { handleFailed } from '../orders/handle-failed.ts';
import { quoteUndo } from '../orders/quote-undo.ts';
import { readHistory, readOrder, readOrders } from '../orders/read-orders.ts';
import { newId } from '../platform/id.ts';
import type { Connector } from '../provisioning/connectors/connector.ts';
import { lookingElements, onlySimulator, openSimulator } from '../provisioning/provisioning.ts';
import { compareLines } from './compare-lines.ts';
import { linesToCompare } from './lines-to-compare.ts';
import { readDrift } from './read-drift.ts';
import { repairDrift } from './repair-drift.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const simulator = await openSimulator({ url: database.url, ratePerSecond: 1e9 });
afterAll(() => simulator.close());
const staff = await aStaffCall(db);
const company = await aCompany(db);
const anna = await aPerson(db, company);

const compare = () =>
  compareLines(systemCall(db), {
    elements: lookingElements({ simulator }),
    elementOf: () => 'simulator',
    log: { warn: () => {} },
    forMs: 60_000,
    mostPerSecond: 1e9,
  });
const driftOf = async (lineId: string) =>
  (await readDrift(staff, { page: 1, size: 200 })).lines.find((line) => line.lineId === lineId);
const repair = (selection: Parameters<typeof repairDrift>[1]['selection'], id = newId()) =>
  repairDrift(staff, { id, note: 'the element was restored from an old copy', selection }, onlySimulator);

async function wantedOf(lineId: string): Promise<Record<string, unknown>> {
  const [line] = await linesToCompare(systemCall(db), [lineId]);
  return Object.fromEntries((line?.services ?? []).map(({ service, value }) => [service, value]));
}
async function onNetwork(lineId: string): Promise<unknown> {
  const { rows } = await sql<{ services: unknown }>`SELECT services FROM simulator.subscriber
    WHERE iccid = (SELECT iccid FROM line WHERE id = ${lineId})`.execute(db);
  return rows[0]?.services;
}
async function setOnNetwork(lineId: string, services: Record<string, unknown>): Promise<void> {
  await sql`UPDATE simulator.subscriber SET services = ${JSON.stringify(services)}::jsonb
    WHERE iccid = (SELECT iccid FROM line WHERE id = ${lineId})`.execute(db);
}

/** A line for which the network has something too much and something too little; what it should have. */
async function aDriftedLine(last: string | null = null): Promise<{ lineId: string; wanted: object }> {
  const [lineId = ''] = await linesOnNetwork(db, company, [last]);
  const wanted = await wantedOf(lineId);
  await setOnNetwork(lineId, { ...wanted, subscription: 'shape-basic', roaming: 'on' });
  await sql`UPDATE comparison_round SET after_line = NULL`.execute(db);
  await compare();
  expect(await driftOf(lineId)).toBeDefined();
  return { lineId, wanted };
}

describe('repairing what the network has otherwise', () => {
  it('is an order of the company that brings the network to what the line says, free of charge, and leaves the line as it is', async () => {
    const { lineId, wanted } = await aDriftedLine();
    const options = await optionsOf(db, lineId);
    expect(await repair({ lineIds: [lineId] })).toEqual({
      repaired: 1,
      notPossible: 0,
      underWay: 0,
      next: null,
    });
    expect(await driftOf(lineId)).toBeUndefined();
    await carryOut(database);
    expect(await onNetwork(lineId)).toEqual(wanted);
    expect(await optionsOf(db, lineId)).toEqual(options);
    // told to be compared again, and found to agree
    await compare();
    expect(await driftOf(lineId)).toBeUndefined();
    expect(await db.selectFrom('line_drift').selectAll().where('line_id', '=', lineId).execute()).toEqual([]);

    const [entry] = (await readHistory(anna, { lineId })).entries;
    expect(entry).toMatchObject({ requestedBy: 'Elena Marchetti', state: 'completed' });
    expect(entry?.actions.map(({ code }) => code)).toEqual(['network-correction']);
    const order = await readOrder(anna, { orderId: entry?.orderId ?? '' });
    expect(order).toMatchObject({
      operatorAct: 'correction',
      state: 'completed',
      now: { incl: '0.00' },
      mayUndo: false,
    });
    expect(await refusalOf(quoteUndo(anna, { orderId: order.id }))).toMatchObject({
      code: 'operators-correction',
    });
    const audited = await db
      .selectFrom('audit_entry')
      .select(['action', 'actor_name', 'organisation_id'])
      .where('action', 'in', ['orders.corrected-by-operator', 'reconciliation.repair-ordered'])
      .orderBy('action')
      .execute();
    expect(audited).toEqual([
      { action: 'orders.corrected-by-operator', actor_name: 'Elena Marchetti', organisation_id: company.id },
      { action: 'reconciliation.repair-ordered', actor_name: 'Elena Marchetti', organisation_id: null },
    ]);
  });

  it('is ordered once, however often it is asked, and answered each time as the first time', async () => {
    const { lineId } = await aDriftedLine();
    const id = newId();
    const first = { repaired: 1, notPossible: 0, underWay: 0, next: null };
    const answers = await Promise.all([1, 2, 3].map(() => repair({ lineIds: [lineId] }, id)));
    expect(answers).toEqual([first, first, first]);
    expect(await repair({ lineIds: [lineId] }, id)).toEqual(first);
    const items = await db.selectFrom('order_item').select('id').where('line_id', '=', lineId).execute();
    expect(items).toHaveLength(1);
    await carryOut(database);
    expect(await repair({ lineIds: [lineId] }, id)).toEqual(first);
  });

  it('asked for all that fit takes nothing more when it is sent again', async () => {
    const other = await aCompany(db);
    const filter = { organisationId: other.id };
    const aDrifted = async () => {
      const [theirs = ''] = await linesOnNetwork(db, other, [null]);
      await setOnNetwork(theirs, {});
      await aDriftedLine();
    };
    await aDrifted();
    const id = newId();
    const first = await repair({ filter }, id);
    expect(first).toMatchObject({ repaired: 1, next: null });
    await aDrifted();
    expect(await repair({ filter }, id)).toEqual(first);
    expect(await repair({ filter })).toMatchObject({ repaired: 1 });
    expect(await refusalOf(repair({ filter: {} }, id))).toMatchObject({
      status: 409,
      code: 'other-handling',
    });
    await repair({ filter: {} });
    await carryOut(database);
  });

  it('leaves out a line on which a change is under way, and lets a later change wait behind it', async () => {
    const busy = await aDriftedLine();
    const { lineId } = await aDriftedLine();
    await orderFor(anna, [busy.lineId], { add: ['itemised-usage'] });
    expect(await repair({ lineIds: [busy.lineId, lineId] })).toMatchObject({ repaired: 1, underWay: 1 });
    // a correction that is under way keeps nobody from ordering
    const quote = await quoteFor(anna, [lineId], { add: ['roaming'] });
    expect(quote.eligibleCount).toBe(1);
    await orderFor(anna, [lineId], { add: ['roaming'] });
    await carryOut(database);
    expect(await onNetwork(lineId)).toMatchObject({ roaming: 'on', subscription: 'shape-plus' });
    await compare();
    expect(await driftOf(lineId)).toBeUndefined();
  });

  it('takes all that fit a filter, one order a company, and never a line of another company', async () => {
    const other = await aCompany(db);
    const boss = await aPerson(db, other);
    const [theirs = ''] = await linesOnNetwork(db, other, [null]);
    await setOnNetwork(theirs, {});
    const { lineId } = await aDriftedLine();
    const ours = await readDrift(staff, { page: 1, size: 200, organisationId: company.id });
    expect(ours.organisations.map(({ id }) => id)).toContain(other.id);
    expect(ours.lines.every(({ organisation }) => organisation.id === company.id)).toBe(true);
    const done = await repair({ filter: { organisationId: other.id } });
    expect(done).toMatchObject({ repaired: 1, next: null });
    expect(await driftOf(lineId)).toBeDefined();
    const { orders } = await readOrders(boss, { page: 1, size: 25 });
    expect(orders).toMatchObject([{ operatorAct: 'correction', itemCount: 1 }]);
    expect(await refusalOf(readOrder(anna, { orderId: orders[0]?.id ?? '' }))).toMatchObject({ status: 404 });
    await repair({ filter: {} });
    await carryOut(database);
  });

  it('says what cannot be put right so: a SIM that the network does not know', async () => {
    const { lineId } = await aDriftedLine();
    await sql`DELETE FROM simulator.subscriber WHERE iccid = (SELECT iccid FROM line WHERE id = ${lineId})`.execute(
      db,
    );
    await sql`UPDATE comparison_round SET after_line = NULL`.execute(db);
    await compare();
    expect(await driftOf(lineId)).toMatchObject({ isRepairable: false });
    expect(await repair({ lineIds: [lineId] })).toMatchObject({ repaired: 0, notPossible: 1, underWay: 0 });
  });

  it('that the network refuses is found again as drift; staff send it again, or complete it by hand, while the line says the same', async () => {
    const refuses: Connector = {
      ...simulator,
      apply: async () => ({ refused: 'network-refused', temporary: false }),
      close: async () => {},
    };
    const { lineId, wanted } = await aDriftedLine();
    const changed = await aDriftedLine();
    await repair({ lineIds: [lineId, changed.lineId] });
    await carryOut(database, refuses);
    await compare();
    expect(await driftOf(lineId)).toMatchObject({ isRepairable: true });
    expect(await handle(lineId, 'retry')).toEqual({ handled: 1, refused: 0 });
    await carryOut(database);
    expect(await onNetwork(lineId)).toEqual(wanted);

    await orderFor(anna, [changed.lineId], { add: ['roaming'] });
    // what is under way may change what the line says
    expect(await handle(changed.lineId, 'complete')).toEqual({ handled: 0, refused: 1 });
    await carryOut(database);
    expect(await handle(changed.lineId, 'retry')).toEqual({ handled: 0, refused: 1 });
    expect((await correctionOf(changed.lineId))?.failure).toMatchObject({ code: 'corrected-anew' });
  });
});

async function correctionOf(lineId: string) {
  const { entries } = await readHistory(anna, { lineId });
  return entries.find(({ actions }) => actions[0]?.code === 'network-correction');
}

async function handle(lineId: string, action: 'retry' | 'complete') {
  const entry = await correctionOf(lineId);
  const handling = { id: newId(), action, note: 'seen', cause: null, element: null };
  await beginHandling(staff, handling);
  return handleFailed(staff, { orderId: entry?.orderId ?? '', itemIds: [entry?.itemId ?? ''], handling });
}

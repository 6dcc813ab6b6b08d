import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, now, systemCall } from '../../test/fleet.ts';
import {
  aPerson,
  carryOut,
  linesOnNetwork,
  optionsOf,
  orderFor,
  submit,
  quoteFor,
} from '../../test/orders.ts';
import { aStaffCall } from '../../test/staff.ts';
import { newId } from '../platform/id.ts';
import type { Connector } from '../provisioning/connectors/connector.ts';
import { onlySimulator, openSimulator } from '../provisioning/provisioning.ts';
import { expireOptions } from '../fleet/fleet.ts';
import { endPasses } from './end-passes.ts';
import { beginHandling } from './handling-store.ts';
import { handleFailed } from './handle-failed.ts';
import { readHistory, readOrder } from './read-orders.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const simulator = await openSimulator({ url: database.url, ratePerSecond: 1e9 });
afterAll(() => simulator.close());
const company = await aCompany(db);
const anna = await aPerson(db, company);
const staff = await aStaffCall(db);

const pass = 'data-top-up-1gb';
const service = 'data-top-up';
const dayMs = 86_400_000;
/** When a pass of 30 days that was bought now is over. */
const over = new Date(now.getTime() + 31 * dayMs);
const annaLater = { ...anna, now: over };
const system = (at: Date = over) => ({ ...systemCall(db), now: at });
const end = (at?: Date) => endPasses(system(at), onlySimulator);

async function aLineWithPass(last: string | null = null): Promise<string> {
  const [lineId = ''] = await linesOnNetwork(db, company, [last]);
  await orderFor(anna, [lineId], { add: [pass] });
  await carryOut(database, refusesNothing);
  expect(await onNetwork(lineId)).toMatchObject({ [service]: '1gb' });
  return lineId;
}
async function onNetwork(lineId: string): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ services: Record<string, unknown> }>`SELECT services FROM simulator.subscriber
    WHERE iccid = (SELECT iccid FROM line WHERE id = ${lineId})`.execute(db);
  return rows[0]?.services ?? {};
}
async function ordersOf(lineId: string) {
  const { entries } = await readHistory(anna, { lineId });
  return Promise.all(entries.map(({ orderId }) => readOrder(anna, { orderId })));
}
async function effectsOn(lineId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::integer AS count FROM simulator.effect
    WHERE item_id IN (SELECT id FROM order_item WHERE line_id = ${lineId})`.execute(db);
  return rows[0]?.count ?? 0;
}
const refusesNothing: Connector = { ...simulator, close: async () => {} };
const refusesAll: Connector = {
  ...refusesNothing,
  apply: async () => ({ refused: 'network-refused', temporary: false }),
};
const laterOn = (connector = refusesNothing) => carryOut(database, connector, over);

describe('a pass whose time is over', () => {
  it('is taken from the network by an order of the operator, free of charge, behind the small changes of people', async () => {
    const lineId = await aLineWithPass();
    expect(await end()).toBe(1);
    expect(await optionsOf(db, lineId)).toEqual([]);
    const [order] = await ordersOf(lineId);
    expect(order).toMatchObject({
      operatorAct: 'expiry',
      requestedBy: 'Ardenne Mobile',
      change: { add: [], remove: [pass] },
      now: { incl: '0.00' },
      mayCancel: false,
    });
    const { rows } = await sql`SELECT lane FROM order_item WHERE order_id = ${order?.id}`.execute(db);
    expect(rows).toEqual([{ lane: 1 }]);
    await laterOn();
    expect(await onNetwork(lineId)).not.toHaveProperty(service);
    const [entry] = (await readHistory(anna, { lineId })).entries;
    expect(entry).toMatchObject({ state: 'completed', actions: [{ code: pass, isExpired: true }] });
    const audited = await db
      .selectFrom('audit_entry')
      .select(['actor_kind', 'organisation_id'])
      .where('action', '=', 'orders.passes-ended')
      .execute();
    expect(audited).toEqual([{ actor_kind: 'system', organisation_id: company.id }]);
    // told once, however often it is looked for
    expect(await end()).toBe(0);
    expect(await ordersOf(lineId)).toHaveLength(2);
  });

  it('is told after all when the portal was stopped between noting its end and ordering it', async () => {
    const lineId = await aLineWithPass();
    await expireOptions(system());
    expect(await ordersOf(lineId)).toHaveLength(1);
    await Promise.all([end(), end(), end()]);
    expect(await ordersOf(lineId)).toHaveLength(2);
    await laterOn();
    expect(await onNetwork(lineId)).not.toHaveProperty(service);
  });

  it('is not taken away twice where somebody is removing it, and is taken away all the same where that fails', async () => {
    const removed = await aLineWithPass();
    const refused = await aLineWithPass();
    await orderFor(anna, [removed], { remove: [pass] });
    await orderFor(anna, [refused], { remove: [pass] });
    await end();
    expect(await ordersOf(removed)).toHaveLength(2);
    await carryOut(database, {
      ...refusesNothing,
      apply: async (request, signal) =>
        (await iccidOf(refused)) === request.iccid
          ? { refused: 'network-refused', temporary: false }
          : simulator.apply(request, signal),
    });
    await end();
    expect(await ordersOf(removed)).toHaveLength(2);
    expect((await ordersOf(refused))[0]).toMatchObject({ operatorAct: 'expiry' });
    await laterOn();
    expect(await onNetwork(removed)).not.toHaveProperty(service);
    expect(await onNetwork(refused)).not.toHaveProperty(service);
    expect(await effectsOn(removed)).toBe(2);
  });

  it('stays on the network where another of the same is held, and where a new one is on its way', async () => {
    const renewed = await aLineWithPass();
    const doubled = await aLineWithPass();
    await orderFor({ ...anna, now: new Date(over.getTime() - dayMs) }, [doubled], { add: [pass] });
    await carryOut(database, refusesNothing, new Date(over.getTime() - dayMs));
    const quote = await quoteFor(annaLater, [renewed], { add: [pass] });
    await submit(annaLater, quote.id);
    await end();
    await laterOn();
    await end();
    await laterOn();
    for (const lineId of [renewed, doubled]) {
      expect(await ordersOf(lineId)).toHaveLength(2);
      expect(await onNetwork(lineId)).toHaveProperty(service);
      expect(await optionsOf(db, lineId)).toEqual([pass]);
    }
  });

  it('may be bought anew at once: the new one is switched on behind the end of the old', async () => {
    const lineId = await aLineWithPass();
    await end();
    await orderFor(annaLater, [lineId], { add: [pass] });
    await laterOn();
    expect(await optionsOf(db, lineId)).toEqual([pass]);
    expect(await onNetwork(lineId)).toHaveProperty(service);
  });

  it('waits for the staff where the network refuses, is sent again, and never ends a pass that was bought since', async () => {
    const lineId = await aLineWithPass();
    const other = await aLineWithPass();
    await end();
    await laterOn(refusesAll);
    const handle = async (of: string, action: 'retry' | 'complete') => {
      const [order] = (await ordersOf(of)).filter(({ operatorAct }) => operatorAct === 'expiry');
      const { rows } = await sql<{ id: string }>`SELECT id FROM order_item
        WHERE order_id = ${order?.id} AND line_id = ${of}`.execute(db);
      return handleFailed(
        { ...staff, now: over },
        {
          orderId: order?.id ?? '',
          itemIds: rows.map(({ id }) => id),
          handling: await begun(action),
        },
      );
    };
    expect(await handle(lineId, 'retry')).toEqual({ handled: 1, refused: 0 });
    await orderFor(annaLater, [other], { add: [pass] });
    await laterOn();
    expect(await onNetwork(lineId)).not.toHaveProperty(service);
    expect(await handle(other, 'retry')).toEqual({ handled: 0, refused: 1 });
    expect(await handle(other, 'complete')).toEqual({ handled: 0, refused: 1 });
    expect(await optionsOf(db, other)).toEqual([pass]);
  });

  it('is not told where the catalogue says that the network counts its time', async () => {
    const lineId = await aLineWithPass();
    await sql`UPDATE catalogue_version SET document = jsonb_set(document, '{options}', (
      SELECT jsonb_agg(CASE WHEN each ->> 'code' = ${pass} THEN jsonb_set(each, '{validity,endedBy}', '"network"') ELSE each END)
      FROM jsonb_array_elements(document -> 'options') AS each)), checksum = 'by the network'`.execute(db);
    expect(await end()).toBe(1);
    expect(await ordersOf(lineId)).toHaveLength(1);
    expect(await optionsOf(db, lineId)).toEqual([]);
  });
});

async function iccidOf(lineId: string): Promise<string | undefined> {
  const { rows } = await sql<{ iccid: string }>`SELECT iccid FROM line WHERE id = ${lineId}`.execute(db);
  return rows[0]?.iccid;
}

async function begun(action: 'retry' | 'complete') {
  const handling = { id: newId(), action, note: 'seen', cause: null, element: null };
  await beginHandling(staff, handling);
  return handling;
}

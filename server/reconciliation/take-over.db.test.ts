import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, systemCall } from '../../test/fleet.ts';
import { aPerson, carryOut, linesOnNetwork, optionsOf, orderFor } from '../../test/orders.ts';
import { aStaffCall } from '../../test/staff.ts';
import { factsOfLines } from '../fleet/fleet.ts';
import { readHistory, readOrder } from '../orders/read-orders.ts';
import { newId } from '../platform/id.ts';
import { lookingElements, onlySimulator, openSimulator } from '../provisioning/provisioning.ts';
import { compareLines } from './compare-lines.ts';
import { linesToCompare } from './lines-to-compare.ts';
import { readDrift } from './read-drift.ts';
import { takeOverDrift } from './take-over-drift.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const simulator = await openSimulator({ url: database.url, ratePerSecond: 1e9 });
afterAll(() => simulator.close());
const staff = await aStaffCall(db);
const company = await aCompany(db);
const anna = await aPerson(db, company);

async function compare(): Promise<void> {
  await sql`UPDATE comparison_round SET after_line = NULL`.execute(db);
  await compareLines(systemCall(db), {
    elements: lookingElements({ simulator }),
    elementOf: () => 'simulator',
    log: { warn: () => {} },
    forMs: 60_000,
    mostPerSecond: 1e9,
  });
}
const driftOf = async (lineId: string) =>
  (await readDrift(staff, { page: 1, size: 200 })).lines.find((line) => line.lineId === lineId);
const takeOver = (lineIds: string[], id = newId()) =>
  takeOverDrift(staff, { id, note: 'it was sold in the shop', selection: { lineIds } }, onlySimulator);

/** A line that agreed with the network until somebody set these services there. */
async function aLineOf(changed: Record<string, string | null>, held: string[] = []): Promise<string> {
  const [lineId = ''] = await linesOnNetwork(db, company, [null]);
  await setOnNetwork(lineId, {});
  if (held.length > 0) await orderFor(anna, [lineId], { add: held });
  await carryOut(database);
  await setOnNetwork(lineId, changed);
  await compare();
  return lineId;
}
async function setOnNetwork(lineId: string, changed: Record<string, string | null>): Promise<void> {
  const [line] = await linesToCompare(systemCall(db), [lineId]);
  const wanted = (line?.services ?? []).map(({ service, value }) => [service, value]);
  const services = Object.fromEntries(
    [...wanted, ...Object.entries(changed)].filter(([, value]) => value !== null),
  );
  for (const [service, value] of Object.entries(changed)) if (value === null) delete services[service];
  await sql`UPDATE simulator.subscriber SET services = ${JSON.stringify(services)}::jsonb
    WHERE iccid = (SELECT iccid FROM line WHERE id = ${lineId})`.execute(db);
}
const effects = async () => (await sql`SELECT FROM simulator.effect`.execute(db)).rows.length;

describe('taking over what the network has', () => {
  it('makes the line hold the option that the network gives and lose the one that it does not, with no call and no charge', async () => {
    const lineId = await aLineOf({ 'usage-detail': null, roaming: 'on', voicemail: 'nl' }, [
      'itemised-usage',
      'voicemail',
    ]);
    expect((await driftOf(lineId))?.takeOver).toEqual({
      add: ['roaming', 'voicemail'],
      remove: ['itemised-usage'],
    });
    const before = await effects();
    expect(await takeOver([lineId])).toEqual({ takenOver: 1, notPossible: 0, underWay: 0, next: null });
    expect((await optionsOf(db, lineId)).toSorted()).toEqual(['roaming', 'voicemail']);
    const [facts] = await factsOfLines(systemCall(db), [lineId]);
    expect(facts?.activeOptions.find(({ code }) => code === 'voicemail')?.parameters).toEqual({
      greeting: 'nl',
    });
    expect(facts?.openItems).toBe(0);
    expect(await driftOf(lineId)).toBeUndefined();
    await compare();
    expect(await driftOf(lineId)).toBeUndefined();
    expect(await effects()).toBe(before);

    const [entry] = (await readHistory(anna, { lineId })).entries;
    expect(entry).toMatchObject({ requestedBy: 'Elena Marchetti', state: 'completed' });
    expect(entry?.actions.map(({ now, proRata }) => [now, proRata])).toEqual(
      entry?.actions.map(() => ['0.00', '0.00']),
    );
    const order = await readOrder(anna, { orderId: entry?.orderId ?? '' });
    expect(order).toMatchObject({
      operatorAct: 'takeover',
      state: 'completed',
      completedCount: 1,
      waitingCount: 0,
      now: { incl: '0.00' },
      mayUndo: false,
    });
    const audited = await db
      .selectFrom('audit_entry')
      .select(['action', 'organisation_id'])
      .where('action', 'in', ['orders.taken-over', 'reconciliation.taken-over'])
      .orderBy('action')
      .execute();
    expect(audited).toEqual([
      { action: 'orders.taken-over', organisation_id: company.id },
      { action: 'reconciliation.taken-over', organisation_id: null },
    ]);
  });

  it('is not offered where nobody can say which option it is, since when it runs, or where the rules refuse it', async () => {
    const plan = await aLineOf({ subscription: 'shape-basic' });
    const status = await aLineOf({ 'packet-switched': 'off' });
    const pass = await aLineOf({ 'data-top-up': '1gb' });
    const foreign = await aLineOf({ 'something-else': 'on' });
    const refused = await aLineOf({ 'data-pass-best-destinations': '3gb' });
    for (const lineId of [plan, status, pass, foreign, refused]) {
      expect(await driftOf(lineId)).toMatchObject({ isRepairable: true, takeOver: null });
    }
    expect(await takeOver([plan, pass])).toMatchObject({ takenOver: 0, notPossible: 2 });
  });

  it('replaces an option by the one that the network has of the same service', async () => {
    const lineId = await aLineOf({ 'data-bundle': 'boost-20gb' }, ['data-boost-5gb']);
    expect((await driftOf(lineId))?.takeOver).toEqual({
      add: ['data-boost-20gb'],
      remove: ['data-boost-5gb'],
    });
  });

  it('leaves out a line on which a change is under way, and is done once, however often it is asked, and answered as the first time', async () => {
    const busy = await aLineOf({ roaming: 'on' });
    const lineId = await aLineOf({ roaming: 'on' });
    await orderFor(anna, [busy], { add: ['itemised-usage'] });
    const id = newId();
    const asked = await Promise.all([1, 2, 3].map(() => takeOver([busy, lineId], id)));
    const first = { takenOver: 1, notPossible: 0, underWay: 1, next: null };
    expect(asked).toEqual([first, first, first]);
    expect(await takeOver([busy, lineId], id)).toEqual(first);
    const { entries } = await readHistory(anna, { lineId });
    expect(entries).toHaveLength(1);
    expect(await optionsOf(db, busy)).toEqual([]);
    expect(await optionsOf(db, lineId)).toEqual(['roaming']);
  });
});

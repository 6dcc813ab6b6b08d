import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, callOf, now, systemCall } from '../../test/fleet.ts';
import { aPerson, carryOut, linesOnNetwork, orderFor } from '../../test/orders.ts';
import { aStaffCall } from '../../test/staff.ts';
import { seedFleet } from '../demo/seed-fleet.ts';
import { expireOptions } from '../fleet/fleet.ts';
import { cancelOrder } from '../orders/cancel-order.ts';
import { endPasses } from '../orders/orders.ts';
import { readItems, readOrder } from '../orders/read-orders.ts';
import { retryOrder } from '../orders/retry-order.ts';
import type { Connector } from '../provisioning/connectors/connector.ts';
import {
  type LookingElement,
  lookingElements,
  onlySimulator,
  openSimulator,
} from '../provisioning/provisioning.ts';
import { compareLines } from './compare-lines.ts';
import { linesToCompare } from './lines-to-compare.ts';
import { readAgreement, readDrift } from './read-drift.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const simulator = await openSimulator({ url: database.url, ratePerSecond: 100_000 });
afterAll(() => simulator.close());
const network = lookingElements({ simulator });
const company = await aCompany(db);
const staff = await aStaffCall(db);
const manager = callOf(db, company);
const quiet = { warn: () => {} };
const page = { page: 1, size: 200 };

// rounds end between tests, so that each begins anew
const compare = async (elements = network, at = now) => {
  await sql`UPDATE comparison_round SET after_line = NULL`.execute(db);
  // the share of a look is for real networks
  const fast = new Map([...elements].map(([name, element]) => [name, { ...element, ratePerSecond: 1e9 }]));
  return compareLines(
    { ...systemCall(db), now: at },
    { elements: fast, elementOf: () => 'simulator', log: quiet, forMs: 60_000, mostPerSecond: 1e9 },
  );
};
const driftOf = async (lineId: string) =>
  (await readDrift(staff, page)).lines.find((line) => line.lineId === lineId);
const stateOf = (lineId: string) =>
  db.selectFrom('line_state').selectAll().where('line_id', '=', lineId).executeTakeFirstOrThrow();

/** A line on which the network agrees, because an order has just set it up there. */
async function anAgreeingLine(): Promise<string> {
  const [lineId = ''] = await linesOnNetwork(db, company, [null]);
  const services = await wantedOf(lineId);
  await setOnNetwork(lineId, services);
  return lineId;
}

async function wantedOf(lineId: string): Promise<Record<string, unknown>> {
  const [line] = await linesToCompare(systemCall(db), [lineId]);
  return Object.fromEntries((line?.services ?? []).map(({ service, value }) => [service, value]));
}

async function setOnNetwork(lineId: string, services: Record<string, unknown>): Promise<void> {
  await sql`UPDATE simulator.subscriber SET services = ${JSON.stringify(services)}::jsonb
    WHERE iccid = (SELECT iccid FROM line WHERE id = ${lineId})`.execute(db);
}

describe('comparing with the network', () => {
  it('finds nothing in a seeded fleet, and nothing after orders were carried out', async () => {
    const { organisationId } = await seedFleet(
      systemCall(db),
      { name: 'Seeded', lines: 60, accounts: 1, seed: 7, manager: null },
      () => {},
    );
    await compare();
    const seeded = (await readDrift(staff, page)).lines.filter(
      ({ organisation }) => organisation.id === organisationId,
    );
    expect(seeded.flatMap(({ differences }) => differences)).toEqual([]);

    const lineId = await anAgreeingLine();
    const anna = await aPerson(db, company);
    await orderFor(anna, [lineId], { add: ['roaming', 'data-boost-5gb', 'itemised-usage'] });
    await carryOut(database);
    await orderFor(anna, [lineId], { add: ['data-top-up-1gb'], remove: ['itemised-usage'] });
    await carryOut(database);
    await compare();
    expect(await driftOf(lineId)).toBeUndefined();
  });

  it('makes a line that agrees count as confirmed, without outdating a quote', async () => {
    const lineId = await anAgreeingLine();
    const before = await stateOf(lineId);
    const later = new Date(now.getTime() + 3_600_000);
    await compare(network, later);
    const after = await stateOf(lineId);
    expect(after.synced_at).toEqual(later);
    expect(after.version).toBe(before.version);
  });

  it('writes down what differs, for staff in detail and for the customer in one word; and forgets it when it agrees again', async () => {
    const lineId = await anAgreeingLine();
    const wanted = await wantedOf(lineId);
    await setOnNetwork(lineId, { ...wanted, subscription: 'shape-basic', roaming: 'on' });
    const { synced_at: before } = await stateOf(lineId);
    await compare(network, new Date(now.getTime() + 1000));
    expect(await driftOf(lineId)).toMatchObject({
      isKnown: true,
      element: 'simulator',
      organisation: { id: company.id },
      differences: [
        { what: 'roaming', portal: null, network: 'on' },
        { what: 'subscription', portal: 'shape-plus', network: 'shape-basic' },
      ],
    });
    expect(await readAgreement(manager, { lineId })).toMatchObject({ agrees: false });
    expect((await stateOf(lineId)).synced_at).toEqual(before);
    await setOnNetwork(lineId, wanted);
    await compare();
    expect(await driftOf(lineId)).toBeUndefined();
    expect(await readAgreement(manager, { lineId })).toEqual({ agrees: true, since: null });
  });

  it('tells a SIM that the network does not know', async () => {
    const lineId = await anAgreeingLine();
    await sql`DELETE FROM simulator.subscriber WHERE iccid = (SELECT iccid FROM line WHERE id = ${lineId})`.execute(
      db,
    );
    await compare();
    expect(await driftOf(lineId)).toMatchObject({ isKnown: false, differences: [] });
  });

  it('leaves alone a line on which something is under way, and says nothing of one that has changed since', async () => {
    const lineId = await anAgreeingLine();
    await setOnNetwork(lineId, {});
    const anna = await aPerson(db, company);
    await orderFor(anna, [lineId], { add: ['roaming'] });
    await compare();
    expect(await driftOf(lineId)).toBeUndefined();
    await carryOut(database);
    await compare();
    expect(await driftOf(lineId)).toBeDefined();
    await orderFor(anna, [lineId], { add: ['itemised-usage'] });
    expect(await driftOf(lineId)).toBeUndefined();
    expect(await readAgreement(manager, { lineId })).toMatchObject({ agrees: true });
  });

  it('finds no difference in a pass that has ended: not before the network is told, and not after', async () => {
    const lineId = await anAgreeingLine();
    await orderFor(await aPerson(db, company), [lineId], { add: ['data-top-up-1gb'] });
    await carryOut(database);
    const over = new Date(now.getTime() + 31 * 86_400_000);
    const later = { ...systemCall(db), now: over };
    await expireOptions(later);
    await compare(network, over);
    expect(await driftOf(lineId)).toBeUndefined();
    await endPasses(later, onlySimulator);
    await compare(network, over);
    expect(await driftOf(lineId)).toBeUndefined();
    await carryOut(database, undefined, over);
    await compare(network, over);
    expect(await driftOf(lineId)).toBeUndefined();
    expect((await stateOf(lineId)).synced_at).toEqual(over);
  });

  it('finds what the network made of a change that was sent again and cancelled before anybody knew; the person is told so', async () => {
    const lineId = await anAgreeingLine();
    const anna = await aPerson(db, company, { locale: 'en' });
    const order = await orderFor(anna, [lineId], { add: ['roaming'] });
    const cutOff: Connector = {
      ...simulator,
      apply: async (request, signal) => {
        await simulator.apply(request, signal);
        throw new Error('the answer is lost');
      },
      readBack: () => Promise.reject(new Error('no answer')),
      close: async () => {},
    };
    for (const hour of [0, 1, 2])
      await carryOut(database, cutOff, new Date(now.getTime() + hour * 3_600_000));
    expect(await readOrder(anna, { orderId: order.id })).toMatchObject({ state: 'failed' });
    await retryOrder(anna, { orderId: order.id });
    await cancelOrder(anna, { orderId: order.id });
    const { items } = await readItems(anna, { orderId: order.id, page: 1, size: 5 });
    expect(items).toMatchObject([{ state: 'cancelled', failure: { code: 'cancelled-unclear' } }]);
    await compare();
    expect((await driftOf(lineId))?.differences).toEqual([{ what: 'roaming', portal: null, network: 'on' }]);
  });

  it('writes nothing of a line that moved while the network was asked', async () => {
    const lineId = await anAgreeingLine();
    const slow: LookingElement = {
      expects: (sim, services) => simulator.expects(sim, services),
      ratePerSecond: 1,
      look: async ({ iccid }) => {
        await sql`UPDATE line_state SET version = version + 1
          WHERE line_id = (SELECT id FROM line WHERE iccid = ${iccid})`.execute(db);
        return { msisdn: null, has: {} };
      },
    };
    await compare(new Map([['simulator', slow]]));
    expect(await driftOf(lineId)).toBeUndefined();
    const written = await db.selectFrom('line_drift').selectAll().where('line_id', '=', lineId).execute();
    expect(written).toEqual([]);
  });

  it('leaves an element alone that does not answer, and goes on with the next lines in the next run', async () => {
    await anAgreeingLine();
    let asked = 0;
    const dead: LookingElement = {
      expects: (sim, services) => simulator.expects(sim, services),
      ratePerSecond: 1,
      look: () => {
        asked += 1;
        return Promise.reject(new Error('no answer'));
      },
    };
    const before = (await readDrift(staff, page)).total;
    expect(await compare(new Map([['simulator', dead]]))).toBe(0);
    expect(asked).toBe(3);
    expect((await readDrift(staff, page)).total).toBe(before);
  });

  it('does not show a line to who may not see it', async () => {
    const lineId = await anAgreeingLine();
    const stranger = callOf(db, await aCompany(db));
    await expect(readAgreement(stranger, { lineId })).rejects.toMatchObject({ status: 404 });
  });

  it('goes on where it was stopped, and begins anew when all lines have been looked at', async () => {
    await sql`UPDATE comparison_round SET after_line = NULL, compared = 0`.execute(db);
    const parts = { elements: network, elementOf: () => 'nowhere', log: quiet };
    await compareLines(systemCall(db), { ...parts, forMs: 0.001 });
    const [first] = await db.selectFrom('comparison_round').select('after_line').execute();
    expect(first?.after_line).not.toBeNull();
    await compareLines(systemCall(db), { ...parts, forMs: 60_000 });
    await compareLines(systemCall(db), { ...parts, forMs: 60_000 });
    expect((await readDrift(staff, page)).round?.lastEndedAt).not.toBeNull();
  });
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, systemCall } from '../../test/fleet.ts';
import { aPerson, carryOut, linesOnNetwork, orderFor, type WantedTest } from '../../test/orders.ts';
import { currentCatalogue } from '../catalogue/catalogue.ts';
import { factsOfLines } from '../fleet/fleet.ts';
import { Refusal } from '../platform/refusal.ts';
import { cancelOrder } from './cancel-order.ts';
import type { Order } from './contract.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const company = await aCompany(db);
const managers = [await aPerson(db, company), await aPerson(db, company), await aPerson(db, company)];

/** Options that exclude or need one another. */
const codes = [
  'roaming',
  'traveller',
  'world-traveller',
  'world-traveller-pass',
  'block-roaming-data',
  'best-destinations-data-pass-3gb',
  'data-boost-5gb',
  'data-boost-20gb',
  'block-data',
  'data-top-up-1gb',
];
const someChange = fc.record({
  add: fc.uniqueArray(fc.constantFrom(...codes), { maxLength: 3 }),
  remove: fc.uniqueArray(fc.constantFrom(...codes), { maxLength: 2 }),
});

it('orders that race, of which some are cancelled, never leave a line against the rules', async () => {
  const lines = await linesOnNetwork(db, company, [null, null, null, null]);
  const rounds = fc.sample(fc.array(someChange, { minLength: 3, maxLength: 3 }), { seed: 7, numRuns: 25 });
  let ordered = 0;
  let refused = 0;
  for (const [round, changes] of rounds.entries()) {
    const orders = await Promise.all(changes.map((wanted, who) => orderUnlessRefused(lines, wanted, who)));
    ordered += orders.filter((order) => order !== null).length;
    refused += orders.filter((order) => order === null).length;
    const [cancelled] = orders.filter((order) => order !== null);
    if (cancelled && round % 3 === 0) await cancelUnlessRefused(cancelled);
    if (round % 2 === 1) await carryOut(database);
    for (const line of lines) expect(await violationsOf(line)).toEqual([]);
  }
  await carryOut(database);
  for (const line of lines) expect(await violationsOf(line)).toEqual([]);
  const open = await db.selectFrom('line_state').select('open_items').where('line_id', 'in', lines).execute();
  expect(open.every(({ open_items }) => open_items === 0)).toBe(true);
  expect(ordered).toBeGreaterThan(10);
  expect(refused).toBeGreaterThan(5);
}, 60_000);

async function orderUnlessRefused(lines: string[], wanted: WantedTest, who: number): Promise<Order | null> {
  const manager = managers[who];
  if (!manager) throw new Error('there are three managers');
  return orNull(orderFor(manager, lines, wanted));
}

async function cancelUnlessRefused({ id }: Order): Promise<Order | null> {
  const [manager] = managers;
  return manager ? orNull(cancelOrder(manager, { orderId: id })) : null;
}

async function orNull(work: Promise<Order>): Promise<Order | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** What the line holds together and may not, and what it needs and has not. */
async function violationsOf(lineId: string): Promise<string[]> {
  const catalogue = await currentCatalogue(systemCall(db));
  const [line] = await factsOfLines(systemCall(db), [lineId]);
  const held = new Set(line?.activeOptions.map(({ code }) => code));
  return catalogue.options
    .filter(({ code }) => held.has(code))
    .flatMap(({ code, excludes, requires }) => [
      ...excludes.filter((other) => held.has(other)).map((other) => `${code} with ${other}`),
      ...requires.filter((other) => !held.has(other)).map((other) => `${code} without ${other}`),
    ]);
}

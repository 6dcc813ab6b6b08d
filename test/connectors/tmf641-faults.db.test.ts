import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { openTmf641 } from '../../server/provisioning/connectors/tmf641.ts';
import { hearNetwork } from '../../server/provisioning/provisioning.ts';
import { testDatabase } from '../database.ts';
import { chanceFrom, seed } from '../faults/lengths.ts';
import { storeFleet, storeOrder } from '../faults/stored-orders.ts';
import { countsOf, itemsOf, letLeasesRunOut, statesOf, workbench } from '../faults/workbench.ts';
import { startOss, type Trouble } from '../oss/oss-server.ts';
import { ossWords } from '../oss/oss-words.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const { clock, worker, callOf } = workbench(database);
const oss = await startOss({ takesOnce: false });
afterAll(() => oss.close());

const troubles: Trouble[] = [
  'busy',
  'limited',
  'fails-before',
  'fails-after',
  'resets-before',
  'resets-after',
  'never',
  'late',
  'nonsense',
  'huge',
  'empty',
];

const actions = (value: string) => [
  { action: 'add', code: value, services: [{ service: 'data-bundle', value: 'boost-5gb' }] },
];

test(`two orders go through an OSS of which a third of the answers goes wrong, each number once and in order (seed ${seed})`, async () => {
  const chance = chanceFrom(seed);
  const pick = <T>(list: T[]): T => list[Math.floor(chance() * list.length)] as T;
  const fleet = await storeFleet(db, 12);
  const { rows } = await sql<{ iccid: string; msisdn: string }>`
    SELECT iccid, msisdn FROM line WHERE organisation_id = ${fleet.organisationId}`.execute(db);
  for (const { iccid, msisdn } of rows) oss.sims.set(iccid, { msisdn, imsi: null, has: {} });
  const orderIds: string[] = [];
  for (const value of ['a', 'b'])
    orderIds.push(await storeOrder(db, fleet, { value, actions: actions(value), now: clock.now() }));
  const connector = () =>
    openTmf641({
      address: oss.address,
      credentials: { kind: 'none' },
      words: ossWords,
      limits: { timeoutMs: 1_000, concurrency: 8, ratePerSecond: 100_000 },
    });
  const settings = { mostTries: 60, breaker: { failures: 100_000, pauseMs: 1 } };
  const workers = [worker(connector(), { settings }), worker(connector(), { settings })];
  const items = (await Promise.all(orderIds.map((orderId) => itemsOf(db, orderId)))).flat();
  const isOpen = async () => (await statesOf(db, orderIds[1] ?? ''))['completed'] !== 12;

  for (let round = 0; round < 60 && (await isOpen()); round += 1) {
    // In the end it answers: the last number would meet trouble alone for ever.
    const troublesNow = round < 30 ? 5 : 0;
    for (let times = 0; times < troublesNow; times += 1)
      oss.next(
        pick(['GET', 'POST']),
        chance() < 0.05 ? 'never' : pick(troubles.filter((each) => each !== 'never')),
      );
    await Promise.all(workers.map((work) => work.drain()));
    // Rounds are shorter than leases: what a worker had to leave would outlast them.
    await letLeasesRunOut(db);
    for (const order of oss.orders.values()) if (chance() < 0.5) oss.finish(order);
    // Of what has ended and of what has not, told twice, and of some not at all.
    for (let told = 0; told < 10; told += 1)
      await hearNetwork(callOf(fleet), 'simulator', { itemId: pick(items).id });
    clock.advance(1_000_000);
  }
  await Promise.all(workers.map((work) => work.stop()));

  for (const orderId of orderIds)
    expect(await countsOf(db, orderId)).toEqual({ completed: 12, failed: 0, cancelled: 0 });
  const made = items.map(({ id }) => oss.ordersOf(id).length);
  expect(made).toEqual(items.map(() => 1));
  const taken = [...oss.orders.values()].map(({ externalId }) => externalId);
  for (const [index, first] of items.slice(0, 12).entries())
    expect(taken.indexOf(first.id)).toBeLessThan(taken.indexOf(items[12 + index]?.id ?? ''));
  expect(oss.breaches).toEqual([]);
}, 90_000);

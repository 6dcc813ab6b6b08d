import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../../../test/database.ts';
import { storeFleet, storeOrder } from '../../../test/faults/stored-orders.ts';
import { itemsOf, statesOf, workbench } from '../../../test/faults/workbench.ts';
import { newId } from '../../platform/id.ts';
import { openSimulator, provideSubscribers } from '../provisioning.ts';
import type { ConnectorRequest } from './connector.ts';

const database = await testDatabase();
const { db } = database;
const { clock, worker } = workbench(database);
const simulator = await openSimulator({ url: database.url, timeoutMs: 2_000 });
afterAll(() => simulator.close());
const patient = new AbortController().signal;

test('a change sent twice is made once', async () => {
  const request = await subscriber('32470001000', { voice: true });
  expect(await Promise.all([simulator.apply(request, patient), simulator.apply(request, patient)])).toEqual([
    { done: true },
    { done: true },
  ]);
  expect(await simulator.apply(request, patient)).toEqual({ done: true });
  expect(await effectsOf(request.itemId)).toEqual([
    { before: { voice: true }, after: { voice: true, data: '5 GB' } },
  ]);
  expect(await simulator.readBack(request, patient)).toBe('done');
});

test('a SIM has what the changes gave it less what they took, and a change gives before it takes nothing away that it gives', async () => {
  const request = await subscriber('32470001001', { voice: true, roaming: true });
  const actions: ConnectorRequest['actions'] = [
    { action: 'add', code: 'b', services: [{ service: 'data', value: '20 GB' }] },
    {
      action: 'remove',
      code: 'a',
      services: [
        { service: 'data', value: null },
        { service: 'roaming', value: null },
      ],
    },
    { action: 'modify', code: 'c', services: [{ service: 'voice', value: 'limited' }] },
  ];
  await simulator.apply({ ...request, actions }, patient);
  const { rows } =
    await sql`SELECT services, revision FROM simulator.subscriber WHERE iccid = ${request.iccid}`.execute(db);
  expect(rows).toEqual([{ services: { voice: 'limited', data: '20 GB' }, revision: 1 }]);
});

test('a SIM that the network does not know is refused', async () => {
  const request = { ...(await subscriber('32470001002', {})), iccid: '8932999999999999999' };
  expect(await simulator.apply(request, patient)).toEqual({
    refused: 'subscriber-unknown',
    temporary: false,
  });
  expect(await simulator.readBack(request, patient)).toBe('not-done');
});

test('numbers that misbehave come right by themselves, with one effect each, but the one that is always refused', async () => {
  const fleet = await storeFleet(db, 1, ['0001', '0002', '0003', '0004']);
  const orderId = await storeOrder(db, fleet, { value: 'a', now: clock.now() });
  const work = worker(simulator);
  await work.drain();
  const failures = async () => {
    const items = await itemsOf(db, orderId);
    return Object.fromEntries(
      items.map(({ msisdn, state, failure }) => [msisdn.slice(-4), failure?.code ?? state]),
    );
  };
  expect(await failures()).toEqual({
    '1000': 'completed',
    '0001': 'element-busy',
    '0002': 'network-refused',
    '0003': 'no-answer',
    '0004': 'connection-lost',
  });
  clock.advance(60_000);
  await work.drain();
  await work.stop();
  expect(await statesOf(db, orderId)).toEqual({ completed: 4, failed: 1 });
  for (const { id, state } of await itemsOf(db, orderId)) {
    expect(await effectsOf(id)).toHaveLength(state === 'completed' ? 1 : 0);
  }
});

async function subscriber(msisdn: string, services: Record<string, boolean>): Promise<ConnectorRequest> {
  const iccid = `8932${msisdn.padEnd(15, '0')}`;
  await provideSubscribers(db, [{ iccid, msisdn, services }]);
  return {
    itemId: newId(),
    iccid,
    imsi: null,
    msisdn,
    actions: [{ action: 'add', code: 'x', services: [{ service: 'data', value: '5 GB' }] }],
  };
}

async function effectsOf(itemId: string): Promise<unknown[]> {
  const { rows } =
    await sql`SELECT before, after FROM simulator.effect WHERE item_id = ${itemId} ORDER BY sequence`.execute(
      db,
    );
  return rows;
}

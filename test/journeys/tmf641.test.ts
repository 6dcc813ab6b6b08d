import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { namedVariables } from '../../server/platform/config.ts';
import { registerHubs, type Network, readNetwork } from '../../server/provisioning/provisioning.ts';
import { demoCatalogue } from '../catalogue.ts';
import { testDatabase } from '../database.ts';
import { now, systemCall } from '../fleet.ts';
import { startOss } from '../oss/oss-server.ts';
import { testPortal, type TestPortal } from '../portal.ts';
import { aCustomer } from './customer.ts';

const database = await testDatabase({ poolSize: 10 });
const folder = mkdtempSync(join(tmpdir(), 'flottille-oss-'));
const oss = await startOss({ authorization: () => 'Bearer the-token-of-the-portal' });
let portal: TestPortal;
let network: Network;
const web = createServer((request, response) => void getRequestListener(portal.app.fetch)(request, response));
await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
const environment = {
  NETWORK_FILE: join(folder, 'network.yaml'),
  PUBLIC_URL: `http://127.0.0.1:${(web.address() as AddressInfo).port}`,
  OSS_TOKEN: 'the-token-of-the-portal',
  OSS_NOTIFICATIONS: 'secret-of-the-notifications',
};

beforeAll(async () => {
  const catalogue = await demoCatalogue();
  const services = [...catalogue.plans, ...catalogue.options].flatMap((each) => each.network);
  const elsewhere = [...new Set(services.map(({ service }) => service))]
    .filter((service) => service !== 'roaming')
    .map((service) => `      ${service}: { carried: elsewhere }\n`);
  writeFileSync(
    environment.NETWORK_FILE,
    `elements:
  - name: oss
    kind: tmf641
    address: ${oss.address}/
    credentials: { bearer: OSS_TOKEN }
    notifications: OSS_NOTIFICATIONS
    lookAgainSeconds: 60
    refusals: { SIM-404: subscriber-unknown }
    services:
      roaming: { specification: CFS-ROAMING }
      circuit-switched: { specification: RFS-CS, characteristic: access }
      packet-switched: { specification: RFS-PS, characteristic: access }
${elsewhere.join('')}default: oss
`,
  );
  network = await readNetwork(environment.NETWORK_FILE);
  portal = await testPortal(database, now, environment);
});
afterAll(async () => {
  await portal.stop();
  await oss.close();
  web.closeAllConnections();
  web.close();
  rmSync(folder, { recursive: true });
});

const register = (call = systemCall(database.db)) =>
  registerHubs(call, {
    network,
    secrets: namedVariables(environment),
    origin: environment.PUBLIC_URL,
    log: { warn: (fields) => expect(fields).toBeNull() },
  });

/** The OSS knows the SIMs of these numbers. */
async function provide(lineIds: string[]): Promise<void> {
  const { rows } = await sql<{ iccid: string; msisdn: string }>`
    SELECT iccid, msisdn FROM line WHERE id = ANY(${lineIds}::uuid[])`.execute(database.db);
  for (const { iccid, msisdn } of rows) oss.sims.set(iccid, { msisdn, imsi: null, has: {} });
}

it('the OSS is asked once to tell what becomes of orders', async () => {
  await register();
  await register();
  expect([...oss.hubs.values()]).toEqual([
    `${environment.PUBLIC_URL}/tmf-api/serviceOrdering/v4/listener/secret-of-the-notifications`,
  ]);
  const { rows } = await sql`SELECT * FROM notification_hub`.execute(database.db);
  expect(JSON.stringify(rows)).not.toContain('secret-of-the-notifications');
  // A day later it may have forgotten; the first registration is taken back.
  await register({ ...systemCall(database.db), now: new Date(now.getTime() + 25 * 3_600_000) });
  expect(oss.hubs.size).toBe(1);
});

it('an order over several numbers goes through an OSS that takes its time and tells of half of them only', async () => {
  const customer = await aCustomer(portal, database);
  const marie = await customer.person();
  const numbers = await customer.numbers(Array.from({ length: 8 }, () => null));
  await provide(numbers);

  const order = await marie.order(numbers, { add: ['roaming'] });
  await portal.provisioning?.drain();
  expect(oss.orders.size).toBe(8);
  expect(await marie.orderNow(order.id)).toMatchObject({ state: 'inProgress', acceptedCount: 8 });
  const items = await marie.items(order.id);
  expect(items.map(({ atNetwork }) => atNetwork)).toEqual(Array.from({ length: 8 }, () => 'working'));
  expect((await marie.line(numbers[0] ?? '')).optionCodes).not.toContain('roaming');

  const orders = [...oss.orders.values()];
  const answers: number[] = [];
  for (const [index, each] of orders.entries()) {
    oss.finish(each);
    // Twice, and in no order; the others get lost.
    if (index % 2 === 0) answers.push(...(await oss.notify(each)));
    if (index % 4 === 0) answers.push(...(await oss.notify({ ...each, state: 'acknowledged' })));
  }
  expect(answers).toEqual(Array.from({ length: 6 }, () => 204));
  await portal.provisioning?.drain();
  expect(await marie.orderNow(order.id)).toMatchObject({ completedCount: 4, acceptedCount: 4 });

  portal.clock.advance(61_000);
  await portal.provisioning?.drain();
  expect(await marie.orderNow(order.id)).toMatchObject({ state: 'completed', completedCount: 8 });
  expect((await marie.line(numbers[7] ?? '')).optionCodes).toContain('roaming');
  expect([...oss.sims.values()].map(({ has }) => has)).toEqual(numbers.map(() => ({ 'CFS-ROAMING': true })));
  expect(oss.calls.filter(({ method, path }) => method === 'POST' && path === '/serviceOrder')).toHaveLength(
    8,
  );
  expect(oss.breaches).toEqual([]);
});

it('a person cancels what the OSS is working on; one number is given up, for the other it is too late', async () => {
  const customer = await aCustomer(portal, database);
  const marie = await customer.person();
  const numbers = await customer.numbers([null, null]);
  await provide(numbers);
  const order = await marie.order(numbers, { add: ['roaming'] });
  await portal.provisioning?.drain();
  const cancelled = await marie.send('post', `/api/orders/${order.id}/cancel`);
  expect(await cancelled.json()).toMatchObject({ state: 'inProgress', mayCancel: false });
  await portal.provisioning?.drain();
  const underWay = [...oss.orders.values()].filter(({ state }) => state === 'assessingCancellation');
  expect(underWay).toHaveLength(2);
  expect((await marie.items(order.id)).map(({ atNetwork }) => atNetwork)).toEqual([
    'cancelling',
    'cancelling',
  ]);
  const [given, late] = underWay;
  Object.assign(given ?? {}, { state: 'cancelled' });
  if (late) oss.finish(late);
  for (const each of underWay) await oss.notify(each);
  await portal.provisioning?.drain();
  expect(await marie.orderNow(order.id)).toMatchObject({
    state: 'partial',
    completedCount: 1,
    cancelledCount: 1,
  });
});

it('a number that the OSS does not know fails with the reason, and a retry is a new order there', async () => {
  const customer = await aCustomer(portal, database);
  const marie = await customer.person();
  const [number = ''] = await customer.numbers([null]);
  const order = await marie.order([number], { add: ['roaming'] });
  await portal.provisioning?.drain();
  const [item] = await marie.items(order.id);
  const settle = async () => {
    for (const each of oss.ordersOf(item?.id ?? '')) oss.finish(each);
    portal.clock.advance(61_000);
    await portal.provisioning?.drain();
  };
  await settle();
  expect((await marie.items(order.id))[0]?.failure?.sentence).toBe(
    'Le réseau ne connaît pas la carte SIM de ce numéro.',
  );
  await provide([number]);
  await marie.send('post', `/api/orders/${order.id}/retry`);
  await portal.provisioning?.drain();
  await settle();
  expect(await marie.orderNow(order.id)).toMatchObject({ state: 'completed' });
  expect(oss.ordersOf(item?.id ?? '').map(({ externalId }) => externalId)).toEqual([
    item?.id,
    `${item?.id}-1`,
  ]);
});

it('nobody else can tell: a wrong secret finds nothing, and nonsense or an order that is not ours moves nothing', async () => {
  const base = '/tmf-api/serviceOrdering/v4/listener';
  const tell = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
    (await portal.send(null, { method: 'post', path: `${base}${path}`, body, headers })).status;
  const event = { event: { serviceOrder: { id: 'unknown', externalId: 'not-ours' } } };
  const secret = environment.OSS_NOTIFICATIONS;
  expect(await tell('/wrong-secret-of-a-stranger', event)).toBe(404);
  expect(await tell('/serviceOrderStateChangeEvent', event)).toBe(404);
  const bearer = { authorization: `Bearer ${secret}` };
  expect(await tell('/serviceOrderStateChangeEvent', event, bearer)).toBe(204);
  expect(await tell(`/${secret}`, event)).toBe(204);
  expect(await tell(`/${secret}/serviceOrderStateChangeEvent`, event)).toBe(204);
  expect(await tell(`/${secret}/listener/serviceOrderStateChangeEvent`, event)).toBe(204);
  expect(await tell(`/${secret}`, { no: 'event' })).toBe(400);
  expect(await tell(`/${secret}`, { event: { serviceOrder: 'x'.repeat(300_000) } })).toBe(413);
});

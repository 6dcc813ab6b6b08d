import { afterAll, expect, it } from 'vitest';
import { provideLines } from '../../server/demo/demo.ts';
import { openConnectors, readNetwork } from '../../server/provisioning/provisioning.ts';
import { testDatabase } from '../database.ts';
import { aLine, now, systemCall, withLines } from '../fleet.ts';
import { aCustomer, carryOut } from '../journeys/customer.ts';
import { testPortal } from '../portal.ts';
import { hlrNetworkFile } from './hlr-network.ts';
import { startRealHlr } from './real-hlr.ts';

const hlr = await startRealHlr();
const database = await testDatabase({ poolSize: 10 });
const file = hlrNetworkFile(hlr.address);
const portal = await testPortal(database, now, { NETWORK_FILE: file });
const connectors = await openConnectors(await readNetwork(file), {
  databaseUrl: database.url,
  simulatorLatencyMs: 0,
});
afterAll(async () => {
  await portal.stop();
  for (const connector of Object.values(connectors)) await connector.close();
  await hlr.stop();
});

it('an order over several numbers is carried out by a real HLR, and a line shows only what the HLR has', async () => {
  const customer = await aCustomer(portal, database);
  const marie = await customer.person();
  const lines = [
    aLine(customer.company),
    aLine(customer.company),
    aLine(customer.company, { status: 'suspended' }),
  ];
  const [first = '', second = ''] = await withLines(database.db, ...lines);
  const network = await readNetwork(file);
  const provided = await provideLines(systemCall(database.db), network, connectors, () => {});
  expect(provided).toEqual({ given: new Map([['hlr', 3]]), refused: [] });
  const imsis = lines.map(({ sim }) => sim.imsi);
  const inHlr = () =>
    imsis.map((imsi) => {
      const { msisdn, cs, ps } = hlr.subscribers().find((row) => row.imsi === imsi) ?? {};
      return [msisdn, cs, ps];
    });
  const [a, b, c] = lines.map(({ msisdn }) => msisdn);
  expect(inHlr()).toEqual([
    [a, 1, 1],
    [b, 1, 1],
    [c, 0, 0],
  ]);

  // One more that the HLR was never told of.
  const stranger = aLine(customer.company);
  const [unknown = ''] = await withLines(database.db, stranger);
  const blocked = await marie.quote([first, second, unknown], { add: ['block-data', 'hide-number'] });
  const { order } = await marie.submit(blocked.id);
  expect((await marie.line(first)).optionCodes).not.toContain('block-data');
  await carryOut(portal);

  expect(await marie.orderNow(order.id)).toMatchObject({
    state: 'partial',
    completedCount: 2,
    failedCount: 1,
  });
  expect((await marie.items(order.id))[0]).toMatchObject({
    lineId: unknown,
    failure: { code: 'subscriber-unknown' },
  });
  expect((await marie.line(first)).optionCodes).toEqual(
    expect.arrayContaining(['block-data', 'hide-number']),
  );
  expect((await marie.line(unknown)).optionCodes).not.toContain('block-data');
  expect(inHlr()).toEqual([
    [a, 1, 0],
    [b, 1, 0],
    [c, 0, 0],
  ]);
  expect(await hlr.vty(`subscriber msisdn ${a} show`)).toMatch(/PS disabled/);

  // The operator adds it to his HLR; «Relancer les échecs» does the rest.
  await provideLines(systemCall(database.db), network, connectors, () => {});
  await portal.send(marie.session, { method: 'post', path: `/api/orders/${order.id}/retry` });
  await carryOut(portal);
  expect(await marie.orderNow(order.id)).toMatchObject({ state: 'completed', completedCount: 3 });
  expect(hlr.subscribers().find(({ imsi }) => imsi === stranger.sim.imsi)).toMatchObject({ cs: 1, ps: 0 });

  const opened = await marie.quote([first], { remove: ['block-data'] });
  await marie.submit(opened.id);
  await carryOut(portal);
  expect((await marie.line(first)).optionCodes).not.toContain('block-data');
  expect(inHlr()[0]).toEqual([a, 1, 1]);

  // Its data is blocked: suspended it has nothing, and when it goes on still no data, though the HLR has one switch for both.
  await marie.submit((await marie.quote([second], { status: { move: 'suspend', reason: 'stolen' } })).id);
  await carryOut(portal);
  expect(await marie.line(second)).toMatchObject({ status: 'suspended', statusReason: 'stolen' });
  expect(inHlr()[1]).toEqual([b, 0, 0]);
  await marie.submit((await marie.quote([second], { status: { move: 'reactivate' } })).id);
  await carryOut(portal);
  expect(await marie.line(second)).toMatchObject({ status: 'active', statusReason: null });
  expect(inHlr()[1]).toEqual([b, 1, 0]);
});

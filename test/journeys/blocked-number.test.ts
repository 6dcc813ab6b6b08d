import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../database.ts';
import { now } from '../fleet.ts';
import { testPortal } from '../portal.ts';
import { aCustomer, carryOut } from './customer.ts';

const database = await testDatabase({ poolSize: 10 });
const portal = await testPortal(database, now);
afterAll(() => portal.stop());
const stolen = { status: { move: 'suspend', reason: 'stolen' } } as const;

test('a stolen number is blocked before what it waits for, told by mail, and let go on', async () => {
  const customer = await aCustomer(portal, database);
  const marie = await customer.person();
  const [line = ''] = await customer.numbers([null]);
  const waiting = await marie.order([line], { add: ['roaming'] });
  const order = await marie.order([line], stolen);
  expect(await marie.orderNow(waiting.id)).toMatchObject({ state: 'failed', mayRetry: true });
  expect(await marie.line(line)).toMatchObject({ status: 'active', changesUnderWay: 1 });
  await carryOut(portal);
  expect(await marie.orderNow(order.id)).toMatchObject({ state: 'completed', change: stolen });
  expect(await marie.line(line)).toMatchObject({
    status: 'suspended',
    statusReason: 'stolen',
    changesUnderWay: 0,
  });
  const mails = await marie.mails();
  expect(mails.filter(({ text }) => text.includes('Suspendre (carte volée)'))).toHaveLength(1);

  const refused = await marie.quote([line], { add: ['roaming'] });
  expect(refused.leftOut.map(({ reason }) => reason.code)).toEqual(['line-suspended']);
  await marie.order([line], { status: { move: 'reactivate' } });
  await carryOut(portal);
  expect(await marie.line(line)).toMatchObject({ status: 'active', statusReason: null });
});

test('only who may change numbers suspends them, and only those he sees', async () => {
  const customer = await aCustomer(portal, database);
  const [line = ''] = await customer.numbers([null]);
  const viewer = await customer.person({ role: 'viewer' });
  const stranger = await (await aCustomer(portal, database)).person();
  await expect(viewer.quote([line], stolen)).rejects.toThrow('403');
  await expect(stranger.quote([line], stolen)).rejects.toThrow('404');
});

import { sql } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import {
  driftListSchema,
  driftRepairedSchema,
  driftTakenOverSchema,
} from '../../server/reconciliation/contract.ts';
import { linesToCompare } from '../../server/reconciliation/lines-to-compare.ts';
import { compareLines } from '../../server/reconciliation/reconciliation.ts';
import { lookingElements, openSimulator } from '../../server/provisioning/provisioning.ts';
import { newId } from '../../server/platform/id.ts';
import { createAccount } from '../../server/sign-in/sign-in.ts';
import { testDatabase } from '../database.ts';
import { now, systemCall } from '../fleet.ts';
import { testPortal } from '../portal.ts';
import { optionsOf } from '../orders.ts';
import { aCustomer, carryOut, password, visitor } from './customer.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const portal = await testPortal(database, now);
const simulator = await openSimulator({ url: database.url, ratePerSecond: 1e9 });
afterAll(() => Promise.all([portal.stop(), simulator.close()]));
const customer = await aCustomer(portal, database);
const marie = await customer.person({ locale: 'en' });
const staff = await aStaff();
const repairAt = '/api/operator/drift/repair';
const takeOverAt = '/api/operator/drift/take-over';

it('staff see what the network has otherwise, bring one number back and take over the other; the customer sees both in its history', async () => {
  const [back = '', taken = ''] = await customer.numbers([null, null]);
  await marie.order([back, taken], { add: ['itemised-usage'] });
  await carryOut(portal);
  await agreeBut([back, taken], 'usage-detail');
  expect(await drift()).toMatchObject({ total: 2, repairable: 2 });
  const note = 'the element was restored from an old copy';
  const asked = (lineId: string) => ({ id: newId(), note, selection: { lineIds: [lineId] } });
  const repair = (lineId: string) => staff.ask(driftRepairedSchema, 'post', repairAt, asked(lineId));
  const takeOver = (lineId: string) => staff.ask(driftTakenOverSchema, 'post', takeOverAt, asked(lineId));

  expect(await repair(back)).toMatchObject({ repaired: 1, underWay: 0 });
  // while that is under way nothing else is done about the number
  expect(await takeOver(back)).toMatchObject({ takenOver: 0, underWay: 1 });
  expect(await takeOver(taken)).toMatchObject({ takenOver: 1 });
  await carryOut(portal);
  await compare();
  expect(await drift()).toMatchObject({ total: 0 });

  expect(await optionsOf(db, back)).toEqual(['itemised-usage']);
  expect(await optionsOf(db, taken)).toEqual([]);
  for (const [lineId, operatorAct] of [
    [back, 'correction'],
    [taken, 'takeover'],
  ] as const) {
    const [entry] = await marie.history(lineId);
    const order = await marie.orderNow(entry?.orderId ?? '');
    expect(order).toMatchObject({ operatorAct, state: 'completed', requestedBy: 'Elena Marchetti' });
    expect(await marie.refused('post', `/api/orders/${order.id}/undo`)).toMatchObject({
      code: 'operators-correction',
    });
  }
  // the confirmation of her own order and its end: nobody is written to about the other two
  expect(await marie.mails()).toHaveLength(2);
});

it('a customer can neither see nor act on the differences, and what makes no sense is refused', async () => {
  const body = { id: newId(), note: 'mine', selection: { filter: {} } };
  for (const path of [repairAt, takeOverAt]) {
    expect((await marie.refused('post', path, body)).status).toBe(404);
    const misspelt = { filter: { organisation: newId() } };
    for (const wrong of [
      {},
      { ...body, note: ' ' },
      { ...body, selection: { lineIds: ['x'] } },
      { ...body, selection: misspelt },
    ])
      expect(await staff.refused('post', path, wrong)).toMatchObject({ code: 'invalid-input' });
  }
});

async function aStaff() {
  const email = `${newId()}@operator.test`;
  await createAccount(systemCall(db), {
    organisationId: null,
    role: 'staff',
    email,
    firstName: 'Elena',
    lastName: 'Marchetti',
    locale: 'en',
    password,
  });
  return visitor(portal, email, await portal.signIn(email, password));
}

const drift = () => staff.ask(driftListSchema, 'get', '/api/operator/drift');

async function compare(): Promise<void> {
  await sql`UPDATE comparison_round SET after_line = NULL`.execute(db);
  await compareLines(
    { ...systemCall(db), now: portal.clock.now() },
    {
      elements: lookingElements({ simulator }),
      elementOf: () => 'simulator',
      log: { warn: () => {} },
      forMs: 60_000,
      mostPerSecond: 1e9,
    },
  );
}

/** The network has of these numbers what the portal shows, but not this service. */
async function agreeBut(lineIds: string[], service: string): Promise<void> {
  for (const line of await linesToCompare(systemCall(db), lineIds)) {
    const has = line.services.filter((each) => each.service !== service);
    const services = JSON.stringify(Object.fromEntries(has.map((each) => [each.service, each.value])));
    await sql`UPDATE simulator.subscriber SET services = ${services}::jsonb WHERE iccid = ${line.iccid}`.execute(
      db,
    );
  }
  await compare();
}

import { afterAll, expect, it } from 'vitest';
import { optionStatesSchema } from '../../server/quotes/contract.ts';
import { testDatabase } from '../database.ts';
import { now } from '../fleet.ts';
import { testPortal } from '../portal.ts';
import { aCustomer, carryOut, holding, plain } from './customer.ts';

const database = await testDatabase({ poolSize: 10 });
const portal = await testPortal(database, now);
afterAll(() => portal.stop());
const customer = await aCustomer(portal, database, 2);

const traveller = 'traveller';
const pass = 'best-destinations-data-pass-3gb';
/** Every plan has it. */
const included = 'travel-data-control';

it('a number gets Traveller and a data pass: priced to the cent, confirmed by mail, shown only when the network has it', async () => {
  const holder = { firstName: 'Émilie', lastName: 'Van den Broeck' };
  const [id = ''] = await customer.numbers([null], {
    holder,
    planCode: 'shape-basic',
    ...holding('roaming'),
  });
  const marie = await customer.person();

  // found without accents and case, and by the last digits of the SIM
  const found = await marie.find(`search=${encodeURIComponent('emilie VAN DEN')}`);
  expect(found.lines.map((line) => [line.id, line.holderName, line.optionCodes])).toEqual([
    [id, 'Van den Broeck, Émilie', ['roaming', included]],
  ]);
  const iccid = found.lines[0]?.iccid ?? '';
  expect((await marie.find(`search=${iccid.slice(-6)}`)).lines.map((line) => line.id)).toContain(id);

  const states = await marie.ask(optionStatesSchema, 'post', '/api/options/states', {
    selection: { lineIds: [id] },
  });
  const state = (code: string) => states.groups[0]?.options.find((option) => option.code === code);
  expect(state(traveller)).toMatchObject({ available: 1, active: 0, unavailable: [] });
  expect(state('roaming')).toMatchObject({ active: 1, activeSince: now.toISOString() });

  // 13 to 30 June: 18 of 30 days of 24.79 are 14.87; with the pass 109.87; VAT of the whole, once
  const quote = await marie.quote([id], { add: [traveller, pass] });
  expect(quote).toMatchObject({
    eligibleCount: 1,
    leftOutCount: 0,
    proRata: '14.87',
    now: { excl: '109.87', vat: '23.07', incl: '132.94' },
    monthly: { excl: '24.79', vat: '5.21', incl: '30.00' },
    vatRate: '21',
  });
  expect(quote.lines[0]?.actions.map(({ code, now, monthly }) => [code, now, monthly]).toSorted()).toEqual([
    [pass, '95.00', '0.00'],
    [traveller, '14.87', '24.79'],
  ]);

  const { status, order } = await marie.submit(quote.id);
  expect(status).toBe(201);
  const { now: due, vatRate } = quote;
  expect(order).toMatchObject({ state: 'acknowledged', itemCount: 1, now: due, vatRate, mayCancel: true });
  const waiting = await marie.line(id);
  expect(waiting).toMatchObject({ optionCodes: ['roaming', included], changesUnderWay: 1 });

  const [confirmation] = await marie.mails();
  expect(confirmation).toMatchObject({
    locale: 'fr',
    subject: `Nous avons bien reçu votre demande : commande ${order.number}`,
  });
  for (const said of ['Traveller', 'Best Destinations Data Pass 3GB', '109,87 €', '132,94 €', '30,00 €']) {
    expect(plain(confirmation?.text)).toContain(said);
  }

  portal.clock.advance(5000);
  await portal.provisioning?.drain();
  expect(await marie.orderNow(order.id)).toMatchObject({ state: 'completed', completedCount: 1 });
  const done = await marie.line(id);
  expect(done).toMatchObject({ optionCodes: [pass, 'roaming', included, traveller], changesUnderWay: 0 });
  expect(Date.parse(done.syncedAt)).toBeGreaterThan(Date.parse(waiting.syncedAt));
  expect(done.options.find(({ code }) => code === pass)).toMatchObject({
    oneOffPrice: '95.00',
    pool: { unit: 'MB', total: '3000.00', used: '0.00' },
  });

  const mails = await marie.mails();
  expect(mails.map(({ subject }) => subject).slice(1)).toEqual([`La commande ${order.number} est traitée`]);
  const { notifications, unread } = await marie.bell();
  expect(unread).toBe(1);
  expect(notifications[0]?.target).toBe(`/orders/${order.id}`);
  expect(plain(notifications[0]?.sentence)).toBe(
    `La commande ${order.number} est terminée : 1 numéro a été modifié.`,
  );
  expect(await marie.history(id)).toMatchObject([
    { orderNumber: order.number, requestedBy: 'Marie Dupont', state: 'completed', failure: null },
  ]);
});

it('what was added is taken away again: the days after today are given back, the pass is not', async () => {
  const [id = ''] = await customer.numbers([null], {
    planCode: 'shape-basic',
    ...holding('roaming', traveller),
  });
  const marie = await customer.person();
  const quote = await marie.quote([id], { remove: [traveller] });
  // 14 to 30 June: 17 of 30 days
  expect(quote).toMatchObject({ now: { excl: '-14.05' }, monthly: { excl: '-24.79' } });
  const { order } = await marie.submit(quote.id);
  expect((await marie.line(id)).optionCodes).toEqual(['roaming', included, traveller]);
  await carryOut(portal);
  const line = await marie.line(id);
  expect(line.optionCodes).toEqual(['roaming', included]);
  expect(line.options.find(({ code }) => code === traveller)?.endedAt).not.toBeNull();
  expect((await marie.orderNow(order.id)).state).toBe('completed');
});

it('a setting of an option is changed: Travel data control gets another limit', async () => {
  const [id = ''] = await customer.numbers([null], { planCode: 'shape-basic' });
  const marie = await customer.person();
  const wanted = { add: [{ code: included, parameters: { limit: '100.00' } }] };
  const quote = await marie.quote([id], wanted);
  expect(quote).toMatchObject({ eligibleCount: 1, now: { incl: '0.00' }, monthly: { incl: '0.00' } });
  await marie.submit(quote.id);
  await carryOut(portal);
  const held = (await marie.line(id)).options.find(({ code }) => code === included);
  expect(held?.parameters).toEqual({ limit: '100.00' });
});

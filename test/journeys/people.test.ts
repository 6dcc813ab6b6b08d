import { afterAll, describe, expect, it } from 'vitest';
import { meSchema } from '../../server/organisations/contract.ts';
import { orderSchema } from '../../server/orders/contract.ts';
import { testDatabase } from '../database.ts';
import { now } from '../fleet.ts';
import { testPortal } from '../portal.ts';
import { aCustomer, carryOut, password, visitor } from './customer.ts';

const database = await testDatabase({ poolSize: 10 });
const portal = await testPortal(database, now);
afterAll(() => portal.stop());
const customer = await aCustomer(portal, database);
const nobody = visitor(portal, 'nobody@example.test', null);

describe('who may only look', () => {
  it('sees all that his colleague sees, and changes nothing', async () => {
    const marie = await customer.person();
    const benoit = await customer.person({ role: 'viewer', firstName: 'Benoît' });
    const [id = '', failing = ''] = await customer.numbers([null, '0002']);
    const order = await marie.order([id, failing], { add: ['roaming'] });
    await carryOut(portal);

    expect(await benoit.line(id)).toEqual(await marie.line(id));
    expect(await benoit.find('')).toEqual(await marie.find(''));
    expect(await benoit.items(order.id)).toEqual(await marie.items(order.id));
    expect(await benoit.history(failing)).toEqual(await marie.history(failing));

    const selection = { lineIds: [id] };
    expect((await benoit.send('post', '/api/options/states', { selection })).status).toBe(200);
    const change = { add: [{ code: 'traveller' }] };
    for (const [path, body] of [
      ['/api/quotes', { selection, change }],
      [`/api/orders/${order.id}/retry`, undefined],
      [`/api/orders/${order.id}/cancel`, undefined],
    ] as const) {
      expect(await benoit.refused('post', path, body)).toMatchObject({
        status: 403,
        code: 'read-only',
        detail:
          'Votre accès permet de consulter, pas de modifier. Adressez-vous au gestionnaire de flotte de votre entreprise.',
      });
    }
    expect(await benoit.mails()).toEqual([]);
  });
});

describe('a forgotten password', () => {
  it('is replaced by the link of a mail that works once; whoever was signed in is signed out', async () => {
    const marie = await customer.person();
    const asked = await nobody.send('post', '/api/password/forgot', { email: marie.email, locale: 'fr' });
    expect([asked.status, await asked.text()]).toEqual([202, '']);
    const link = await resetLink(marie);
    expect(link.pathname).toBe('/fr/reset');
    const body = { token: link.searchParams.get('token'), password: 'un tout nouveau secret' };
    expect((await nobody.send('post', '/api/password/reset', body)).status).toBe(204);

    expect(await nobody.refused('post', '/api/password/reset', body)).toMatchObject({
      status: 410,
      code: 'reset-link-ended',
    });
    expect((await marie.refused('get', '/api/me')).code).toBe('sign-in-needed');
    const old = { email: marie.email, password };
    expect((await nobody.refused('post', '/api/sign-in', old)).code).toBe('wrong-credentials');
    const session = await portal.signIn(marie.email, body.password);
    const again = visitor(portal, marie.email, session);
    expect((await again.ask(meSchema, 'get', '/api/me')).person.email).toBe(marie.email);
    expect((await again.mails()).at(-1)?.subject).toBe('Votre mot de passe a été modifié');
  });

  it('has the same answer for an address that nobody has, and no mail goes out', async () => {
    const answer = await nobody.send('post', '/api/password/forgot', { email: nobody.email, locale: 'fr' });
    expect([answer.status, await answer.text()]).toEqual([202, '']);
    expect(await nobody.mails()).toEqual([]);
  });

  it('has a link that ends', async () => {
    const marie = await customer.person();
    await nobody.send('post', '/api/password/forgot', { email: marie.email, locale: 'de' });
    const link = await resetLink(marie);
    expect(link.pathname).toBe('/de/reset');
    portal.clock.advance(24 * 3600_000);
    const body = { token: link.searchParams.get('token'), password: 'ein ganz neues Geheimnis' };
    expect((await nobody.refused('post', '/api/password/reset', body)).code).toBe('reset-link-ended');
  });
});

describe('signing out', () => {
  it('ends this session, or all of them', async () => {
    const marie = await customer.person();
    const phone = visitor(portal, marie.email, await portal.signIn(marie.email, password));
    const tablet = visitor(portal, marie.email, await portal.signIn(marie.email, password));
    expect((await phone.send('post', '/api/sign-out')).status).toBe(204);
    expect((await phone.refused('get', '/api/me')).code).toBe('sign-in-needed');
    expect((await tablet.send('post', '/api/sign-out-everywhere')).status).toBe(204);
    expect((await marie.refused('get', '/api/me')).code).toBe('sign-in-needed');
  });
});

describe('another customer', () => {
  it('finds nothing of ours, under no address', async () => {
    const marie = await customer.person();
    const [id = ''] = await customer.numbers([null], {
      holder: { firstName: 'Zoë', lastName: 'Onvindbaar' },
    });
    const order = await marie.order([id], { add: ['roaming'] });
    const katrien = await (await aCustomer(portal, database)).person({ locale: 'nl' });
    expect((await katrien.find('search=onvindbaar')).total).toBe(0);
    for (const path of [`/api/fleet/lines/${id}`, `/api/orders/${order.id}`, `/api/lines/${id}/history`]) {
      expect((await katrien.refused('get', path)).code).toBe('not-found');
    }
    expect((await katrien.refused('post', `/api/orders/${order.id}/cancel`)).code).toBe('not-found');
    expect(await marie.ask(orderSchema, 'get', `/api/orders/${order.id}`)).toMatchObject({ mayCancel: true });
  });
});

/** The link of the newest mail. It is written after the answer has gone, so that the answer takes as long for every address. */
async function resetLink(person: { mails(): Promise<{ text: string }[]> }): Promise<URL> {
  for (let look = 0; look < 600; look += 1) {
    const link = /https?:\/\/\S+\/reset\?\S+/.exec((await person.mails()).at(-1)?.text ?? '')?.[0];
    if (link) return new URL(link);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no mail with a link came');
}

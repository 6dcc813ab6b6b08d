import { afterAll, describe, expect, it } from 'vitest';
import { newId } from '../../server/platform/id.ts';
import { testDatabase } from '../database.ts';
import { now } from '../fleet.ts';
import { testPortal } from '../portal.ts';
import { aCustomer, carryOut, holding, plain } from './customer.ts';

const database = await testDatabase({ poolSize: 10 });
const portal = await testPortal(database, now);
afterAll(() => portal.stop());
const customer = await aCustomer(portal, database);

describe('each person is spoken to in his language', () => {
  it.each([
    {
      locale: 'fr' as const,
      received: 'Nous avons bien reçu votre demande',
      costs: '29,74 €',
      partly: 'est traitée en partie',
      why: 'Le réseau a refusé cette modification',
      bell: '1 numéro a été modifié, 1 a échoué',
      excluded: 'World Traveller',
      reason: /actif|active/,
      readOnly: 'Votre accès permet de consulter, pas de modifier.',
      notThere: 'Il n’y a rien à cette adresse',
    },
    {
      locale: 'nl' as const,
      received: 'We hebben uw aanvraag goed ontvangen',
      costs: '€ 29,74',
      partly: 'gedeeltelijk',
      why: 'Het netwerk heeft deze wijziging',
      bell: '1 nummer',
      excluded: 'World Traveller',
      reason: /actief/,
      readOnly: 'niet wijzigen',
      notThere: 'Er staat niets op dit adres',
    },
    {
      locale: 'en' as const,
      received: 'We have received your request',
      costs: '€29.74',
      partly: 'is done in part',
      why: 'The network refused this change',
      bell: '1 number was changed, 1 failed',
      excluded: 'World Traveller',
      reason: /active/,
      readOnly: 'Your access lets you look, not change.',
      notThere: 'There is nothing at this address',
    },
    {
      locale: 'de' as const,
      received: 'Wir haben Ihre Anfrage erhalten',
      costs: '29,74 €',
      partly: 'teilweise',
      why: 'Das Netz hat diese Änderung',
      bell: '1 Nummer',
      excluded: 'World Traveller',
      reason: /aktiv/,
      readOnly: 'nichts ändern',
      notThere: 'Unter dieser Adresse',
    },
  ])('$locale: mails, bell, reasons and refusals', async (said) => {
    const [fine = '', failing = ''] = await customer.numbers([null, '0002'], holding('roaming'));
    const [excluded = ''] = await customer.numbers([null], holding('roaming', 'world-traveller'));
    const person = await customer.person({ locale: said.locale });

    const quote = await person.quote([fine, failing, excluded], { add: ['traveller'] });
    const reason = quote.leftOut[0]?.reason.sentence ?? '';
    expect(reason).toContain(said.excluded);
    expect(reason).toMatch(said.reason);

    const { order } = await person.submit(quote.id);
    const before = portal.clock.now();
    await carryOut(portal);
    portal.clock.set(before);

    const [confirmation, completion] = await person.mails();
    if (!confirmation || !completion) throw new Error('a mail is missing');
    expect([confirmation.locale, completion.locale]).toEqual([said.locale, said.locale]);
    expect(plain(confirmation.subject)).toContain(said.received);
    expect(plain(confirmation.text)).toContain(said.costs);
    expect(plain(completion.subject)).toContain(said.partly);
    expect(plain(completion.text)).toContain(said.why);
    for (const mail of [confirmation, completion]) {
      expect(mail.html).toContain(`lang="${said.locale}"`);
      expect(mail.text).toContain(`/${said.locale}/orders/${order.id}`);
      expect(mail.subject).toContain(String(order.number));
    }

    expect((await person.bell()).notifications[0]?.sentence).toContain(said.bell);
    expect((await person.items(order.id))[0]?.failure?.sentence).toContain(said.why);
    const [entry] = await person.history(failing);
    expect(entry?.failure?.sentence).toContain(said.why);

    expect((await person.refused('get', `/api/orders/${newId()}`)).detail).toContain(said.notThere);
    const viewer = await customer.person({ role: 'viewer', locale: said.locale });
    expect((await viewer.refused('post', `/api/orders/${order.id}/retry`)).detail).toContain(said.readOnly);
  });

  it('of the page he looks at, when that is another: also the mail about what he asked there', async () => {
    const person = await customer.person({ locale: 'nl' });
    const quote = await person.quote(await customer.numbers([null]), { add: ['roaming'] });
    const headers = { 'x-locale': 'de', 'idempotency-key': newId() };
    await person.send('post', '/api/orders', { quoteId: quote.id }, headers);
    expect((await person.mails())[0]?.subject).toContain('Wir haben Ihre Anfrage erhalten');
  });
});

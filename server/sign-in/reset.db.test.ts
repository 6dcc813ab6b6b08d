import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { cookieOf, rightPassword, signInPortal } from '../../test/sign-in-portal.ts';
import { readAudit } from '../audit/audit.ts';
import { locales } from '../platform/call.ts';

const database = await testDatabase();
const { db } = database;
const portal = signInPortal(database);
const { clock } = portal;
const hour = 60 * 60_000;
const newPassword = 'an entirely new one';

let addresses = 0;
function newAddress(): string {
  addresses += 1;
  return `203.0.113.${addresses}`;
}

async function forgot(email: string, ip = newAddress(), locale = 'fr') {
  const answer = await portal.send('POST', '/api/password/forgot', { email, locale }, { ip });
  await portal.signIn.settled();
  expect(portal.defects).toEqual([]);
  return answer;
}

async function mailsTo(email: string) {
  return db.selectFrom('mail').selectAll().where('recipient', '=', email).orderBy('id').execute();
}

/** The token of the newest link mailed to this address. */
async function mailedToken(email: string): Promise<string> {
  const mails = (await mailsTo(email))
    .map((mail) => JSON.stringify(mail))
    .filter((mail) => mail.includes('/reset?'));
  return /\/reset\?token=([\w-]+)/.exec(mails.at(-1) ?? '')?.[1] ?? '';
}

const reset = (token: string, password = newPassword, ip = newAddress()) =>
  portal.send('POST', '/api/password/reset', { token, password }, { ip });
const enter = (email: string, password: string, ip = newAddress()) =>
  portal.send('POST', '/api/sign-in', { email, password }, { ip });

describe('a forgotten password', () => {
  it('is replaced with the link that was mailed, once', async () => {
    const { id, email, organisationId } = await portal.person();
    await forgot(` ${email.toUpperCase()}`);
    const token = await mailedToken(email);
    expect((await reset(token)).status).toBe(204);
    expect((await enter(email, newPassword)).status).toBe(200);
    expect((await enter(email, rightPassword)).status).toBe(401);
    const again = await reset(token, 'yet another password');
    expect(again.status).toBe(410);
    expect(await again.json()).toMatchObject({ code: 'reset-link-ended' });
    const actions = (await readAudit(db, { organisationId, target: { kind: 'person', id } })).map(
      (e) => e.action,
    );
    expect(actions).toContain('password.reset-asked');
    expect(actions).toContain('password.changed');
  });

  it('is replaced once also by two clicks at the same moment', async () => {
    const { email } = await portal.person();
    await forgot(email);
    const token = await mailedToken(email);
    const answers = await Promise.all([
      reset(token, 'the first password'),
      reset(token, 'the second password'),
    ]);
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([204, 410]);
  });

  it('ends all sessions and tells the person by mail', async () => {
    const { email } = await portal.person();
    const cookie = cookieOf(await enter(email, rightPassword));
    await forgot(email);
    await reset(await mailedToken(email));
    expect((await portal.send('GET', '/api/me', undefined, { cookie })).status).toBe(401);
    expect((await mailsTo(email)).map((mail) => mail.subject)).toEqual([
      'Choisissez un nouveau mot de passe',
      'Votre mot de passe a été modifié',
    ]);
  });

  it('ends the wait that guessing it has brought', async () => {
    const { email } = await portal.person();
    const ip = newAddress();
    for (let guess = 0; guess < 6; guess++) await enter(email, 'no idea any more', ip);
    expect((await enter(email, rightPassword, ip)).status).toBe(429);
    await forgot(email, ip);
    await reset(await mailedToken(email), newPassword, ip);
    expect((await enter(email, newPassword, ip)).status).toBe(200);
  });

  it('is not replaced by one that is too short, and the link stays good', async () => {
    const { email } = await portal.person();
    await forgot(email);
    const token = await mailedToken(email);
    expect((await reset(token, 'short')).status).toBe(400);
    expect((await reset(token)).status).toBe(204);
  });
});

describe('the link', () => {
  it('ends after an hour', async () => {
    const { email } = await portal.person();
    await forgot(email);
    const token = await mailedToken(email);
    clock.advance(hour);
    expect((await reset(token)).status).toBe(410);
  });

  it('ends when a newer one is mailed', async () => {
    const { email } = await portal.person();
    await forgot(email);
    const older = await mailedToken(email);
    await forgot(email);
    expect((await reset(older)).status).toBe(410);
    expect((await reset(await mailedToken(email))).status).toBe(204);
  });

  it('ends for who is shut out', async () => {
    const { id, email } = await portal.person();
    await forgot(email);
    await db.updateTable('person').set({ disabled_at: clock.now() }).where('id', '=', id).execute();
    expect((await reset(await mailedToken(email))).status).toBe(410);
  });

  it.each(['', 'x', 'A'.repeat(43), 'A'.repeat(500)])('cannot be guessed: %s', async (token) => {
    expect([400, 410]).toContain((await reset(token)).status);
  });

  it('is stored so that the table does not give it away', async () => {
    const { email } = await portal.person();
    await forgot(email);
    const token = await mailedToken(email);
    const stored = JSON.stringify(await db.selectFrom('sign_in_reset').selectAll().execute());
    expect(token).toHaveLength(43);
    expect(stored).not.toContain(token);
  });

  it.each(locales)('is mailed in the language of the page he was on: %s', async (locale) => {
    const { email } = await portal.person({ locale: 'de' });
    await forgot(email, newAddress(), locale);
    const [mail] = await mailsTo(email);
    expect(mail).toMatchObject({ locale });
    expect(JSON.stringify(mail)).toContain(`/${locale}/reset?token=`);
    expect({ subject: mail?.subject, text: JSON.stringify(mail) }).toEqual({
      subject: {
        fr: 'Choisissez un nouveau mot de passe',
        nl: 'Kies een nieuw wachtwoord',
        en: 'Choose a new password',
        de: 'Wählen Sie ein neues Passwort',
      }[locale],
      text: expect.stringContaining('Marie'),
    });
  });
});

describe('asking for a link', () => {
  it('is answered alike whether the account exists or not', async () => {
    const { email } = await portal.person();
    const known = await forgot(email);
    const unknown = await forgot(`no.${email}`);
    expect([known.status, unknown.status]).toEqual([202, 202]);
    expect([await known.text(), await unknown.text()]).toEqual(['', '']);
    expect(await mailsTo(`no.${email}`)).toEqual([]);
  });

  it('brings three mails an hour at most, and the last link stays good however often others ask', async () => {
    const { email } = await portal.person();
    for (let time = 0; time < 6; time++) expect((await forgot(email)).status).toBe(202);
    expect(await mailsTo(email)).toHaveLength(3);
    expect((await reset(await mailedToken(email))).status).toBe(204);
  });

  it('is refused to an address that asks too often, whomever it asks for, and to no other', async () => {
    const ip = newAddress();
    for (let time = 0; time < 20; time++)
      expect((await forgot(`nobody.${time}@example.test`, ip)).status).toBe(202);
    const refused = await forgot('nobody.20@example.test', ip);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('3600');
    expect((await forgot('nobody.20@example.test')).status).toBe(202);
    clock.advance(hour + 1);
    expect((await forgot('nobody.20@example.test', ip)).status).toBe(202);
  });
});

import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { cookieOf, rightPassword, signInPortal } from '../../test/sign-in-portal.ts';
import { readAudit } from '../audit/audit.ts';
import { createOrganisation, createPerson, enterpriseNumber } from '../organisations/organisations.ts';

const database = await testDatabase();
const { db } = database;
const portal = signInPortal(database);
const { clock } = portal;
const minute = 60_000;
const day = 24 * 60 * minute;

const enter = (
  email: string,
  password = rightPassword,
  from: { ip?: string; cookie?: string; headers?: object } = {},
) => portal.send('POST', '/api/sign-in', { email, password }, from);
const me = (cookie: string) => portal.send('GET', '/api/me', undefined, { cookie });
const sessionsOf = (personId: string) =>
  db.selectFrom('sign_in_session').selectAll().where('person_id', '=', personId).execute();

describe('signing in', () => {
  it('with the right password begins a session and says who is signed in', async () => {
    const { id, email, organisationId } = await portal.person();
    const entered = await enter(` ${email.toUpperCase()} `);
    expect(entered.status).toBe(200);
    const person = {
      id,
      name: 'Marie Dupont',
      firstName: 'Marie',
      email,
      role: 'manager',
      locale: 'fr',
      organisation: { id: organisationId, name: expect.any(String) },
    };
    expect(await entered.json()).toEqual({ person, mixedSelection: false });
    const known = await me(cookieOf(entered));
    expect(known.status).toBe(200);
    expect(await known.json()).toEqual({ person, mixedSelection: false });
  });

  it('sets a cookie that scripts cannot read and other sites do not send, over https only where the portal is', async () => {
    const { email } = await portal.person();
    const [, ...flags] = (await enter(email)).headers.get('set-cookie')?.split('; ') ?? [];
    expect(flags.toSorted()).toEqual(['HttpOnly', 'Max-Age=2592000', 'Path=/', 'SameSite=Lax']);
    const secure = signInPortal(database, { publicUrl: 'https://portal.test' });
    const answer = await secure.send('POST', '/api/sign-in', { email, password: rightPassword });
    expect(answer.headers.get('set-cookie')).toMatch(/^flottille_session=.*; Secure/);
  });

  it.each(['a wrong password', 'an account that does not exist', 'no mail address at all'])(
    'is refused alike with %s',
    async (what) => {
      const { email } = await portal.person();
      const tried =
        { 'a wrong password': email, 'an account that does not exist': `no.${email}` }[what] ?? 'marie';
      const refused = await enter(tried, 'not the password', {
        ip: '192.0.2.10',
        headers: { 'x-locale': 'fr' },
      });
      expect(refused.status).toBe(401);
      expect(refused.headers.get('set-cookie')).toBeNull();
      expect(await refused.json()).toMatchObject({
        code: 'wrong-credentials',
        detail: 'Cet identifiant et ce mot de passe ne vont pas ensemble.',
      });
    },
  );

  it('is impossible for who is shut out, and for who has no password yet', async () => {
    const { id, email } = await portal.person();
    await db.updateTable('person').set({ disabled_at: clock.now() }).where('id', '=', id).execute();
    expect((await enter(email)).status).toBe(401);
    const organisationId = await createOrganisation(portal.system(), {
      name: 'New',
      enterpriseNumber: enterpriseNumber('06000001'),
      locale: 'fr',
    });
    await createPerson(portal.system(), {
      organisationId,
      role: 'viewer',
      email: 'new@example.test',
      firstName: 'New',
      lastName: 'Person',
      locale: 'fr',
    });
    expect((await enter('new@example.test')).status).toBe(401);
  });

  it('makes a new session each time and ends the one the browser brought, so that nobody can plant one', async () => {
    const { id, email } = await portal.person();
    const first = cookieOf(await enter(email));
    const second = cookieOf(await enter(email, rightPassword, { cookie: first }));
    expect(second).not.toBe(first);
    expect((await me(first)).status).toBe(401);
    expect((await me(second)).status).toBe(200);
    expect(await sessionsOf(id)).toHaveLength(1);
  });

  it('remembers from where and with what, as the server saw it', async () => {
    const { id, email } = await portal.person();
    const headers = { 'user-agent': 'Browser/1.0', 'x-sign-in-address': '198.51.100.99' };
    await enter(email, rightPassword, { ip: '2001:db8::7', headers });
    expect(await sessionsOf(id)).toMatchObject([
      { user_agent: 'Browser/1.0', ip: expect.stringContaining('2001:0db8'), created_at: clock.now() },
    ]);
  });

  it('is in the audit, right and wrong, without the password', async () => {
    const { id, email, organisationId } = await portal.person();
    await enter(email, 'not the password', { ip: '192.0.2.20' });
    await enter(email, rightPassword, { ip: '192.0.2.20' });
    const entries = await readAudit(db, { organisationId, target: { kind: 'person', id } });
    expect(
      entries.map(({ action, actorKind, actorName, ip }) => ({ action, actorKind, actorName, ip })),
    ).toEqual([
      { action: 'sign-in.succeeded', actorKind: 'person', actorName: 'Marie Dupont', ip: '192.0.2.20' },
      { action: 'sign-in.failed', actorKind: 'anonymous', actorName: '', ip: '192.0.2.20' },
      expect.objectContaining({ action: 'password.changed' }),
      expect.objectContaining({ action: 'person.created' }),
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/not the password|correct horse/);
  });

  it.each([
    ['of another site', { 'sec-fetch-site': 'cross-site' }, 403, 'foreign-origin'],
    ['of another origin, from an old browser', { origin: 'https://evil.test' }, 403, 'foreign-origin'],
    ['of a form', { 'content-type': 'text/plain' }, 415, 'not-json'],
  ])('is refused when it is the request %s', async (_, headers, status, code) => {
    const { email } = await portal.person();
    const refused = await enter(email, rightPassword, { headers });
    expect(refused.status).toBe(status);
    expect(await refused.json()).toMatchObject({ code });
  });
});

describe('a session', () => {
  it('ends when it was not used for seven days', async () => {
    const { email } = await portal.person();
    const cookie = cookieOf(await enter(email));
    clock.advance(7 * day + 1);
    expect((await me(cookie)).status).toBe(401);
  });

  it('lasts while it is used, thirty days at most, and is written once a day', async () => {
    const { id, email } = await portal.person();
    const cookie = cookieOf(await enter(email));
    const ends = new Set<string>();
    for (let hours = 0; hours < 29 * 24; hours += 6) {
      clock.advance(6 * 60 * minute);
      expect((await me(cookie)).status).toBe(200);
      for (const session of await sessionsOf(id)) ends.add(session.expires_at.toISOString());
    }
    expect(ends.size).toBeLessThanOrEqual(30);
    clock.advance(day + minute);
    expect((await me(cookie)).status).toBe(401);
  });

  it('ends at once for who is shut out', async () => {
    const { id, email } = await portal.person();
    const cookie = cookieOf(await enter(email));
    await db.updateTable('person').set({ disabled_at: clock.now() }).where('id', '=', id).execute();
    expect((await me(cookie)).status).toBe(401);
  });

  it('ends on signing out, that one alone; signing out twice is no mistake', async () => {
    const { email, organisationId } = await portal.person();
    const [here, there] = [cookieOf(await enter(email)), cookieOf(await enter(email))];
    const out = await portal.send('POST', '/api/sign-out', undefined, { cookie: here });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^flottille_session=; Max-Age=0;/);
    expect((await me(here)).status).toBe(401);
    expect((await me(there)).status).toBe(200);
    expect((await portal.send('POST', '/api/sign-out', undefined, { cookie: here })).status).toBe(204);
    expect(await readAudit(db, { organisationId, action: 'sign-out' })).toHaveLength(1);
  });

  it('ends on signing out everywhere, with all others of that person and nobody else’s', async () => {
    const [one, other] = [await portal.person(), await portal.person()];
    const [here, there] = [cookieOf(await enter(one.email)), cookieOf(await enter(one.email))];
    const others = cookieOf(await enter(other.email));
    expect((await portal.send('POST', '/api/sign-out-everywhere')).status).toBe(401);
    expect((await portal.send('POST', '/api/sign-out-everywhere', undefined, { cookie: here })).status).toBe(
      204,
    );
    expect([(await me(here)).status, (await me(there)).status, (await me(others)).status]).toEqual([
      401, 401, 200,
    ]);
    const entries = await readAudit(db, { organisationId: one.organisationId, action: 'sign-out' });
    expect(entries).toMatchObject([{ actorName: 'Marie Dupont', after: { sessions: 2 } }]);
  });

  it('cannot be made with the database alone: a token without our signature is nobody', async () => {
    const { id, email } = await portal.person();
    await enter(email);
    const [session] = await sessionsOf(id);
    expect((await me(`flottille_session=${session?.token}`)).status).toBe(401);
    expect((await me(`flottille_session=${session?.token}.AAAA`)).status).toBe(401);
  });

  it('knows the customer numbers a person is limited to', async () => {
    const { id, email, organisationId } = await portal.person();
    const account = await db
      .insertInto('billing_account')
      .values({ id: organisationId, organisation_id: organisationId, number: '9.1', name: 'Brussels' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const headers = { cookie: cookieOf(await enter(email)) };
    const request = () => new Request('http://portal.test/api/me', { headers });
    expect(await portal.signIn.authenticate(request())).toMatchObject({
      personId: id,
      billingAccountIds: null,
    });
    await db
      .insertInto('person_billing_account')
      .values({ person_id: id, billing_account_id: account.id })
      .execute();
    expect(await portal.signIn.authenticate(request())).toMatchObject({ billingAccountIds: [account.id] });
  });
});

describe('choosing a language', () => {
  it('is kept, in the language chosen', async () => {
    const { email } = await portal.person();
    const cookie = cookieOf(await enter(email));
    const changed = await portal.send('PATCH', '/api/me', { locale: 'nl' }, { cookie });
    expect(changed.status).toBe(200);
    expect(await (await me(cookie)).json()).toMatchObject({ person: { locale: 'nl' } });
    expect((await portal.send('PATCH', '/api/me', { locale: 'es' }, { cookie })).status).toBe(400);
  });
});

describe('what the operator lets customers do', () => {
  it('is told with the person, at sign-in and after', async () => {
    const switched = signInPortal(database, { mixedSelection: true });
    const { email } = await portal.person();
    const body = { email, password: rightPassword };
    const entered = await switched.send('POST', '/api/sign-in', body, { ip: '192.0.2.77' });
    expect(await entered.json()).toMatchObject({ mixedSelection: true });
    const cookie = cookieOf(entered);
    expect(await (await switched.send('GET', '/api/me', undefined, { cookie })).json()).toMatchObject({
      person: { email },
      mixedSelection: true,
    });
  });
});

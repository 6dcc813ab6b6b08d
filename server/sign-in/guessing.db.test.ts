import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { rightPassword, secret, signInPortal } from '../../test/sign-in-portal.ts';
import { readAudit } from '../audit/audit.ts';
import { type AttemptKeys, attemptKeys } from './attempt-keys.ts';
import { lockCounts, writeCounts } from './attempt-store.ts';
import { sweepSignIn } from './sign-in.ts';
import { rules } from './throttle.ts';

const database = await testDatabase({ poolSize: 8 });
const { db } = database;
const portal = signInPortal(database);
const { clock } = portal;

const guess = (email: string, ip: string) =>
  portal.send('POST', '/api/sign-in', { email, password: 'a wrong password' }, { ip });
const enter = (email: string, ip: string) =>
  portal.send('POST', '/api/sign-in', { email, password: rightPassword }, { ip });

let addresses = 0;
function newAddress(): string {
  addresses += 1;
  return `198.51.${Math.floor(addresses / 250)}.${addresses % 250}`;
}

async function guessTimes(times: number, email: string, ip: string): Promise<number[]> {
  const statuses: number[] = [];
  for (let time = 0; time < times; time++) statuses.push((await guess(email, ip)).status);
  return statuses;
}

/** One wrong password less than what brings consequences: for any account from this address, for this account from anywhere. */
async function almost(kind: 'address' | 'account', keys: AttemptKeys): Promise<void> {
  const failures = (kind === 'address' ? rules.address : rules.attack) - 1;
  const counts = await lockCounts(db, keys, clock.now());
  await writeCounts(db, keys, { ...counts, [kind]: { ...counts[kind], failures } });
}

describe('five wrong passwords', () => {
  it('make this account wait at this address, also with the right one, and say how long in his language', async () => {
    const { email } = await portal.person();
    const ip = newAddress();
    expect(await guessTimes(6, email, ip)).toEqual([401, 401, 401, 401, 401, 429]);
    const headers = { 'x-locale': 'nl' };
    const refused = await portal.send(
      'POST',
      '/api/sign-in',
      { email, password: rightPassword },
      { ip, headers },
    );
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('30');
    expect(await refused.json()).toMatchObject({
      code: 'too-many-attempts',
      detail: 'Te veel pogingen. Probeer opnieuw over 1 minuut.',
    });
    clock.advance(30_000);
    expect((await enter(email, ip)).status).toBe(200);
  });

  it('do not keep the owner out: he gets in from another address', async () => {
    const { email } = await portal.person();
    await guessTimes(6, email, newAddress());
    expect((await enter(email, newAddress())).status).toBe(200);
  });

  it('do not keep others at that address out', async () => {
    const [one, other] = [await portal.person(), await portal.person()];
    const ip = newAddress();
    await guessTimes(6, one.email, ip);
    expect((await enter(other.email, ip)).status).toBe(200);
  });

  it('slow down an account that does not exist just the same', async () => {
    expect(await guessTimes(6, 'nobody@example.test', newAddress())).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('are in the audit, with the wait they caused', async () => {
    const { id, email, organisationId } = await portal.person();
    const ip = newAddress();
    await guessTimes(8, email, ip);
    const until = new Date(clock.now().getTime() + rules.firstWait).toISOString();
    expect(await readAudit(db, { organisationId, action: 'sign-in.failed' })).toHaveLength(5);
    expect(await readAudit(db, { organisationId, action: 'sign-in.slowed' })).toMatchObject([
      { targetKind: 'person', targetId: id, ip, after: { until } },
    ]);
  });
});

describe('guessing on', () => {
  it('waits twice as long after each wrong password, and starts anew after the right one', async () => {
    const { email } = await portal.person();
    const ip = newAddress();
    await guessTimes(5, email, ip);
    clock.advance(30_000);
    expect(await guessTimes(2, email, ip)).toEqual([401, 429]);
    clock.advance(30_000);
    expect((await enter(email, ip)).headers.get('retry-after')).toBe('30');
    clock.advance(30_000);
    expect((await enter(email, ip)).status).toBe(200);
    expect(await guessTimes(5, email, ip)).toEqual([401, 401, 401, 401, 401]);
  });

  it('with forty guesses at the same moment has five of them compared', async () => {
    const { email } = await portal.person();
    const ip = newAddress();
    const answers = await Promise.all(Array.from({ length: 40 }, () => guess(email, ip)));
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(35);
  });

  it('at the same moment as the owner’s own ten browsers keeps none of them out', async () => {
    const { email } = await portal.person();
    const ip = newAddress();
    const answers = await Promise.all(Array.from({ length: 10 }, () => enter(email, ip)));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 10 }, () => 200));
  });
});

describe('one address that tries many accounts', () => {
  it('waits after fifty wrong passwords, whatever the account; who signed in from there before does not', async () => {
    const [colleague, stranger] = [await portal.person(), await portal.person()];
    const ip = newAddress();
    await enter(colleague.email, ip);
    await almost('address', attemptKeys(secret, 'nobody@example.test', ip));
    await guess('nobody@example.test', ip);
    expect((await enter(stranger.email, ip)).status).toBe(429);
    expect((await enter(colleague.email, ip)).status).toBe(200);
    expect((await enter(stranger.email, newAddress())).status).toBe(200);
  });
});

describe('an account that is guessed from many addresses', () => {
  it('is open to its owner from anywhere, and gives each new address one guess', async () => {
    const { email } = await portal.person();
    await almost('account', attemptKeys(secret, email, newAddress()));
    expect(await guessTimes(2, email, newAddress())).toEqual([401, 429]);
    expect(await guessTimes(2, email, newAddress())).toEqual([401, 429]);
    expect((await enter(email, newAddress())).status).toBe(200);
  });
});

describe('the counts', () => {
  it('name nobody', async () => {
    const { email } = await portal.person();
    await guess(email, '203.0.113.77');
    const rows = await db.selectFrom('sign_in_attempt').selectAll().execute();
    expect(JSON.stringify(rows)).not.toMatch(/marie|example|203\.0/);
  });

  it('are swept when they play no part any more; who is familiar stays so', async () => {
    const { email } = await portal.person();
    const ip = newAddress();
    await enter(email, ip);
    clock.advance(3 * 60 * 60_000);
    await sweepSignIn(portal.system());
    const left = await db.selectFrom('sign_in_attempt').select(['kind', 'familiar_until']).execute();
    expect(left.length).toBeGreaterThan(0);
    expect(left.every(({ kind, familiar_until }) => kind === 'pair' && familiar_until !== null)).toBe(true);
  });
});

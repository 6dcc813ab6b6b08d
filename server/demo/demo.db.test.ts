import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { systemCall } from '../../test/fleet.ts';
import { applyCatalogue, currentCatalogue, judgeChange, servicesOfLine } from '../catalogue/catalogue.ts';
import { factsOfLines } from '../fleet/fleet.ts';
import { luhnDigit } from '../identifiers/identifiers.ts';
import { createOrganisation, enterpriseNumber } from '../organisations/organisations.ts';
import { hasDemo, seedDemo } from './demo.ts';

const { db } = await testDatabase();
const call = systemCall(db);
await applyCatalogue(call, new URL('../../catalogue', import.meta.url).pathname);
// Two starters at the same moment.
const seeded = await Promise.all([seedDemo(call), seedDemo(call)]);

async function linesOf(email: string) {
  const found = await sql<{
    id: string;
    msisdn: string;
    iccid: string;
    status: string;
    accounts: string;
    kind: string;
    name: string;
  }>`
    SELECT line.id, line.msisdn, line.iccid, line.status, line.billing_account_number AS accounts,
      line.subscription_kind AS kind, line.holder_name AS name
    FROM line JOIN person ON person.organisation_id = line.organisation_id WHERE person.email = ${email}`.execute(
    db,
  );
  return found.rows;
}

describe('the demo operator', () => {
  it('is made once, also by two starters, and never on top of customers', async () => {
    expect(seeded.filter(Boolean)).toHaveLength(1);
    expect(await seedDemo(call)).toBe(false);
    expect(await hasDemo(call)).toBe(true);
  });

  it('is not spoken of where another’s customers were first', async () => {
    const { db: theirs } = await testDatabase();
    const other = systemCall(theirs);
    await createOrganisation(other, {
      name: 'Another SA',
      enterpriseNumber: enterpriseNumber('18990009'),
      locale: 'fr',
    });
    expect(await seedDemo(other)).toBe(false);
    expect(await hasDemo(other)).toBe(false);
  });

  it.each([
    ['manager@demo.test', 61],
    ['viewer@demo.test', 61],
    ['other@demo.test', 12],
    ['large@demo.test', 5000],
    ['operator@demo.test', 0],
  ])('%s sees %i numbers', async (email, count) => {
    expect(await linesOf(email)).toHaveLength(count);
  });

  it('has the guide’s company: two customer numbers, both kinds of subscription, mostly active', async () => {
    const lines = await linesOf('manager@demo.test');
    expect(new Set(lines.map(({ accounts }) => accounts)).size).toBe(2);
    expect(new Set(lines.map(({ kind }) => kind)).size).toBe(2);
    const active = lines.filter(({ status }) => status === 'active').length;
    expect(active).toBeGreaterThan(45);
    expect(active).toBeLessThan(61);
    expect(lines.some(({ name }) => /[À-ÿ]/.test(name))).toBe(true);
    expect(lines.filter(({ msisdn }) => msisdn.startsWith('324920012')).length).toBeGreaterThan(40);
  });

  it('has one active number for each way in which the simulated network can fail, and no other', async () => {
    const endings = (await linesOf('manager@demo.test'))
      .filter(({ msisdn }) => /000[1-4]$/.test(msisdn))
      .map(({ msisdn, status }) => `${msisdn.slice(-4)} ${status}`);
    expect(endings.toSorted()).toEqual(['0001 active', '0002 active', '0003 active', '0004 active']);
    expect((await linesOf('large@demo.test')).filter(({ msisdn }) => /000\d$/.test(msisdn))).toEqual([]);
  });

  it('has numbers that could exist: SIMs and enterprise numbers with their check digits', async () => {
    const lines = await linesOf('large@demo.test');
    expect(lines.filter(({ iccid }) => iccid.slice(-1) !== luhnDigit(iccid.slice(0, -1)))).toEqual([]);
    const companies = await db.selectFrom('organisation').select('enterprise_number').execute();
    for (const { enterprise_number: number } of companies)
      expect(enterpriseNumber(number.slice(0, 8))).toBe(number);
  });

  it('holds only options that the rules allow together', async () => {
    const catalogue = await currentCatalogue(call);
    const lines = await factsOfLines(
      call,
      (await linesOf('manager@demo.test')).map(({ id }) => id),
    );
    for (const line of lines) {
      const plan = catalogue.plans.find(({ code }) => code === line.planCode);
      const added = line.activeOptions
        .map(({ code }) => code)
        .filter((code) => !plan?.includedOptions.includes(code));
      const bare = { planCode: line.planCode, status: 'active' as const, activeOptions: [] };
      const verdict = judgeChange(
        catalogue,
        bare,
        { add: added.map((code) => ({ code })), remove: [] },
        call.now,
      );
      expect(verdict.reasons).toEqual([]);
    }
  });

  it('agrees with the simulated network on every line', async () => {
    const catalogue = await currentCatalogue(call);
    const known = await sql<{ iccid: string; services: Record<string, string> }>`
      SELECT iccid, services FROM simulator.subscriber`.execute(db);
    const services = new Map(known.rows.map((row) => [row.iccid, row.services]));
    const ids = (await linesOf('large@demo.test')).map(({ id }) => id);
    for (const line of await factsOfLines(call, ids)) {
      const expected = servicesOfLine(catalogue, line);
      expect(services.get(line.iccid)).toEqual(expected);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { readAudit } from '../audit/audit.ts';
import type { Call, Person } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { chooseLocale } from './choose-locale.ts';
import {
  createBillingAccount,
  createOrganisation,
  createPerson,
  enterpriseNumber,
  type NewPerson,
  readSignedInPerson,
  withinScope,
} from './organisations.ts';

const { db } = await testDatabase();
const call: Call = {
  db,
  actor: { kind: 'system', name: 'test' },
  now: new Date('2022-06-13T13:28:00Z'),
  requestId: newId(),
  ip: null,
};

let companies = 0;
async function company(): Promise<{ id: string; accounts: [string, string] }> {
  companies += 1;
  const number = enterpriseNumber(`0${String(4_000_000 + companies)}`);
  const id = await createOrganisation(call, {
    name: `Company ${companies}`,
    enterpriseNumber: number,
    locale: 'fr',
  });
  const account = (place: string) =>
    createBillingAccount(call, { organisationId: id, number: `${place}${companies}`, name: place });
  return { id, accounts: [await account('Brussels'), await account('Liège')] };
}

function newPerson(organisationId: string | null, values: Partial<NewPerson> = {}): NewPerson {
  return {
    organisationId,
    role: 'manager',
    email: `${newId()}@example.test`,
    firstName: 'Marie',
    lastName: 'Dupont',
    locale: 'fr',
    ...values,
  };
}

describe('an organisation', () => {
  it('has a valid enterprise number of its own', async () => {
    const organisation = { name: 'Wrong', enterpriseNumber: '0202239950', locale: 'fr' as const };
    await expect(createOrganisation(call, organisation)).rejects.toMatchObject({
      code: 'wrong-enterprise-number',
    });
    const right = { ...organisation, enterpriseNumber: '0202239951' };
    await createOrganisation(call, right);
    await expect(createOrganisation(call, right)).rejects.toMatchObject({ code: 'enterprise-number-taken' });
  });

  it('shares no customer number with another', async () => {
    const [one, two] = [await company(), await company()];
    await createBillingAccount(call, { organisationId: one.id, number: '7.100', name: 'Ghent' });
    const same = createBillingAccount(call, { organisationId: two.id, number: '7.100', name: 'Ghent' });
    await expect(same).rejects.toMatchObject({ code: 'customer-number-taken' });
  });
});

describe('a person', () => {
  it('is found by one mail address, however it is typed', async () => {
    const { id } = await company();
    await createPerson(call, newPerson(id, { email: ' Marie.Dupont@Example.test' }));
    const twice = createPerson(call, newPerson(id, { email: 'marie.dupont@example.TEST' }));
    await expect(twice).rejects.toMatchObject({ code: 'email-taken' });
  });

  it('is known to his own pages by name, role, language and organisation', async () => {
    const { id } = await company();
    const personId = await createPerson(
      call,
      newPerson(id, { role: 'viewer', locale: 'de', email: 'lena@example.test' }),
    );
    expect(await readSignedInPerson(db, personId)).toEqual({
      id: personId,
      name: 'Marie Dupont',
      firstName: 'Marie',
      email: 'lena@example.test',
      role: 'viewer',
      locale: 'de',
      organisation: { id, name: expect.stringMatching(/^Company/) },
    });
    const staffId = await createPerson(call, newPerson(null, { role: 'staff' }));
    expect(await readSignedInPerson(db, staffId)).toMatchObject({ role: 'staff', organisation: null });
  });

  it('cannot be limited to a customer number of another organisation', async () => {
    const [own, other] = [await company(), await company()];
    const person = newPerson(own.id, { billingAccountIds: [own.accounts[0], other.accounts[0]] });
    await expect(createPerson(call, person)).rejects.toMatchObject({ status: 404 });
    const made = await db.selectFrom('person').select('id').where('email', '=', person.email).execute();
    expect(made).toEqual([]);
  });

  it('chooses his language, which is written down once', async () => {
    const { id } = await company();
    const personId = await createPerson(call, newPerson(id));
    const actor: Person = {
      kind: 'person',
      personId,
      organisationId: id,
      role: 'viewer',
      billingAccountIds: null,
      name: 'Marie Dupont',
      email: '',
      locale: 'fr',
    };
    await chooseLocale({ ...call, actor }, 'nl');
    await chooseLocale({ ...call, actor }, 'nl');
    expect(await readSignedInPerson(db, personId)).toMatchObject({ locale: 'nl' });
    expect(await readAudit(db, { organisationId: id, action: 'person.locale-chosen' })).toMatchObject([
      { actorId: personId, before: { locale: 'fr' }, after: { locale: 'nl' } },
    ]);
  });
});

describe('the scope of a person', () => {
  it('is his organisation, or the customer numbers he is limited to, and never another organisation’s', async () => {
    const [own, other] = [await company(), await company()];
    const lines = db
      .selectFrom((eb) =>
        eb
          .selectFrom('billing_account')
          .select(['organisation_id', 'id as billing_account_id', 'name'])
          .as('line'),
      )
      .select('name')
      .orderBy('name');
    const seenBy = async (billingAccountIds: string[] | null) => {
      const actor = { organisationId: own.id, billingAccountIds } as Person;
      return (await lines.where(withinScope(actor, 'line')).execute()).map((line) => line.name);
    };
    expect(await seenBy(null)).toEqual(['Brussels', 'Liège']);
    expect(await seenBy([own.accounts[1]])).toEqual(['Liège']);
    expect(await seenBy([other.accounts[0]])).toEqual([]);
    expect(await seenBy([])).toEqual([]);
  });
});

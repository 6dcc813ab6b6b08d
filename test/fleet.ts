import { applyCatalogue } from '../server/catalogue/catalogue.ts';
import { addLines, type NewLine } from '../server/fleet/fleet.ts';
import { dayIn, recordAssignments } from '../server/holders/holders.ts';
import {
  createBillingAccount,
  createOrganisation,
  enterpriseNumber,
} from '../server/organisations/organisations.ts';
import type { Call, Db, Person, System } from '../server/platform/call.ts';
import { newId } from '../server/platform/id.ts';

/** The moment at which the tests of the fleet happen. */
export const now = new Date('2026-06-13T13:28:00.000Z');

/** The portal itself. */
export function systemCall(db: Db): Call<System> {
  return { db, actor: { kind: 'system', name: 'test' }, now, requestId: newId(), ip: null };
}

export type TestCompany = { id: string; accounts: { id: string; number: string }[] };

let companies = 0;

/** A customer with this many customer numbers; the catalogue of the demo operator is in force. */
export async function aCompany(db: Db, accounts = 1): Promise<TestCompany> {
  const call = systemCall(db);
  await applyCatalogue(call, new URL('../catalogue', import.meta.url).pathname);
  companies += 1;
  const id = await createOrganisation(call, {
    name: `Company ${companies}`,
    enterpriseNumber: enterpriseNumber(String(10_000_000 + companies)),
    locale: 'fr',
  });
  const company: TestCompany = { id, accounts: [] };
  for (let place = 0; place < accounts; place += 1) {
    const number = String(600_000 + companies * 100 + place);
    const accountId = await createBillingAccount(call, {
      organisationId: id,
      number,
      name: `Account ${number}`,
    });
    company.accounts.push({ id: accountId, number });
  }
  return company;
}

let simCards = 0;

/** A line of a company as it can be added: an active Shape Plus number of its first customer number, unless said otherwise. */
export function aLine(company: TestCompany, more: Partial<NewLine> = {}): NewLine {
  const [account] = company.accounts;
  if (!account) throw new Error('the company has no customer number');
  simCards += 1;
  return {
    organisationId: company.id,
    billingAccount: account,
    // none ends in 0000 to 0009, by which the simulated network is told to misbehave
    msisdn: String(32_470_000_009 + simCards),
    planCode: 'shape-plus',
    status: 'active',
    holder: { firstName: 'Anne', lastName: 'Peeters' },
    sim: {
      iccid: `8932100${String(simCards).padStart(12, '0')}`,
      imsi: `20620${String(simCards).padStart(10, '0')}`,
      form: 'physical',
    },
    activatedAt: new Date('2025-01-15T09:00:00.000Z'),
    syncedAt: now,
    options: [],
    ...more,
  };
}

/** Adds lines and returns their ids. */
export function withLines(db: Db, ...lines: NewLine[]): Promise<string[]> {
  return addWithHolders(systemCall(db), lines);
}

/** As demo does: who uses a line and its cost centre are records, of which the line shows what is valid today. */
async function addWithHolders(call: Call<System>, lines: NewLine[]): Promise<string[]> {
  const ids = await addLines(call, lines);
  const withIds = lines.map((line, place) => ({ line, lineId: ids[place] ?? '', holderId: newId() }));
  for (const [organisationId, own] of Map.groupBy(withIds, ({ line }) => line.organisationId)) {
    const named = own.filter(({ line }) => line.holder.lastName !== '');
    await recordAssignments(call, {
      organisationId,
      holders: named.map(({ line, holderId }) => ({
        ...line.holder,
        id: holderId,
        email: null,
        personnelNumber: line.holder.personnelNumber ?? null,
        locale: null,
      })),
      costCentres: [],
      assignments: named.map(({ line, lineId, holderId }) => ({
        kind: 'holder',
        lineId,
        targetId: holderId,
        from: dayIn(line.activatedAt),
        until: null,
      })),
    });
  }
  return ids;
}

/** A call of one of the company's people: its manager, who sees all, unless said otherwise. */
export function callOf(db: Db, company: TestCompany, more: Partial<Person> = {}): Call<Person> {
  const actor: Person = {
    kind: 'person',
    personId: newId(),
    organisationId: company.id,
    role: 'manager',
    billingAccountIds: null,
    name: 'Marie Dupont',
    email: 'marie@example.test',
    locale: 'fr',
    ...more,
  };
  return { db, actor, now, requestId: newId(), ip: '192.0.2.1' };
}

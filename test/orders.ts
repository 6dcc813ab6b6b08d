import { newId } from '../server/platform/id.ts';
import { factsOfLines } from '../server/fleet/fleet.ts';
import type { Connector } from '../server/provisioning/connectors/connector.ts';
import { orderHearers } from '../server/orders/orders.ts';
import type { Order } from '../server/orders/contract.ts';
import { submitOrder } from '../server/orders/submit-order.ts';
import { createPerson } from '../server/organisations/organisations.ts';
import type { Call, Db, Person } from '../server/platform/call.ts';
import { settableClock } from '../server/platform/clock.ts';
import { Refusal } from '../server/platform/refusal.ts';
import {
  onlySimulator,
  openSimulator,
  provideSubscribers,
  startProvisioning,
} from '../server/provisioning/provisioning.ts';
import type { OptionChange, Quote, When } from '../server/quotes/contract.ts';
import { makeQuote } from '../server/quotes/make-quote.ts';
import type { TestDatabase } from './database.ts';
import { aLine, callOf, now, systemCall, type TestCompany, withLines } from './fleet.ts';

let people = 0;

/** A call of a person of the company who exists: a manager who sees all and reads French, unless said otherwise. */
export async function aPerson(
  db: Db,
  company: TestCompany,
  more: Partial<Person> = {},
): Promise<Call<Person>> {
  people += 1;
  const email = `person${people}@example.test`;
  const { role = 'manager', locale = 'fr', billingAccountIds = null } = more;
  const personId = await createPerson(systemCall(db), {
    organisationId: company.id,
    role,
    email,
    firstName: 'Marie',
    lastName: 'Dupont',
    locale,
    ...(billingAccountIds ? { billingAccountIds } : {}),
  });
  return callOf(db, company, { personId, email, ...more });
}

/** Adds lines that the simulated network knows as well; `numbers` are the last four digits that make it behave. */
export async function linesOnNetwork(
  db: Db,
  company: TestCompany,
  numbers: (string | null)[],
  more: Parameters<typeof aLine>[1] = {},
): Promise<string[]> {
  const lines = numbers.map((last) => {
    const line = aLine(company, more);
    return last === null
      ? line
      : { ...line, msisdn: `${line.msisdn.slice(0, 3)}${String(sentinel++).padStart(4, '5')}${last}` };
  });
  await provideSubscribers(
    db,
    lines.map(({ sim, msisdn }) => ({ iccid: sim.iccid, msisdn, services: {} })),
  );
  return withLines(db, ...lines);
}

let sentinel = 0;

export type WantedTest = {
  add?: (string | OptionChange['add'][number])[];
  remove?: string[];
  status?: OptionChange['status'];
};

/** A change as a request has it. */
export function change({ add = [], remove = [], status }: WantedTest): OptionChange {
  return {
    add: add.map((each) => (typeof each === 'string' ? { code: each, parameters: {} } : each)),
    remove,
    ...(status ? { status } : {}),
  };
}

export function quoteFor(
  call: Call<Person>,
  lineIds: string[],
  wanted: WantedTest,
  when: Partial<When> = {},
): Promise<Quote> {
  return makeQuote(call, { selection: { lineIds }, change: change(wanted), ...when });
}

export async function submit(call: Call<Person>, quoteId: string, key: string = newId()): Promise<Order> {
  const { order } = await submitOrder(call, { quoteId, key, network: onlySimulator });
  return order;
}

/** Quotes a change and orders it at once. */
export async function orderFor(
  call: Call<Person>,
  lineIds: string[],
  wanted: WantedTest,
  when: Partial<When> = {},
): Promise<Order> {
  return submit(call, (await quoteFor(call, lineIds, wanted, when)).id);
}

const quiet = { info: () => {}, warn: () => {}, error: (fields: object) => console.error(fields) };

/** Carries out, on the simulated network, all that is due, however often it must be tried. */
export async function carryOut(database: TestDatabase, element?: Connector, from: Date = now): Promise<void> {
  const clock = settableClock(from);
  const simulator =
    element ?? (await openSimulator({ url: database.url, ratePerSecond: 10_000, timeoutMs: 2_000 }));
  const provisioning = startProvisioning(
    { database, connectors: { simulator }, hearers: orderHearers, clock, log: quiet },
    'idle',
  );
  for (let round = 0; round < 4; round += 1) {
    await provisioning.drain();
    clock.advance(600_000);
  }
  await provisioning.stop();
  await simulator.close();
}

/** Codes of the options that a line holds, without those that its plan includes. */
export async function optionsOf(db: Db, lineId: string): Promise<string[]> {
  const [line] = await factsOfLines(systemCall(db), [lineId]);
  const included = ['travel-data-control', 'unlimited-calls-belgium', 'unlimited-sms-belgium'];
  return (line?.activeOptions ?? []).map(({ code }) => code).filter((code) => !included.includes(code));
}

/** The mails of an order in the order they were written. */
export async function mailsOf(db: Db, orderId: string) {
  const mails = await db
    .selectFrom('mail')
    .selectAll()
    .where('dedupe_key', 'like', `order-%:${orderId}%`)
    .orderBy('id')
    .execute();
  return mails.map(({ dedupe_key, subject, letter, locale }) => ({
    key: dedupe_key.replace(orderId, '…'),
    subject,
    locale,
    text: JSON.stringify(letter),
  }));
}

/** What a person's bell shows, oldest first. */
export async function bellOf(db: Db, person: Call<Person>) {
  return db
    .selectFrom('notification')
    .select(['kind', 'values', 'target'])
    .where('person_id', '=', person.actor.personId)
    .orderBy('id')
    .execute();
}

/** The refusal that something ends in; anything else fails the test. */
export async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw new Error('it was not refused', { cause: error });
  return error;
}

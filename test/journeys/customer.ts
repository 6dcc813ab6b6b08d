import { expect } from 'vitest';
import { z, type ZodType } from 'zod';
import type { NewLine } from '../../server/fleet/fleet.ts';
import { lineDetailSchema } from '../../server/fleet/contract.ts';
import { lineListSchema } from '../../server/finding/contract.ts';
import { notificationListSchema } from '../../server/notifications/contract.ts';
import {
  lineHistorySchema,
  type Order,
  orderItemListSchema,
  orderSchema,
} from '../../server/orders/contract.ts';
import type { Role } from '../../server/organisations/contract.ts';
import type { Locale } from '../../server/platform/call.ts';
import { newId } from '../../server/platform/id.ts';
import { type Quote, quoteSchema } from '../../server/quotes/contract.ts';
import { createAccount } from '../../server/sign-in/sign-in.ts';
import type { TestDatabase } from '../database.ts';
import { aCompany, now, systemCall, type TestCompany } from '../fleet.ts';
import { change, linesOnNetwork, type WantedTest } from '../orders.ts';
import type { Session, TestPortal } from '../portal.ts';

export const password = 'correct horse battery';

const mailSchema = z.object({
  to: z.string(),
  from: z.string(),
  locale: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
});
export type Mail = z.infer<typeof mailSchema>;

/** A refusal as a program reads it. */
export type Problem = { status: number; code: string; detail: string; [more: string]: unknown };

/** A customer of the operator with people and numbers of his own, who reaches the portal over HTTP and by nothing else. */
export async function aCustomer(portal: TestPortal, database: TestDatabase, accounts = 1) {
  const company = await aCompany(database.db, accounts);
  return {
    company,
    /** Adds numbers that the network knows; four digits are those that a number shall end in. */
    numbers: (endings: (string | null)[], more: Partial<NewLine> = {}): Promise<string[]> =>
      linesOnNetwork(database.db, company, endings, more),
    person: (more: { role?: Role; locale?: Locale; firstName?: string } = {}): Promise<Visitor> =>
      aVisitor(portal, database, company, more),
  };
}

async function aVisitor(
  portal: TestPortal,
  { db }: TestDatabase,
  company: TestCompany,
  {
    role = 'manager',
    locale = 'fr',
    firstName = 'Marie',
  }: { role?: Role; locale?: Locale; firstName?: string },
): Promise<Visitor> {
  const email = `${newId()}@example.test`;
  const account = {
    organisationId: company.id,
    role,
    email,
    firstName,
    lastName: 'Dupont',
    locale,
    password,
  };
  await createAccount(systemCall(db), account);
  return visitor(portal, email, await portal.signIn(email, password));
}

export type Visitor = ReturnType<typeof visitor>;

/** A person at his browser. What he is answered must be exactly what the contract says. */
export function visitor(portal: TestPortal, email: string, session: Session) {
  async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    return portal.send(session, { method, path, body, headers });
  }

  async function ask<T>(schema: ZodType<T>, method: string, path: string, body?: unknown): Promise<T> {
    const answer = await send(method, path, body);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return exactly(schema, await answer.json());
  }

  return {
    email,
    session,
    send,
    ask,

    /** What he is told when it is refused; anything else fails the test. */
    async refused(method: string, path: string, body?: unknown, headers?: Record<string, string>) {
      const answer = await send(method, path, body, headers);
      if (answer.ok) throw new Error(`${method} ${path} was not refused: ${await answer.text()}`);
      return (await answer.json()) as Problem;
    },

    find: (query: string) => ask(lineListSchema, 'get', `/api/fleet/lines?${query}`),
    line: (id: string) => ask(lineDetailSchema, 'get', `/api/fleet/lines/${id}`),
    history: async (id: string) => (await ask(lineHistorySchema, 'get', `/api/lines/${id}/history`)).entries,

    quote: (lineIds: string[], wanted: WantedTest): Promise<Quote> =>
      ask(quoteSchema, 'post', '/api/quotes', { selection: { lineIds }, change: change(wanted) }),

    /** Sends the order of a quote; the same key is the same click. */
    async submit(quoteId: string, key: string = newId()): Promise<{ status: number; order: Order }> {
      const answer = await send('post', '/api/orders', { quoteId }, { 'idempotency-key': key });
      if (!answer.ok) throw new Error(`refused: ${answer.status} ${await answer.text()}`);
      return { status: answer.status, order: exactly(orderSchema, await answer.json()) };
    },

    /** Asks for prices and orders at once. */
    async order(lineIds: string[], wanted: WantedTest): Promise<Order> {
      return (await this.submit((await this.quote(lineIds, wanted)).id)).order;
    },

    orderNow: (id: string) => ask(orderSchema, 'get', `/api/orders/${id}`),
    items: async (id: string) => (await ask(orderItemListSchema, 'get', `/api/orders/${id}/items`)).items,
    bell: () => ask(notificationListSchema, 'get', '/api/notifications'),

    /** The mails that he got, the oldest first. */
    async mails(): Promise<Mail[]> {
      await portal.mail?.sendDue();
      const answer = await portal.send(null, {
        method: 'get',
        path: `/dev/mail.json?to=${encodeURIComponent(email)}`,
      });
      return z
        .array(mailSchema)
        .parse(await answer.json())
        .toReversed();
    },
  };
}

function exactly<T>(schema: ZodType<T>, body: unknown): T {
  const parsed = schema.parse(body);
  expect(parsed, 'the answer has what its contract does not tell').toEqual(body);
  return parsed;
}

/** What a number holds already. */
export function holding(...codes: string[]): Pick<NewLine, 'options'> {
  return { options: codes.map((code) => ({ code, activeSince: now })) };
}

/** The network carries out all that is due, however often it must be tried. */
export async function carryOut(portal: TestPortal): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    await portal.provisioning?.drain();
    portal.clock.advance(60_000);
  }
}

/** With spaces as they are typed: which of them may break is not what a journey is about. */
export function plain(text = ''): string {
  return text.replaceAll(/[\u00a0\u202f]/g, ' ');
}

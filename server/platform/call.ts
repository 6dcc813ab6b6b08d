import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../tables.ts';
import type { Traced } from './tracing.ts';

/** The database or a transaction on it. Use cases that write take a `Call` made by `inTransaction`. */
export type Db = Kysely<DB> | Transaction<DB>;

export type Locale = 'fr' | 'nl' | 'en' | 'de';
export const locales = ['fr', 'nl', 'en', 'de'] as const satisfies Locale[];

/** A signed-in person. `billingAccountIds` null = all of his organisation's; else only these may be seen and changed. */
export type Person = {
  kind: 'person';
  personId: string;
  organisationId: string;
  role: 'manager' | 'viewer';
  billingAccountIds: string[] | null;
  name: string;
  email: string;
  locale: Locale;
};

/** The operator's own staff: no organisation of their own. */
export type Staff = { kind: 'staff'; personId: string; name: string; email: string; locale: Locale };

/** The portal itself: a worker, a schedule, the start. */
export type System = { kind: 'system'; name: string };

/** Nobody is signed in. */
export type Anonymous = { kind: 'anonymous' };

export type Actor = Person | Staff | System | Anonymous;

/** Who asks what, when, from where, on which transaction. The first parameter of every use case. */
export type Call<A extends Actor = Actor> = {
  db: Db;
  actor: A;
  now: Date;
  requestId: string;
  /** Remote address as text, null for the portal itself. */
  ip: string | null;
} & Traced;

/** Runs `work` in one transaction: everything it writes through its call stands or falls together. */
export async function inTransaction<A extends Actor, T>(
  call: Call<A>,
  work: (call: Call<A>) => Promise<T>,
): Promise<T> {
  if (call.db.isTransaction) return work(call);
  return call.db.transaction().execute((transaction) => work({ ...call, db: transaction }));
}

import { type Kysely, sql } from 'kysely';
import type { DB } from '../../tables.ts';
import type { Db, Locale } from '../call.ts';
import type { Letter } from './letter.ts';

/** What is left of a letter that need not be known any more; its row stays, so that the event is not told again. */
const forgotten = JSON.stringify({ blocks: [] });

/** A mail as it is handed to the transport. */
export type OutgoingMail = {
  id: string;
  attempt: number;
  recipient: string;
  locale: Locale;
  letter: Letter;
  /** The trace that it was queued in; null = nobody follows it. */
  traceparent: string | null;
};

/**
 * Takes the next due mail in hand: when this returns, everybody can see that it is being sent. Nobody else takes it, and
 * after `leaseSeconds` without news it counts as unclear.
 */
export async function takeDueMail(
  db: Kysely<DB>,
  now: Date,
  leaseSeconds: number,
): Promise<OutgoingMail | undefined> {
  const row = await db
    .updateTable('mail')
    .set((mail) => ({
      state: 'sending',
      attempts: mail('attempts', '+', 1),
      lease_until: sql<Date>`clock_timestamp() + make_interval(secs => ${leaseSeconds})`,
    }))
    .where('id', '=', (mail) =>
      mail
        .selectFrom('mail')
        .select('id')
        .where('state', '=', 'queued')
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'attempts', 'recipient', 'locale', 'subject', 'letter', 'traceparent'])
    .executeTakeFirst();
  if (!row) return undefined;
  const { id, recipient, locale, traceparent } = row;
  return { id, attempt: row.attempts, recipient, locale, letter: letterOf(row), traceparent };
}

/** The server said it has the mail. Also true when the sender was thought dead meanwhile. */
export async function markSent(db: Kysely<DB>, mail: OutgoingMail, now: Date): Promise<void> {
  await db
    .updateTable('mail')
    .set({ state: 'sent', sent_at: now, lease_until: null, last_error: null })
    .$if(mail.letter.secret === true, (query) => query.set({ letter: forgotten }))
    .where('id', '=', mail.id)
    .where('attempts', '=', mail.attempt)
    .where('state', 'in', ['sending', 'unclear'])
    .execute();
}

/** The server does not have the mail: it is sent again at `dueAt`. */
export async function putBack(
  db: Kysely<DB>,
  mail: OutgoingMail,
  reason: string,
  dueAt: Date,
): Promise<void> {
  await endSending(db, mail, { state: 'queued', last_error: reason, due_at: dueAt });
}

/** The server refused the mail for good. */
export async function markFailed(db: Kysely<DB>, mail: OutgoingMail, reason: string): Promise<void> {
  await endSending(db, mail, { state: 'failed', last_error: reason });
}

/** The server may have the mail: sending it again might tell the same twice. */
export async function markUnclear(db: Kysely<DB>, mail: OutgoingMail, reason: string): Promise<void> {
  await endSending(db, mail, { state: 'unclear', last_error: reason });
}

async function endSending(
  db: Kysely<DB>,
  mail: OutgoingMail,
  end: { state: 'queued' | 'failed' | 'unclear'; last_error: string; due_at?: Date },
): Promise<void> {
  await db
    .updateTable('mail')
    .set({ ...end, lease_until: null })
    .where('id', '=', mail.id)
    .where('attempts', '=', mail.attempt)
    .where('state', '=', 'sending')
    .execute();
}

/** Mails whose sender gave no news in time (it was killed) become unclear; returns their ids. */
export async function giveUpLostMails(db: Kysely<DB>): Promise<string[]> {
  const rows = await db
    .updateTable('mail')
    .set({
      state: 'unclear',
      lease_until: null,
      last_error: 'The sender ended before it could say how it went.',
    })
    .where('state', '=', 'sending')
    .where('lease_until', '<', sql<Date>`clock_timestamp()`)
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
}

/** Delivery of the default transport, which is this table itself: one statement, so each exactly once. Returns how many. */
export async function deliverHere(db: Kysely<DB>, now: Date): Promise<number> {
  const result = await db
    .updateTable('mail')
    .set((mail) => ({ state: 'sent', sent_at: now, attempts: mail('attempts', '+', 1) }))
    .where('state', '=', 'queued')
    .where('due_at', '<=', now)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** When the next queued mail is due; null when none is. */
export async function nextDue(db: Kysely<DB>): Promise<Date | null> {
  const row = await db
    .selectFrom('mail')
    .select('due_at')
    .where('state', '=', 'queued')
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
  return row?.due_at ?? null;
}

/** Forgets what was told before `before`, whatever became of it; returns how many letters that were. */
export async function forgetLetters(db: Db, before: Date): Promise<number> {
  const result = await db
    .updateTable('mail')
    .set({ letter: forgotten })
    .where('created_at', '<', before)
    .where('state', 'not in', ['queued', 'sending'])
    .where('letter', '!=', forgotten)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Mails that are not sent, by state, for the metrics. */
export async function countUnsent(db: Kysely<DB>): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('mail')
    .select((mail) => ['state', mail.fn.countAll<number>().as('count')])
    .where('state', '!=', 'sent')
    .groupBy('state')
    .execute();
  return {
    queued: 0,
    sending: 0,
    unclear: 0,
    failed: 0,
    ...Object.fromEntries(rows.map((row) => [row.state, row.count])),
  };
}

/** A mail that was delivered by the default transport. */
export type KeptMail = {
  id: string;
  recipient: string;
  locale: Locale;
  letter: Letter;
  sentAt: Date | null;
};

/** What was delivered, newest first; `recipient` null = to anybody. */
export async function keptMails(
  db: Kysely<DB>,
  recipient: string | null,
  limit: number,
): Promise<KeptMail[]> {
  const rows = await db
    .selectFrom('mail')
    .select(['id', 'recipient', 'locale', 'subject', 'letter', 'sent_at as sentAt'])
    .where('state', '=', 'sent')
    .$if(recipient !== null, (query) => query.where('recipient', '=', recipient ?? ''))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ subject, letter, ...row }) => ({ ...row, letter: letterOf({ subject, letter }) }));
}

/** One delivered mail; undefined when there is none with this id. */
export async function keptMail(db: Kysely<DB>, id: string): Promise<KeptMail | undefined> {
  const row = await db
    .selectFrom('mail')
    .select(['id', 'recipient', 'locale', 'subject', 'letter', 'sent_at as sentAt'])
    .where('id', '=', id)
    .where('state', '=', 'sent')
    .executeTakeFirst();
  if (!row) return undefined;
  const { subject, letter, ...rest } = row;
  return { ...rest, letter: letterOf({ subject, letter }) };
}

function letterOf(row: { subject: string; letter: unknown }): Letter {
  // Written by queueMail only, from a Letter.
  return { subject: row.subject, ...(row.letter as Omit<Letter, 'subject'>) };
}

import { sql } from 'kysely';
import type { Call, Locale } from '../call.ts';
import { newId } from '../id.ts';
import type { Letter } from './letter.ts';
import type { Schedule } from '../jobs.ts';
import { inSpan, traceToStore } from '../tracing.ts';
import { mailChannel } from './mail-channel.ts';
import { forgetLetters } from './outbox.ts';

export { devMail } from './dev-mail.ts';
export type { Letter } from './letter.ts';
export { countUnsent } from './outbox.ts';
export { type MailSender, startMailSender } from './send-mails.ts';
export { senderFor } from './sender.ts';
export { parseSmtpUrl, smtpTransport } from './smtp.ts';

/** A mail to be sent. `dedupeKey` names the event it tells (`order-confirmed:<id>`): the same event is never told twice. */
export type MailOrder = {
  dedupeKey: string;
  organisationId: string | null;
  recipient: string;
  locale: Locale;
  letter: Letter;
};

/**
 * Puts a mail in the outbox, in the caller's transaction: it goes out if and only if that commits. Does nothing when a mail
 * with this dedupe key exists.
 */
export function queueMail(call: Call, order: MailOrder): Promise<void> {
  return inSpan(call, 'queue mail', (call) => insertMail(call, order));
}

async function insertMail(call: Call, order: MailOrder): Promise<void> {
  const { subject, ...letter } = order.letter;
  await call.db
    .insertInto('mail')
    .values({
      id: newId(),
      organisation_id: order.organisationId,
      dedupe_key: order.dedupeKey,
      recipient: order.recipient,
      locale: order.locale,
      subject,
      letter: JSON.stringify(letter),
      due_at: call.now,
      created_at: call.now,
      traceparent: traceToStore(call),
    })
    .onConflict((conflict) => conflict.column('dedupe_key').doNothing())
    .execute();
  await sql`SELECT pg_notify(${mailChannel}, '')`.execute(call.db);
}

const keptDays = 90;

/** Letters are kept for three months: long enough to say what was told, not longer than that needs. */
export const forgetOldLetters: Schedule = {
  name: 'forget-old-letters',
  everySeconds: 24 * 3600,
  run: async (call) => {
    await forgetLetters(call.db, new Date(call.now.getTime() - keptDays * 24 * 3600_000));
  },
};

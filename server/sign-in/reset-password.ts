import { hashPassword } from 'better-auth/crypto';
import { record } from '../audit/audit.ts';
import { readActor } from '../organisations/organisations.ts';
import { type Call, inTransaction } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { queueMail } from '../platform/mail/mail.ts';
import { Refusal } from '../platform/refusal.ts';
import { texts } from '../platform/texts.ts';
import { settleAttempt } from './admit-attempt.ts';
import { tokenHash } from './ask-reset.ts';
import { attemptKeys } from './attempt-keys.ts';
import type { ResetPassword } from './contract.ts';
import { passwordChangedLetter } from './emails.ts';
import { announceEnd } from './end-session.ts';
import { consumeReset, deleteSessionsOf, findReset, upsertPassword } from './store.ts';
import { proven } from './throttle.ts';

/**
 * Sets the password of whoever was mailed this link, once; ends all his sessions and his wait at this address, and tells him
 * by mail. Refuses with 410 `reset-link-ended` when the link was used, replaced or is older than an hour.
 */
export async function resetPassword(caller: Call, reset: ResetPassword, secret: string): Promise<void> {
  const hash = tokenHash(reset.token);
  if (!(await findReset(caller.db, hash, caller.now))) throw linkEnded();
  const password = await hashPassword(reset.password);
  await inTransaction(caller, async (call) => {
    const person = await findReset(call.db, hash, call.now);
    if (!person || !(await consumeReset(call.db, hash, call.now))) throw linkEnded();
    await upsertPassword(call.db, person.id, password, call.now);
    await deleteSessionsOf(call.db, person.id);
    await announceEnd(call, await readActor(call.db, person.id));
    const keys = attemptKeys(secret, person.email, call.ip);
    await settleAttempt(call, keys, (counts, now) => ({ ...counts, pair: proven(counts.pair, now) }));
    await queueMail(call, {
      dedupeKey: `password-changed:${newId()}`,
      organisationId: person.organisation_id,
      recipient: person.email,
      locale: person.locale,
      letter: passwordChangedLetter(texts(person.locale), { firstName: person.first_name, at: call.now }),
    });
    await record(call, {
      action: 'password.changed',
      organisationId: person.organisation_id,
      targetKind: 'person',
      targetId: person.id,
      after: { by: 'reset link' },
    });
  });
}

function linkEnded(): Refusal {
  return new Refusal(410, 'reset-link-ended', 'This link no longer works. Ask for a new one.');
}

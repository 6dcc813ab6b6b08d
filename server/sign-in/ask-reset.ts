import { createHash, randomBytes } from 'node:crypto';
import { record } from '../audit/audit.ts';
import { emailAddress, findPersonByEmail } from '../organisations/organisations.ts';
import { type Call, inTransaction } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { queueMail } from '../platform/mail/mail.ts';
import { texts } from '../platform/texts.ts';
import { tooManyAttempts } from './admit-attempt.ts';
import { attemptKeys } from './attempt-keys.ts';
import { countAsked } from './attempt-store.ts';
import type { ForgotPassword } from './contract.ts';
import { resetLetter } from './emails.ts';
import { replaceReset } from './store.ts';

const hour = 60 * 60 * 1000;
const resetRules = {
  /** How long a link works. */
  life: hour,
  /** Mails to one account, and questions from one address, until an hour has passed without one. */
  perAccount: 3,
  perAddress: 20,
};

/**
 * Refuses when this address has asked too often (429 `too-many-attempts`); whether the account exists plays no part in that.
 * Everything that depends on the account is in `sendReset`, which the caller runs after he has answered.
 */
export async function admitReset(call: Call, email: string, secret: string): Promise<void> {
  const { address } = attemptKeys(secret, email, call.ip);
  const counted = { kind: 'reset-address', key: address, most: resetRules.perAddress } as const;
  if (!(await countAsked(call.db, { ...counted, memory: hour, now: call.now }))) throw tooManyAttempts(hour);
}

/**
 * Mails a link with which the person sets a new password; an older link ends. Does nothing when there is no such account, or
 * when it has had its mails of this hour: then the last link stays good, so that nobody can keep ending somebody's links.
 */
export async function sendReset(caller: Call, asked: ForgotPassword, secret: string): Promise<void> {
  const email = emailAddress(asked.email);
  const { account } = attemptKeys(secret, email, caller.ip);
  await inTransaction(caller, async (call) => {
    const person = await findPersonByEmail(call.db, email);
    if (!person) return;
    const counted = { kind: 'reset-account', key: account, most: resetRules.perAccount } as const;
    if (!(await countAsked(call.db, { ...counted, memory: hour, now: call.now }))) return;
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(call.now.getTime() + resetRules.life);
    await replaceReset(call.db, {
      personId: person.id,
      tokenHash: tokenHash(token),
      now: call.now,
      expiresAt,
    });
    await queueMail(call, {
      dedupeKey: `password-reset:${newId()}`,
      organisationId: person.organisation_id,
      recipient: person.email,
      locale: asked.locale,
      letter: resetLetter(texts(asked.locale), { firstName: person.first_name, token, expiresAt }),
    });
    await record(call, {
      action: 'password.reset-asked',
      organisationId: person.organisation_id,
      targetKind: 'person',
      targetId: person.id,
    });
  });
}

/** How the token of a link is stored: who has only the database cannot make the link. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

import { afterEach, beforeEach } from 'vitest';
import type { Call } from '../server/platform/call.ts';
import { settableClock } from '../server/platform/clock.ts';
import { newId } from '../server/platform/id.ts';
import {
  type Letter,
  type MailSender,
  parseSmtpUrl,
  queueMail,
  smtpTransport,
  startMailSender,
} from '../server/platform/mail/mail.ts';
import type { TestDatabase } from './database.ts';
import { frame } from './mail-frame.ts';

export const letter: Letter = {
  subject: 'Votre demande n° 100001 est reçue',
  blocks: [
    { kind: 'paragraph', text: 'Bonjour Zoë' },
    { kind: 'button', label: 'Suivre', href: '/fr/orders/1' },
  ],
};

/** An outbox, empty before each test, with a clock of its own and at most one sender, stopped after each test. */
export function mailOutbox({ db }: TestDatabase) {
  const clock = settableClock(new Date('2022-06-13T13:28:00Z'));
  const warnings: { fields: object; message: string }[] = [];
  const warn = (fields: object, message: string) => void warnings.push({ fields, message });
  const log = { warn, error: warn };
  const call: Call = {
    db,
    actor: { kind: 'system', name: 'test' },
    now: clock.now(),
    requestId: newId(),
    ip: null,
  };
  let sender: MailSender | undefined;

  beforeEach(async () => {
    await db.deleteFrom('mail').execute();
    warnings.length = 0;
  });
  afterEach(async () => {
    await sender?.stop();
    sender = undefined;
  });

  return {
    clock,
    log,
    warnings,
    call,
    /** Queues the letter above. */
    queue: (dedupeKey: string, recipient = 'anna@customer.test') =>
      queueMail(call, { dedupeKey, organisationId: null, recipient, locale: 'fr', letter }),
    mails: () =>
      db
        .selectFrom('mail')
        .select(['id', 'dedupe_key', 'recipient', 'state', 'attempts', 'due_at', 'last_error'])
        .orderBy('dedupe_key')
        .execute(),
    /** Starts a sender that speaks SMTP with this address; null = the default transport. */
    start: (smtpUrl: string | null, more: Partial<Parameters<typeof startMailSender>[0]> = {}) => {
      const transport = smtpUrl === null ? null : smtpTransport(parseSmtpUrl(smtpUrl));
      sender = startMailSender({ db, clock, log, frame, transport, ...more });
      return sender;
    },
  };
}

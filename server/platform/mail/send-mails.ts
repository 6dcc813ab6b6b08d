import type { Kysely } from 'kysely';
import type { DB } from '../../tables.ts';
import type { Clock } from '../clock.ts';
import type { Listener } from '../listener.ts';
import type { Tracer } from '../tracing.ts';
import { type MailFrame, senderOf } from './frame.ts';
import { mailChannel } from './mail-channel.ts';
import {
  deliverHere,
  giveUpLostMails,
  markFailed,
  markSent,
  markUnclear,
  nextDue,
  type OutgoingMail,
  putBack,
  takeDueMail,
} from './outbox.ts';
import { renderLetter } from './render-letter.ts';
import type { Outcome, Transport } from './transport.ts';

export type SenderParts = {
  db: Kysely<DB>;
  clock: Clock;
  log: { warn(fields: object, message: string): void; error(fields: object, message: string): void };
  frame: MailFrame;
  /** null = the default: a mail is delivered by being in the outbox, and read at /dev/mail. */
  transport: Transport | null;
  /** Wakes the sender when a mail was queued; without it, it looks every few seconds. */
  listener?: Listener;
  /** How long one mail may be in the hands of a sender. Longer than every limit of the transport together. */
  leaseSeconds?: number;
  /** Absent or null: nothing is traced. */
  tracer?: Tracer | null;
  /** Told of each mail that left this sender's hands, for the metrics. */
  onOutcome?(kind: Outcome['kind'] | 'lost', count: number): void;
};

export type MailSender = {
  /** Sends what is due now and waits for it. */
  sendDue(): Promise<void>;
  /** Takes no further mail and waits for those in hand. */
  stop(): Promise<void>;
};

const atOnce = 4;
const sending = { kind: 'client' } as const;
const lookEvery = 10_000;
const giveUpAfter = 48 * 3600_000;

/** Sends the mails of the outbox, in any number of processes at once, each mail at most once. */
export function startMailSender(parts: SenderParts): MailSender {
  const state = { stopped: false, again: false };
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  /** One round at a time; news during a round starts another after it. */
  function sendDue(): Promise<void> {
    state.again = true;
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  }

  async function run(): Promise<void> {
    clearTimeout(timer);
    let pause = 0;
    while (state.again && !state.stopped) {
      state.again = false;
      await round(parts, state);
      pause = await untilNextLook(parts);
    }
    if (!state.stopped) timer = setTimeout(() => void sendDue(), pause);
  }

  const silence = parts.listener?.on(mailChannel, () => void sendDue());
  parts.listener?.onGap(() => void sendDue());
  void sendDue();
  return {
    sendDue,
    async stop() {
      state.stopped = true;
      silence?.();
      clearTimeout(timer);
      await running;
    },
  };
}

async function round(parts: SenderParts, state: { stopped: boolean }): Promise<void> {
  try {
    await sweep(parts);
    if (parts.transport) await sendAll(parts, parts.transport, state);
    else await deliver(parts);
  } catch (error) {
    parts.log.error({ err: error }, 'mails could not be sent; trying again');
  }
}

async function untilNextLook({ db, clock }: SenderParts): Promise<number> {
  const due = await nextDue(db).catch(() => null);
  const wait = due ? due.getTime() - clock.now().getTime() : lookEvery;
  return Math.min(Math.max(wait, 250), lookEvery);
}

async function sweep(parts: SenderParts): Promise<void> {
  const { db, log } = parts;
  const lost = await giveUpLostMails(db);
  for (const mailId of lost) {
    log.error(
      { mailId },
      'a mail may or may not have been sent: its sender ended; it is not sent again by itself',
    );
  }
  if (lost.length > 0) parts.onOutcome?.('lost', lost.length);
}

async function deliver(parts: SenderParts): Promise<void> {
  const count = await deliverHere(parts.db, parts.clock.now());
  if (count > 0) parts.onOutcome?.('accepted', count);
}

async function sendAll(parts: SenderParts, transport: Transport, state: { stopped: boolean }): Promise<void> {
  let unreachable = false;
  const sendOneByOne = async (): Promise<void> => {
    while (!unreachable && !state.stopped) {
      const mail = await takeDueMail(parts.db, parts.clock.now(), parts.leaseSeconds ?? 300);
      if (!mail) return;
      const span =
        mail.traceparent === null ? null : parts.tracer?.start('send mail', mail.traceparent, sending);
      const outcome = await hand(parts, transport, mail);
      await note(parts, mail, outcome);
      span?.set({ 'flottille.outcome': outcome.kind, 'flottille.attempt': mail.attempt });
      span?.end(outcome.kind === 'accepted' ? null : outcome.kind);
      parts.onOutcome?.(outcome.kind, 1);
      if (outcome.kind === 'later') unreachable ||= outcome.unreachable;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sendOneByOne));
}

async function hand(
  { frame, clock }: SenderParts,
  transport: Transport,
  mail: OutgoingMail,
): Promise<Outcome> {
  const { id, recipient, locale, letter } = mail;
  let rendered;
  try {
    rendered = renderLetter(letter, locale, frame);
  } catch (error) {
    return {
      kind: 'refused',
      reason: `It could not be laid out: ${error instanceof Error ? error.message : 'unknown'}`,
    };
  }
  return transport({ ...rendered, id, from: senderOf(frame), to: recipient, locale, date: clock.now() });
}

/** Writes down what became of a mail. Recipient and text stay out of the log. */
async function note({ db, clock, log }: SenderParts, mail: OutgoingMail, outcome: Outcome): Promise<void> {
  const mailId = mail.id;
  switch (outcome.kind) {
    case 'accepted':
      return markSent(db, mail, clock.now());
    case 'refused':
      log.error({ mailId, reason: outcome.reason }, 'a mail was refused for good');
      return markFailed(db, mail, outcome.reason);
    case 'unclear':
      log.error(
        { mailId, reason: outcome.reason },
        'a mail may or may not have been sent; it is not sent again by itself',
      );
      return markUnclear(db, mail, outcome.reason);
    default:
      return sendLater(db, clock, log, mail, outcome.reason);
  }
}

async function sendLater(
  db: Kysely<DB>,
  clock: Clock,
  log: SenderParts['log'],
  mail: OutgoingMail,
  reason: string,
): Promise<void> {
  const pause = pauseAfter(mail.attempt);
  if (pause === null) {
    log.error({ mailId: mail.id, reason, attempts: mail.attempt }, 'a mail was given up');
    return markFailed(db, mail, reason);
  }
  log.warn(
    { mailId: mail.id, reason, attempts: mail.attempt },
    'a mail could not be handed over; trying again',
  );
  return putBack(db, mail, reason, new Date(clock.now().getTime() + pause * (0.8 + Math.random() * 0.4)));
}

/** Milliseconds until the next attempt: half a minute, doubled up to an hour; null once two days were tried. */
function pauseAfter(attempt: number): number | null {
  const pauses = Array.from({ length: attempt }, (_, at) => Math.min(30_000 * 2 ** at, 3600_000));
  const tried = pauses.reduce((sum, pause) => sum + pause, 0);
  return tried > giveUpAfter ? null : (pauses.at(-1) ?? 30_000);
}

import { errorCode } from '../platform/start-failure.ts';
import type { FailureCode, ItemFailure } from './contract.ts';
import type { Settings } from './settings.ts';

/** How one attempt came out, see `outcomeKinds`. */
export type Outcome =
  | { kind: 'done' }
  | { kind: 'cancelled' }
  /** `againInMs`: not tried again before that. */
  | { kind: 'refused' | 'unclear'; failure: ItemFailure; againInMs?: number | undefined }
  /** Without `lookAgainInMs` it follows from how long the network has worked on it. `told`: it was asked to give it up. */
  | { kind: 'accepted'; lookAgainInMs?: number | undefined; told?: boolean; reference?: string | undefined };

/** The portal's or a connector's own mistake, whatever the element would have said. */
export function isDefect(outcome: Outcome): boolean {
  return 'failure' in outcome && outcome.failure.code === 'defect';
}

/** What becomes of an item after an attempt. */
export type Verdict =
  | { state: 'completed' | 'cancelled' }
  | { state: 'failed'; failure: ItemFailure }
  | { state: 'accepted'; dueAt: Date; told: boolean; reference: string | null }
  | { state: 'postponed'; failure: ItemFailure; dueAt: Date };

/** A failure without values. */
export function failureOf(code: FailureCode, temporary: boolean): ItemFailure {
  return { code, values: {}, temporary };
}

/** What is known of an item when its outcome is judged. */
export type Course = {
  /** Earlier setbacks. */
  tries: number;
  acceptedAt: Date | null;
};

type Rules = Pick<Settings, 'mostTries' | 'backoffMs' | 'lookAgainMs'>;

/**
 * Done, cancelled and refused for good end it; what the network works on is read back later, for as long as it takes; everything else is
 * tried again, later each time, until `mostTries`. While the network has it, not hearing from the network is no setback.
 */
export function judge(
  outcome: Outcome,
  { tries, acceptedAt }: Course,
  now: Date,
  settings: Rules,
  chance: () => number = Math.random,
): Verdict {
  const later = (ms: number) => new Date(now.getTime() + ms);
  const lookAgain = () => lookAgainIn(now, acceptedAt, settings.lookAgainMs, chance());
  if (outcome.kind === 'done') return { state: 'completed' };
  if (outcome.kind === 'cancelled') return { state: 'cancelled' };
  if (outcome.kind === 'accepted')
    return {
      state: 'accepted',
      dueAt: later(outcome.lookAgainInMs ?? lookAgain()),
      told: outcome.told === true,
      reference: outcome.reference ?? null,
    };
  const { failure, againInMs = 0 } = outcome;
  if (outcome.kind === 'unclear' && acceptedAt && failure.code !== 'defect')
    return {
      state: 'accepted',
      dueAt: later(Math.max(againInMs, lookAgain())),
      told: false,
      reference: null,
    };
  if (!failure.temporary) return { state: 'failed', failure };
  if (tries + 1 >= settings.mostTries) return { state: 'failed', failure: lastWord(outcome) };
  const dueAt = later(Math.max(againInMs, backoff(tries, settings.backoffMs, chance())));
  return { state: 'postponed', failure, dueAt };
}

/** An unclear outcome is not told as a failure of the change: the network may have made it. A defect stays one, for who repairs it. */
function lastWord({ kind, failure }: Extract<Outcome, { failure: ItemFailure }>): ItemFailure {
  return kind === 'unclear' && failure.code !== 'defect' ? failureOf('outcome-unclear', true) : failure;
}

/** Milliseconds until it is read back: as long as the network has had it, less a random part, so that a large order does not come back in step. */
function lookAgainIn(
  now: Date,
  acceptedAt: Date | null,
  { first, most }: Settings['lookAgainMs'],
  chance: number,
): number {
  const since = acceptedAt ? now.getTime() - acceptedAt.getTime() : 0;
  const full = Math.min(most, Math.max(first, since));
  return Math.round(full * (1 - chance / 4));
}

/** Milliseconds to wait after `tries` earlier setbacks: between half and all of the doubled wait, so that items do not come back in step. */
export function backoff(tries: number, { first, most }: Settings['backoffMs'], chance: number): number {
  const full = Math.min(most, first * 2 ** Math.min(tries, 30));
  return Math.round(full / 2 + (full / 2) * chance);
}

/** A call that was given up after its time limit. */
export class NoAnswer extends Error {
  override name = 'NoAnswer';
}

const brokenConnection = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
]);

/** What a connector threw: nobody knows whether the change was made. Anything that is not the network's doing is a defect. */
export function unclear(error: unknown, againInMs?: number): Outcome {
  return { kind: 'unclear', failure: failureOf(unclearCode(error), true), againInMs };
}

function unclearCode(error: unknown): FailureCode {
  if (error instanceof NoAnswer) return 'no-answer';
  return brokenConnection.has(errorCode(error)) ? 'connection-lost' : 'defect';
}

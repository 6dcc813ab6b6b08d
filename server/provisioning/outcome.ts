import { errorCode } from '../platform/start-failure.ts';
import type { FailureCode, ItemFailure } from './contract.ts';
import type { Settings } from './settings.ts';

/** How one attempt came out, see `outcomeKinds`. */
export type Outcome =
  | { kind: 'done' }
  | { kind: 'refused'; failure: ItemFailure }
  | { kind: 'unclear'; failure: ItemFailure };

/** What becomes of an item after an attempt. */
export type Verdict =
  | { state: 'completed' }
  | { state: 'failed'; failure: ItemFailure }
  | { state: 'postponed'; failure: ItemFailure; dueAt: Date };

/** A failure without values. */
export function failureOf(code: FailureCode, temporary: boolean): ItemFailure {
  return { code, values: {}, temporary };
}

/** Done ends it, refused for good ends it; everything else is tried again, later each time, until `mostTries`. */
export function judge(
  outcome: Outcome,
  tries: number,
  now: Date,
  settings: Pick<Settings, 'mostTries' | 'backoffMs'>,
  chance: () => number = Math.random,
): Verdict {
  if (outcome.kind === 'done') return { state: 'completed' };
  const { failure } = outcome;
  if (!failure.temporary) return { state: 'failed', failure };
  if (tries + 1 >= settings.mostTries) return { state: 'failed', failure: lastWord(outcome) };
  const dueAt = new Date(now.getTime() + backoff(tries, settings.backoffMs, chance()));
  return { state: 'postponed', failure, dueAt };
}

/** An unclear outcome is not told as a failure of the change: the network may have made it. A defect stays one, for who repairs it. */
function lastWord({ kind, failure }: Exclude<Outcome, { kind: 'done' }>): ItemFailure {
  return kind === 'unclear' && failure.code !== 'defect' ? failureOf('outcome-unclear', true) : failure;
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
export function unclear(error: unknown): Outcome {
  if (error instanceof NoAnswer) return { kind: 'unclear', failure: failureOf('no-answer', true) };
  const code = brokenConnection.has(errorCode(error)) ? 'connection-lost' : 'defect';
  return { kind: 'unclear', failure: failureOf(code, true) };
}

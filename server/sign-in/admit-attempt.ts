import { setTimeout as pause } from 'node:timers/promises';
import { type Call, inTransaction } from '../platform/call.ts';
import { Refusal } from '../platform/refusal.ts';
import type { AttemptKeys } from './attempt-keys.ts';
import { lockCounts, writeCounts } from './attempt-store.ts';
import { abandon, begin, type Counts, judge, recall } from './throttle.ts';

const busyPause = 50;
const longestBusy = 5_000;

/**
 * Lets a password be compared, or refuses with 429 `too-many-attempts`. What it lets through must be ended by `settleAttempt`
 * or `releaseAttempt`. Holds no connection while it waits for another comparison or while the password is compared.
 */
export async function admitAttempt(caller: Call, keys: AttemptKeys): Promise<void> {
  for (let waited = 0; waited <= longestBusy; waited += busyPause) {
    const verdict = await inTransaction(caller, async (call) => {
      const counts = await recalledCounts(call, keys);
      const judged = judge(counts, call.now);
      if (judged.kind === 'check') await writeCounts(call.db, keys, begin(counts, call.now));
      return judged;
    });
    if (verdict.kind === 'check') return;
    if (verdict.kind === 'wait') throw tooManyAttempts(verdict.until.getTime() - caller.now.getTime());
    await pause(busyPause);
  }
  throw tooManyAttempts(1_000);
}

/** Writes down how an admitted attempt ended, in the caller's transaction; returns the counts as they are now. */
export async function settleAttempt(
  call: Call,
  keys: AttemptKeys,
  settle: (counts: Counts, now: Date) => Counts,
): Promise<Counts> {
  const counts = settle(await recalledCounts(call, keys), call.now);
  await writeCounts(call.db, keys, counts);
  return counts;
}

/** An admitted attempt came to no result. */
export async function releaseAttempt(caller: Call, keys: AttemptKeys): Promise<void> {
  await inTransaction(caller, (call) => settleAttempt(call, keys, abandon));
}

export function tooManyAttempts(wait: number): Refusal {
  const seconds = Math.max(1, Math.ceil(wait / 1000));
  return new Refusal(
    429,
    'too-many-attempts',
    'Too many attempts. Try again in {minutes, plural, one {# minute} other {# minutes}}.',
    { values: { minutes: Math.ceil(seconds / 60) }, extra: { retryAfter: seconds } },
  );
}

async function recalledCounts(call: Call, keys: AttemptKeys): Promise<Counts> {
  const { pair, account, address } = await lockCounts(call.db, keys, call.now);
  return {
    pair: recall(pair, call.now),
    account: recall(account, call.now),
    address: recall(address, call.now),
  };
}

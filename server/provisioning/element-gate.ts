import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../platform/clock.ts';
import type { Connector } from './connectors/connector.ts';
import type { Outcome } from './outcome.ts';
import type { Settings } from './settings.ts';

export type BreakerState = 'closed' | 'open' | 'half-open';

/**
 * What one element can bear: calls at a time, calls a second, and a pause when it does not answer. Kept per process; this is the
 * only place to change when workers are to share it.
 */
export type ElementGate = {
  /** Items that may be in hand now, sent or waiting: some more than calls at a time, none while the element is left alone. */
  capacity(): number;
  /** Resolves when the next call may be made. */
  turn(): Promise<void>;
  /** Tells how a call came out. */
  record(outcome: Outcome): void;
  breaker(): BreakerState;
};

/** A gate for a connector; closed breaker, full rate. */
export function elementGate(
  limits: Connector['limits'],
  settings: Settings['breaker'],
  clock: Clock,
): ElementGate {
  let failuresInARow = 0;
  let pausedUntil: number | undefined;
  let nextCall = 0;
  const gap = 1000 / limits.ratePerSecond;
  // Ahead of the network by half a second's worth at most: what is in hand can no longer be cancelled.
  const most = limits.concurrency + Math.floor(Math.min(limits.concurrency, limits.ratePerSecond / 2));

  const breaker = (): BreakerState => {
    if (pausedUntil === undefined) return 'closed';
    return clock.now().getTime() < pausedUntil ? 'open' : 'half-open';
  };

  return {
    breaker,
    capacity: () => ({ closed: most, open: 0, 'half-open': 1 })[breaker()],
    turn: async () => {
      if (gap === 0) return;
      const now = performance.now();
      const mine = Math.max(now, nextCall);
      nextCall = mine + gap;
      if (mine - now >= 1) await sleep(mine - now);
    },
    record: (outcome) => {
      if (outcome.kind !== 'unclear') {
        failuresInARow = 0;
        pausedUntil = undefined;
        return;
      }
      failuresInARow += 1;
      if (failuresInARow >= settings.failures) pausedUntil = clock.now().getTime() + settings.pauseMs;
    },
  };
}

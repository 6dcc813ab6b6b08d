import type { Db } from '../platform/call.ts';
import { countUnclear, type ElementState, forgetUnclear, giveProbeBack, takeProbe } from './gate-store.ts';
import type { Outcome } from './outcome.ts';
import type { Settings } from './settings.ts';

export type BreakerState = 'closed' | 'open' | 'half-open';

/**
 * The circuit breaker of one element, as this process knows it. The truth is in the table, shared by all workers; what happens here counts
 * at once and is written behind it.
 */
export type ElementBreaker = {
  state(): BreakerState;
  /** What was recorded so far, for `hear`. */
  recorded(): number;
  /** What the table said; `recorded` as it was before it was asked: what has been recorded since is newer. */
  hear(state: Pick<ElementState, 'failures' | 'openForMs'>, recorded: number): void;
  /** Tells how a call came out. */
  record(outcome: Outcome): void;
  /** `taken`: the caller may try the element with one item, and nobody else may until it came out or the lease ran out. */
  takeProbe(): Promise<'taken' | 'taken here before' | 'taken elsewhere'>;
  /** Uses that right for a call; false when there is none. */
  useProbe(): boolean;
  /** It was not tried: no item was due, or it was lost before it was sent. */
  giveProbeBack(): Promise<void>;
  /** All that was recorded is written; answers whether that had to be waited for. */
  settled(): Promise<boolean>;
};

export function elementBreaker(
  db: Db,
  element: string,
  settings: Pick<Settings, 'breaker' | 'leaseMs'>,
  onChange: () => void,
  onUnwritten: (error: unknown) => void,
): ElementBreaker {
  let failures = 0;
  /** By performance.now; null = closed. */
  let openUntil: number | null = null;
  /** `asked`: the table is being asked for it, or told that it is given back. */
  let probe: 'none' | 'asked' | 'held' | 'used' = 'none';
  let writing: Promise<unknown> = Promise.resolve();
  let recorded = 0;
  let unwritten = 0;

  const state = (): BreakerState => {
    if (openUntil === null) return 'closed';
    return performance.now() < openUntil ? 'open' : 'half-open';
  };

  return {
    state,
    recorded: () => recorded,
    hear: (told, asOf) => {
      if (asOf !== recorded || unwritten > 0) return;
      const before = state();
      failures = told.failures;
      openUntil = told.openForMs === null ? null : performance.now() + told.openForMs;
      if (state() !== before) onChange();
    },
    record: (outcome) => {
      probe = 'none';
      if (outcome.kind === 'unclear') recordUnclear();
      else if (failures > 0 || openUntil !== null) recordClear();
    },
    takeProbe: async () => {
      if (probe !== 'none') return 'taken here before';
      probe = 'asked';
      try {
        const isTaken = await takeProbe(db, element, settings.leaseMs);
        probe = isTaken ? 'held' : 'none';
        return isTaken ? 'taken' : 'taken elsewhere';
      } catch (error) {
        probe = 'none';
        throw error;
      }
    },
    useProbe: () => {
      if (probe !== 'held') return false;
      probe = 'used';
      return true;
    },
    giveProbeBack: async () => {
      if (probe === 'none' || probe === 'asked') return;
      probe = 'asked';
      try {
        await giveProbeBack(db, element);
      } finally {
        probe = 'none';
      }
    },
    settled: async () => {
      const isBehind = unwritten > 0;
      await writing;
      return isBehind;
    },
  };

  function recordUnclear(): void {
    const wasClosed = openUntil === null;
    failures += 1;
    if (failures >= settings.breaker.failures || openUntil !== null)
      openUntil = performance.now() + settings.breaker.pauseMs;
    write(() => countUnclear(db, element, settings.breaker));
    if (wasClosed && openUntil !== null) onChange();
  }

  function recordClear(): void {
    const wasClosed = openUntil === null;
    failures = 0;
    openUntil = null;
    write(() => forgetUnclear(db, element));
    if (!wasClosed) onChange();
  }

  /** One after the other, in the order in which they were seen. */
  function write(work: () => Promise<void>): void {
    recorded += 1;
    unwritten += 1;
    writing = writing
      .then(work)
      .catch(onUnwritten)
      .finally(() => {
        unwritten -= 1;
      });
  }
}

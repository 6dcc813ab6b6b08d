import type { Db } from '../platform/call.ts';
import type { Database } from '../platform/database/database.ts';
import { newId } from '../platform/id.ts';
import { answerRate } from './answer-rate.ts';
import { callTurns } from './call-turns.ts';
import type { Connector } from './connectors/connector.ts';
import { type BreakerState, elementBreaker } from './element-breaker.ts';
import { forgetWorker, lockElement, readElement, reserveCalls, writeWorker } from './gate-store.ts';
import type { Lane } from './lane.ts';
import { isDefect, type Outcome } from './outcome.ts';
import type { Settings } from './settings.ts';
import { roomByRate, startOf } from './rate.ts';
import { type Share, shareOf } from './worker-share.ts';

/** How many items a lane may claim now. */
export type Room = {
  items: number;
  /** In how many milliseconds to ask again when nothing else happens; null = nothing is to be waited for. */
  againInMs: number | null;
  /** The one item that tries a resting element. */
  isProbe: boolean;
};

/**
 * What one element can bear, shared by all workers through the tables network_element and network_element_worker: calls a second are
 * reserved with each claim, calls at a time are shared out among the workers alive, and the circuit breaker is one for all.
 */
export type ElementGate = {
  /** Reads what the other workers did and gives a sign of life; the share of calls is known then. */
  look(): Promise<void>;
  /** Items that the lane may claim now, having so many in hand. While the element rests it is none but for one worker's one item. */
  room(lane: Lane, inHand: number): Promise<Room>;
  /** Reserves calls, in the transaction of a claim; answers when each may be made, as performance.now tells. */
  reserve(db: Db, lane: Lane, calls: number[]): Promise<number[]>;
  /** Resolves when the item may be sent; false when the element is left alone: then it is to be given back. */
  enter(lane: Lane, notBefore: number): Promise<boolean>;
  /** Tells how the call came out; null = none was made. Once for each `enter` that gave true. */
  leave(outcome: Outcome | null): void;
  /** Nothing was claimed or sent of what there was room for. */
  unused(): Promise<void>;
  breaker(): BreakerState;
  /** Nothing can be sent for now, by this process: what was not sent is to be given back, so that it waits for nobody. */
  isShut(): boolean;
  /** What was told of calls is known to all workers, and to the next claim; answers whether that had to be waited for. */
  settled(): Promise<boolean>;
  /** Lets go of its share. */
  stop(): Promise<void>;
};

/** The gate of this process to one element; `onChange` hears when there may be room again or no more. */
export function elementGate(
  database: Database,
  element: string,
  limits: Connector['limits'],
  settings: Settings,
  hears: { onChange: () => void; onTrouble: (error: unknown) => void },
): ElementGate {
  const { db } = database;
  const worker = newId();
  const turns = callTurns();
  const breaker = elementBreaker(db, element, settings, hears.onChange, hears.onTrouble);
  const gapMs = 1000 / limits.ratePerSecond;
  const answers = answerRate(settings.aheadMs);
  let share: Share = { fair: 0, calls: 0 };
  let seenAt = -Infinity;
  /** When the first call that nobody has reserved may be made; as far as known, by performance.now. */
  let freeAt = -Infinity;
  let largeAt = -Infinity;
  let beating: Promise<void> | undefined;
  let stopped = false;
  const beats = setInterval(() => void look().catch(hears.onTrouble), settings.leaseMs / 5);
  beats.unref();

  return {
    look,
    room,
    reserve: async (db, lane, calls) => {
      const first = performance.now();
      if (gapMs === 0) return calls.map(() => first);
      const sum = calls.reduce((a, b) => a + b, 0);
      const { firstInMs, freeInMs } = await reserveCalls(db, element, sum, gapMs);
      const now = performance.now();
      freeAt = now + freeInMs;
      if (lane === 'large') largeAt = now;
      let at = now + startOf(lane, firstInMs, settings.aheadMs);
      return calls.map((some) => {
        const mine = at;
        at += some * gapMs;
        return mine;
      });
    },
    enter: async (lane, notBefore) => {
      await turns.enter(lane, notBefore);
      const state = breaker.state();
      if (!stopped && (state === 'closed' || (state === 'half-open' && breaker.useProbe()))) return true;
      turns.leave();
      return false;
    },
    leave: (outcome) => {
      // A defect says nothing about the element: poison must not keep others from it.
      if (outcome && !isDefect(outcome)) breaker.record(outcome);
      else void breaker.giveProbeBack().catch(hears.onTrouble);
      if (outcome) answers.answered();
      turns.leave();
      // Calls that belong to another worker have come out.
      if (share.calls > share.fair && turns.underWay() <= share.fair) void beat().catch(hears.onTrouble);
    },
    unused: () => breaker.giveProbeBack(),
    breaker: () => breaker.state(),
    isShut,
    settled: () => breaker.settled(),
    stop: async () => {
      stopped = true;
      clearInterval(beats);
      await breaker.settled();
      await beating?.catch(() => {});
      await forgetWorker(db, element, worker).catch(hears.onTrouble);
    },
  };

  async function room(lane: Lane, inHand: number): Promise<Room> {
    const state = breaker.state();
    if (state === 'open') return none(null);
    if (state === 'half-open') {
      const probe = await breaker.takeProbe();
      // Who has it may find nothing due, and give it back.
      if (probe !== 'taken') return none(probe === 'taken elsewhere' ? settings.pollMs : 20);
      return { items: 1, againInMs: null, isProbe: true };
    }
    if (usable() === 0) await look();
    if (usable() === 0) return none(share.fair > 0 ? 20 : null);
    const free = (gapMs === 0 && lane === 'large' ? byAnswers() : usable() * 2) - inHand;
    if (free <= 0) return none(settings.pollMs);
    if (gapMs === 0) return { items: free, againInMs: settings.pollMs, isProbe: false };
    const now = performance.now();
    const reserved = {
      freeInMs: freeAt - now,
      sinceLargeMs: now - largeAt,
      gapMs,
      aheadMs: settings.aheadMs,
    };
    const byRate = roomByRate(lane, reserved);
    return { items: Math.min(free, byRate.items), againInMs: byRate.againInMs, isProbe: false };
  }

  /** Few large claims cost less than many small ones: of large orders as many as were answered while they may be ahead of the network. */
  function byAnswers(): number {
    return Math.max(usable() * 2, Math.min(answers.recent(), 2 * settings.writeAtMost));
  }

  function isShut(): boolean {
    return breaker.state() === 'open' || usable() === 0;
  }

  function usable(): number {
    return Math.min(share.fair, share.calls);
  }

  async function look(): Promise<void> {
    if (stopped) return;
    const recorded = breaker.recorded();
    const state = await readElement(db, element, settings.leaseMs);
    breaker.hear(state, recorded);
    freeAt = performance.now() + state.freeInMs;
    const wanted = shareOf(state.workers, worker, limits.concurrency, turns.underWay());
    const isLate = performance.now() - seenAt >= settings.leaseMs / 6;
    if (isLate || wanted.fair !== share.fair || wanted.calls !== share.calls) await beat();
  }

  /** One at a time; who asks meanwhile gets the one under way. */
  function beat(): Promise<void> {
    beating ??= beatNow().finally(() => {
      beating = undefined;
    });
    return beating;
  }

  async function beatNow(): Promise<void> {
    if (stopped) return;
    const before = usable();
    share = await db.transaction().execute(async (db) => {
      await lockElement(db, element, settings.leaseMs);
      const { workers } = await readElement(db, element, settings.leaseMs);
      const next = shareOf(workers, worker, limits.concurrency, turns.underWay());
      // What is given up must not be taken by a call that begins before the others may have read of it.
      turns.setAtATime(Math.min(usable(), next.fair, next.calls));
      const own = workers.find((other) => other.worker === worker);
      await writeWorker(db, element, { worker, calls: next.calls }, own?.calls !== next.calls);
      return next;
    });
    seenAt = performance.now();
    turns.setAtATime(usable());
    if (usable() > before || (before > 0 && usable() === 0)) hears.onChange();
  }
}

function none(againInMs: number | null): Room {
  return { items: 0, againInMs, isProbe: false };
}

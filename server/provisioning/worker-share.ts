import type { LiveWorker } from './gate-store.ts';

/** Calls at a time of one worker: `fair` is what it is to come to, `calls` what it may take now so that all together never make too many. */
export type Share = { fair: number; calls: number };

/**
 * The share of a worker among those alive, in the order in which they came. Everybody gets as many, the first ones one more where it does
 * not divide. Who has more gives it up as soon as calls under way have come out; who has less waits until it is given up.
 */
export function shareOf(alive: LiveWorker[], worker: string, concurrency: number, underWay: number): Share {
  const known = alive.findIndex((other) => other.worker === worker);
  const place = known < 0 ? alive.length : known;
  const workers = known < 0 ? alive.length + 1 : alive.length;
  const fair = Math.floor(concurrency / workers) + (place < concurrency % workers ? 1 : 0);
  const taken = alive.reduce((sum, other) => sum + (other.worker === worker ? 0 : other.calls), 0);
  return { fair, calls: Math.max(underWay, Math.min(fair, concurrency - taken), 0) };
}

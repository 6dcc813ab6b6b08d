import type { Lane } from './lane.ts';

/** What is known of the calls reserved of an element. */
export type Reserved = {
  /** Until the first call that nobody has reserved. */
  freeInMs: number;
  /** Since this worker reserved calls for large orders last. */
  sinceLargeMs: number;
  /** Between two calls: 1000 by calls a second. */
  gapMs: number;
  aheadMs: number;
};

/** Large orders may be held up by small changes so long; then a few of their items get their calls. */
const patienceMs = 1000;

/**
 * How many calls a lane may reserve now. Large orders reserve `aheadMs` ahead, small changes twice as far: when the small ones alone
 * take all that the element can bear, the large ones get a quarter of `aheadMs` now and then.
 */
export function roomByRate(
  lane: Lane,
  { freeInMs, sinceLargeMs, gapMs, aheadMs }: Reserved,
): {
  items: number;
  againInMs: number;
} {
  const ahead = Math.max(aheadMs, gapMs);
  const free = (lane === 'small' ? 2 * ahead : ahead) - Math.max(0, freeInMs);
  if (free >= 0) {
    const items = Math.max(1, Math.floor(free / gapMs));
    // Few claims of many items cost less than many of few: the next one is worth it when half of what may be ahead was sent.
    return { items, againInMs: Math.max(1, ahead / 2) };
  }
  if (lane === 'large' && sinceLargeMs >= patienceMs)
    return { items: Math.max(1, Math.floor(aheadMs / 4 / gapMs)), againInMs: ahead };
  return { items: 0, againInMs: Math.max(1, Math.min(-free, patienceMs)) };
}

/**
 * When the first of the calls may be made that were reserved `firstInMs` from now. Large orders wait for it. Small changes may
 * be `aheadMs` earlier: they overtake what large ones have reserved. In any second there are at most so many calls more than the
 * rate as it allows in `aheadMs`; over time, because everything reserves, never more than the rate.
 */
export function startOf(lane: Lane, firstInMs: number, aheadMs: number): number {
  return lane === 'small' ? Math.max(0, firstInMs - aheadMs) : Math.max(0, firstInMs);
}

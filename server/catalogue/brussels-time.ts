import { wallClock } from './brussels-day.ts';

/** A time as clocks on walls in Brussels show it: `2026-03-14T23:59`. */
export type WallTime = string;

/** `skipped`: the clocks jump over it in spring; `repeated`: they show it twice in autumn. */
export type ClockChange = 'skipped' | 'repeated';

const dayLength = 86_400_000;

/**
 * The instant that a time in Brussels means (RFC 5545 §3.3.5): one that is skipped is counted as if the clocks had not moved yet, so that 02:30
 * becomes 03:30; of one that comes twice the first is meant. `change` says so, for the person to be told.
 */
export function instantOf(time: WallTime): { at: Date; change: ClockChange | null } {
  const shown = Date.parse(`${time}Z`);
  const before = new Date(shown - offsetAt(shown - dayLength));
  const after = new Date(shown - offsetAt(shown + dayLength));
  const fits = (instant: Date) => wallClock(instant) === shown;
  if (!fits(before)) return fits(after) ? { at: after, change: null } : { at: before, change: 'skipped' };
  const twice = before.getTime() !== after.getTime() && fits(after);
  return { at: before, change: twice ? 'repeated' : null };
}

/** What clocks in Brussels show at an instant, to the minute. */
export function wallTimeOf(instant: Date): WallTime {
  return new Date(wallClock(instant)).toISOString().slice(0, 16);
}

/** By how much Brussels is ahead of UTC, in milliseconds. */
function offsetAt(instant: number): number {
  return wallClock(new Date(instant)) - instant;
}

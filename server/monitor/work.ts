import type { Provisioning } from '../provisioning/provisioning.ts';
import type { Work } from './work-store.ts';

type Figures = ReturnType<Provisioning['figures']>;

type Minute = { at: Date; completed: number; failed: number; postponed: number };

/** What was done between two looks at the same counters; elements on which nothing was done are left out. */
export function workSince(before: Figures, after: Figures): Work[] {
  const known = new Map(before.map((figures) => [figures.element, figures]));
  return after
    .map(({ element, completed, failed, postponed, failures }) => {
      const then = known.get(element);
      return {
        element,
        completed: completed - (then?.completed ?? 0),
        failed: failed - (then?.failed ?? 0),
        postponed: postponed - (then?.postponed ?? 0),
        failures: Object.fromEntries(
          Object.entries(failures)
            .map(([code, count]) => [code, count - (then?.failures[code] ?? 0)] as const)
            .filter(([, count]) => count > 0),
        ),
      };
    })
    .filter(({ completed, failed, postponed }) => completed + failed + postponed > 0);
}

/** The last `count` minutes up to `now`, the present one last; those in which nothing ended say so. */
export function everyMinute(rows: Minute[], now: Date, count: number): Minute[] {
  const sums = new Map<number, { completed: number; failed: number; postponed: number }>();
  for (const { at, completed, failed, postponed } of rows) {
    const sum = sums.get(at.getTime()) ?? { completed: 0, failed: 0, postponed: 0 };
    sum.completed += completed;
    sum.failed += failed;
    sum.postponed += postponed;
    sums.set(at.getTime(), sum);
  }
  const last = Math.floor(now.getTime() / minuteMs) * minuteMs;
  return Array.from({ length: count }, (_, place) => {
    const at = last - (count - 1 - place) * minuteMs;
    return { at: new Date(at), ...(sums.get(at) ?? { completed: 0, failed: 0, postponed: 0 }) };
  });
}

/** Completed a minute: the mean of the last `count` full minutes; the present one has only begun. */
export function meanRate(rows: { at: Date; completed: number }[], now: Date, count: number): number {
  const end = Math.floor(now.getTime() / minuteMs) * minuteMs;
  const begin = end - count * minuteMs;
  const full = rows.filter(({ at }) => at.getTime() >= begin && at.getTime() < end);
  return full.reduce((sum, { completed }) => sum + completed, 0) / count;
}

const minuteMs = 60_000;

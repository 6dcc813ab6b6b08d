import { dayAt, type Day, dayOf, partsOf, startOf } from './brussels-day.ts';

/** A billing cycle: its first day, and the first day of the next. */
export type BillingCycle = { first: Day; next: Day };

/**
 * The cycle that a day falls in. `cycleDay` is the day of the month, 1 to 31, on which cycles begin; in a month that has no such day they begin on
 * its last.
 */
export function cycleOf(day: Day, cycleDay: number): BillingCycle {
  const { year, month } = partsOf(day);
  const begun = day >= firstIn(year, month, cycleDay) ? month : month - 1;
  return { first: firstIn(year, begun, cycleDay), next: firstIn(year, begun + 1, cycleDay) };
}

/** The instant at which the next cycle begins: a midnight in Brussels. */
export function nextCycleStart(now: Date, cycleDay: number): Date {
  return startOf(cycleOf(dayOf(now), cycleDay).next);
}

function firstIn(year: number, month: number, cycleDay: number): Day {
  const last = dayAt(year, month + 1, 1) - 1;
  return Math.min(dayAt(year, month, cycleDay), last);
}

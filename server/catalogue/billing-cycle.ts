import { dayAt, partsOf, type Day } from './brussels-day.ts';

/** A billing cycle: its first day, and the first day of the next. */
export type BillingCycle = { first: Day; next: Day };

/** The cycle that a day falls in. `cycleDay` is the day of the month, 1 to 28, on which cycles begin. */
export function cycleOf(day: Day, cycleDay: number): BillingCycle {
  const { year, month, date } = partsOf(day);
  const begun = date >= cycleDay ? month : month - 1;
  return { first: dayAt(year, begun, cycleDay), next: dayAt(year, begun + 1, cycleDay) };
}

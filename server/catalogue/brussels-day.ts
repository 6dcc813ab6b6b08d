/** A calendar day of Europe/Brussels as the number of days since 1970-01-01: a day is a day, also of 23 or 25 hours. */
export type Day = number;

const dayLength = 86_400_000;
const clock = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Brussels',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** The day it is in Brussels at an instant. */
export function dayOf(instant: Date): Day {
  return Math.floor(wallClock(instant) / dayLength);
}

/** The instant at which a day begins in Brussels. */
export function startOf(day: Day): Date {
  const wanted = day * dayLength;
  // Clocks change at 1:00 UTC, never at midnight: the offset one hour before is the offset of the midnight.
  const near = new Date(wanted - 3_600_000);
  return new Date(wanted - (wallClock(near) - near.getTime()));
}

/** Year, month (1–12) and day of the month. */
export function partsOf(day: Day): { year: number; month: number; date: number } {
  const utc = new Date(day * dayLength);
  return { year: utc.getUTCFullYear(), month: utc.getUTCMonth() + 1, date: utc.getUTCDate() };
}

/** The day with this date; months may run past 12 or below 1. */
export function dayAt(year: number, month: number, date: number): Day {
  return Date.UTC(year, month - 1, date) / dayLength;
}

/** The same date some months later; the last day of that month when it is shorter. */
export function monthsLater(day: Day, months: number): Day {
  const { year, month, date } = partsOf(day);
  const last = dayAt(year, month + months + 1, 1) - 1;
  return Math.min(dayAt(year, month + months, date), last);
}

/** What a clock on a wall in Brussels shows, as milliseconds since 1970-01-01 00:00 of such clocks. */
export function wallClock(instant: Date): number {
  const parts = Object.fromEntries(
    clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

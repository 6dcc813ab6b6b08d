const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Brussels',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** What clocks in Brussels show at an instant: `2026-03-14T23:59`. */
export function wallTime(instant: Date): string {
  return clock.format(instant).replace(' ', 'T');
}

/** The calendar day in Brussels: `2026-03-14`. */
export function dayIn(instant: Date): string {
  return wallTime(instant).slice(0, 10);
}

/** A calendar day some days later. */
export function daysLater(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The first day of a month, some months later. */
export function monthLater(month: string, months: number): string {
  const date = new Date(`${month.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
}

/** The days of the weeks that a month touches, from Monday to Sunday. */
export function weeksOf(month: string): string[][] {
  const first = `${month.slice(0, 7)}-01`;
  const next = monthLater(first, 1);
  const weekday = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  const weeks: string[][] = [];
  for (let monday = daysLater(first, -weekday); monday < next; monday = daysLater(monday, 7))
    weeks.push(Array.from({ length: 7 }, (_, place) => daysLater(monday, place)));
  return weeks;
}

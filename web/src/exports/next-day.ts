import type { Rhythm } from '../../../server/schedules/contract.ts';
import { daysLater, monthLater, wallTime } from '../orders/brussels-clock.ts';

/** The calendar day in Brussels on which a rhythm comes next after an instant: what the server will answer, told before it is asked. */
export function nextDay(rhythm: Rhythm, after: Date): string {
  const now = wallTime(after);
  const hour = String(rhythm.hour).padStart(2, '0');
  const days = daysNear(rhythm, now.slice(0, 10));
  return days.find((day) => `${day}T${hour}:00` > now) ?? days[0];
}

/** The day of a rhythm in this week or month and in the next. */
function daysNear(rhythm: Rhythm, today: string): [string, string] {
  if (rhythm.every === 'week') {
    const sinceMonday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
    const day = daysLater(today, rhythm.weekday - 1 - sinceMonday);
    return [day, daysLater(day, 7)];
  }
  const dayIn = (month: string) => {
    const day = daysLater(month, rhythm.day - 1);
    const last = daysLater(monthLater(month, 1), -1);
    return day < last ? day : last;
  };
  return [dayIn(monthLater(today, 0)), dayIn(monthLater(today, 1))];
}

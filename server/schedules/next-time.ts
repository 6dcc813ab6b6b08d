import { dayOf, instantOf } from '../catalogue/catalogue.ts';
import type { Rhythm } from './contract.ts';

const dayLength = 86_400_000;

/** The first time of a rhythm after an instant, by the clocks of Brussels. What was missed before it does not count. */
export function nextTime(rhythm: Rhythm, after: Date): Date {
  const times = daysNear(rhythm, dayOf(after)).map((day) => timeOn(day, rhythm.hour));
  const next = times.find((time) => time > after);
  if (!next) throw new Error('a rhythm comes again within two weeks or months');
  return next;
}

/** The day of a rhythm in this week or month and in the two that follow. */
function daysNear(rhythm: Rhythm, today: number): number[] {
  if (rhythm.every === 'week') {
    // 1970-01-01, the day 0, was a Thursday.
    const monday = today - ((today + 3) % 7);
    return [0, 7, 14].map((days) => monday + days + rhythm.weekday - 1);
  }
  const date = new Date(today * dayLength);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return [0, 1, 2].map((months) => {
    const first = Date.UTC(year, month + months, 1) / dayLength;
    const last = Date.UTC(year, month + months + 1, 0) / dayLength;
    return Math.min(first + rhythm.day - 1, last);
  });
}

function timeOn(day: number, hour: number): Date {
  const date = new Date(day * dayLength).toISOString().slice(0, 10);
  return instantOf(`${date}T${String(hour).padStart(2, '0')}:00`).at;
}

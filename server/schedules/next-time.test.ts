import { assert, constant, date, integer, oneof, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wallTimeOf } from '../catalogue/catalogue.ts';
import type { Rhythm } from './contract.ts';
import { nextTime } from './next-time.ts';

const mondays: Rhythm = { every: 'week', weekday: 1, hour: 7 };
const monthly = (day: number, hour = 7): Rhythm => ({ every: 'month', day, hour });
const sundays = (hour: number): Rhythm => ({ every: 'week', weekday: 7, hour });

/** What clocks in Brussels show, as if it were UTC. */
const shown = (time: Date) => new Date(`${wallTimeOf(time)}Z`);

describe('the next time', () => {
  it.each<[string, Rhythm, string, string]>([
    ['a Monday, asked on a Saturday', mondays, '2026-06-13T13:28Z', '2026-06-15T05:00Z'],
    ['the same day, a minute before', mondays, '2026-06-15T04:59Z', '2026-06-15T05:00Z'],
    ['a week later, when it is the time', mondays, '2026-06-15T05:00Z', '2026-06-22T05:00Z'],
    ['in winter, an hour later by UTC', mondays, '2026-12-30T10:00Z', '2027-01-04T06:00Z'],
    [
      'the day in Brussels, which has begun before that of UTC',
      sundays(0),
      '2026-06-13T22:30Z',
      '2026-06-20T22:00Z',
    ],
    ['the first of a month', monthly(1), '2026-06-13T13:28Z', '2026-07-01T05:00Z'],
    ['the 29th in a February of 28 days', monthly(29), '2026-02-01T12:00Z', '2026-02-28T06:00Z'],
    ['the 29th in a February of 29 days', monthly(29), '2028-02-01T12:00Z', '2028-02-29T06:00Z'],
    ['the 30th in February', monthly(30), '2026-02-01T12:00Z', '2026-02-28T06:00Z'],
    ['the 31st in April: its last day', monthly(31), '2026-04-01T12:00Z', '2026-04-30T05:00Z'],
    ['the 31st after the last of April', monthly(31), '2026-04-30T05:00Z', '2026-05-31T05:00Z'],
    ['over the end of a year', monthly(31), '2026-12-31T06:00Z', '2027-01-31T06:00Z'],
    ['an hour that the clocks skip: the next', sundays(2), '2026-03-28T12:00Z', '2026-03-29T01:00Z'],
    ['the hour before it', sundays(1), '2026-03-28T12:00Z', '2026-03-29T00:00Z'],
    ['an hour that comes twice: the first', sundays(2), '2026-10-24T12:00Z', '2026-10-25T00:00Z'],
    ['between the two: the week after', sundays(2), '2026-10-25T00:30Z', '2026-11-01T01:00Z'],
    ['after months in which nothing ran: the next only', mondays, '2026-09-10T00:00Z', '2026-09-14T05:00Z'],
  ])('%s', (_, rhythm, after, expected) => {
    expect(nextTime(rhythm, new Date(after))).toEqual(new Date(expected));
  });

  const hour = integer({ min: 0, max: 23 });
  const weekly = record({ every: constant('week' as const), weekday: integer({ min: 1, max: 7 }), hour });
  const monthlies = record({ every: constant('month' as const), day: integer({ min: 1, max: 31 }), hour });
  const instants = date({ min: new Date('2024-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });

  it('is later, at the hour that the clocks show but for one they skip, and no two weeks or months away', () => {
    assert(
      property(oneof(weekly, monthlies), instants, (rhythm, after) => {
        const next = nextTime(rhythm, after);
        const days = (next.getTime() - after.getTime()) / 86_400_000;
        expect(days).toBeGreaterThan(0);
        expect(days).toBeLessThan(rhythm.every === 'week' ? 7.1 : 31.1);
        expect([rhythm.hour, rhythm.hour === 2 ? 3 : rhythm.hour]).toContain(shown(next).getUTCHours());
        expect(shown(next).getUTCMinutes()).toBe(0);
      }),
    );
  });

  it('is its weekday, and comes every seven days', () => {
    assert(
      property(weekly, instants, (rhythm, after) => {
        const first = nextTime(rhythm, after);
        expect(shown(first).getUTCDay() || 7).toBe(rhythm.weekday);
        const days = (shown(nextTime(rhythm, first)).getTime() - shown(first).getTime()) / 86_400_000;
        expect(Math.round(days)).toBe(7);
      }),
    );
  });

  it('is its day or the last of the month, and comes once in each', () => {
    assert(
      property(monthlies, instants, (rhythm, after) => {
        const first = shown(nextTime(rhythm, after));
        const [year, month] = [first.getUTCFullYear(), first.getUTCMonth()];
        const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
        expect(first.getUTCDate()).toBe(Math.min(rhythm.day, last));
        const second = shown(nextTime(rhythm, nextTime(rhythm, after)));
        expect((second.getUTCFullYear() - year) * 12 + second.getUTCMonth() - month).toBe(1);
      }),
    );
  });
});

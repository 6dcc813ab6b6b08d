import { expect, it } from 'vitest';
import { nextDay } from './next-day.ts';

// 2026-11-24 is a Tuesday; clocks in Brussels are one hour ahead of UTC.
const tuesdayAtSix = new Date('2026-11-24T05:00:00Z');

it('a weekday comes in this week if its hour is still to come, else in the next', () => {
  expect(nextDay({ every: 'week', weekday: 5, hour: 6 }, tuesdayAtSix)).toBe('2026-11-27');
  expect(nextDay({ every: 'week', weekday: 1, hour: 6 }, tuesdayAtSix)).toBe('2026-11-30');
  expect(nextDay({ every: 'week', weekday: 2, hour: 6 }, tuesdayAtSix)).toBe('2026-12-01');
  expect(nextDay({ every: 'week', weekday: 2, hour: 7 }, tuesdayAtSix)).toBe('2026-11-24');
  expect(nextDay({ every: 'week', weekday: 7, hour: 0 }, tuesdayAtSix)).toBe('2026-11-29');
});

it('a day that a month does not have is its last', () => {
  expect(nextDay({ every: 'month', day: 31, hour: 6 }, tuesdayAtSix)).toBe('2026-11-30');
  expect(nextDay({ every: 'month', day: 31, hour: 6 }, new Date('2026-11-30T06:00:00Z'))).toBe('2026-12-31');
  expect(nextDay({ every: 'month', day: 30, hour: 6 }, new Date('2027-01-31T12:00:00Z'))).toBe('2027-02-28');
  expect(nextDay({ every: 'month', day: 1, hour: 6 }, tuesdayAtSix)).toBe('2026-12-01');
});

it('the day is that of Brussels, also where it is still the day before in UTC', () => {
  expect(nextDay({ every: 'month', day: 1, hour: 0 }, new Date('2026-11-30T23:30:00Z'))).toBe('2027-01-01');
});

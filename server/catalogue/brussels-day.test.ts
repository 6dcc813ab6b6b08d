import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayAt, dayOf, monthsLater, partsOf, startOf } from './brussels-day.ts';

describe('a day in Brussels', () => {
  it.each([
    ['in winter it begins at 23:00 UTC', '2026-01-14T23:00:00Z', '2026-01-15'],
    ['a second before, it is still the day before', '2026-01-14T22:59:59Z', '2026-01-14'],
    ['in summer it begins at 22:00 UTC', '2026-07-14T22:00:00Z', '2026-07-15'],
    ['on the day the clocks go forward it begins in winter time', '2026-03-28T23:00:00Z', '2026-03-29'],
    ['and ends in summer time', '2026-03-29T21:59:59Z', '2026-03-29'],
    ['on the day the clocks go back it ends in winter time', '2026-10-25T22:59:59Z', '2026-10-25'],
  ])('%s', (_sentence, instant, date) => {
    const { year, month, date: day } = partsOf(dayOf(new Date(instant)));
    expect([year, month, day].map((part) => String(part).padStart(2, '0')).join('-')).toBe(date);
  });

  it('begins at the one instant before which it was another day, in any year', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayAt(2020, 1, 1), max: dayAt(2040, 1, 1) }), (day) => {
        const start = startOf(day);
        expect(dayOf(start)).toBe(day);
        expect(dayOf(new Date(start.getTime() - 1))).toBe(day - 1);
      }),
    );
  });

  it.each([
    [dayAt(2026, 1, 31), 1, dayAt(2026, 2, 28)],
    [dayAt(2026, 8, 31), 6, dayAt(2027, 2, 28)],
    [dayAt(2026, 6, 13), 12, dayAt(2027, 6, 13)],
    [dayAt(2026, 12, 15), 1, dayAt(2027, 1, 15)],
  ])('months later falls on the same date or the last of a shorter month', (day, months, expected) => {
    expect(monthsLater(day, months)).toBe(expected);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cycleOf, nextCycleStart } from './billing-cycle.ts';
import { dayAt, partsOf } from './brussels-day.ts';

const someDay = fc.integer({ min: dayAt(2024, 1, 1), max: dayAt(2036, 1, 1) });
const someCycleDay = fc.integer({ min: 1, max: 31 });

describe('billing cycles', () => {
  it('follow each other without a gap, and each day falls in its own', () => {
    fc.assert(
      fc.property(someDay, someCycleDay, (day, cycleDay) => {
        const { first, next } = cycleOf(day, cycleDay);
        expect(first <= day && day < next).toBe(true);
        expect(next - first).toBeGreaterThanOrEqual(28);
        expect(next - first).toBeLessThanOrEqual(31);
        expect(cycleOf(next, cycleDay).first).toBe(next);
        expect(cycleOf(first - 1, cycleDay).next).toBe(first);
      }),
    );
  });

  it('begin on their day, or on the last day of a month that has no such day', () => {
    fc.assert(
      fc.property(someDay, someCycleDay, (day, cycleDay) => {
        const { first } = cycleOf(day, cycleDay);
        const begun = partsOf(first);
        const dayAfter = partsOf(first + 1);
        expect(begun.date === cycleDay || (begun.date < cycleDay && dayAfter.date === 1)).toBe(true);
      }),
    );
  });

  it.each([
    ['the 1st', '2026-01-15T12:00:00Z', 1, '2026-01-31T23:00:00.000Z'],
    ['the 31st, in a month of 28 days', '2026-02-01T12:00:00Z', 31, '2026-02-27T23:00:00.000Z'],
    ['the 31st, on the day before it', '2026-03-30T12:00:00Z', 31, '2026-03-30T22:00:00.000Z'],
    ['the 31st, on that day itself', '2026-03-31T12:00:00Z', 31, '2026-04-29T22:00:00.000Z'],
    ['the 29th of a leap year', '2028-02-10T12:00:00Z', 29, '2028-02-28T23:00:00.000Z'],
    ['the day the clocks change', '2026-03-20T12:00:00Z', 29, '2026-03-28T23:00:00.000Z'],
    [
      'the last evening of a cycle, when it is tomorrow in UTC',
      '2026-06-30T21:59:59Z',
      1,
      '2026-06-30T22:00:00.000Z',
    ],
    ['the first second of a cycle', '2026-06-30T22:00:00Z', 1, '2026-07-31T22:00:00.000Z'],
  ])('the next begins at midnight in Brussels: %s', (_what, now, cycleDay, start) => {
    expect(nextCycleStart(new Date(now), cycleDay).toISOString()).toBe(start);
  });
});

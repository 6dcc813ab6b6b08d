import { describe, expect, it } from 'vitest';
import { daysLater, monthLater, wallTime, weeksOf } from './brussels-clock.ts';

describe('the calendar', () => {
  it('shows the clocks of Brussels, whatever those of the browser show', () => {
    expect(wallTime(new Date('2026-07-14T21:59:00Z'))).toBe('2026-07-14T23:59');
    expect(wallTime(new Date('2026-12-31T23:00:00Z'))).toBe('2027-01-01T00:00');
  });

  it('counts days and months over the ends of months and years', () => {
    expect(daysLater('2026-02-28', 1)).toBe('2026-03-01');
    expect(monthLater('2026-12-31', 1)).toBe('2027-01-01');
    expect(monthLater('2026-01-15', -1)).toBe('2025-12-01');
  });

  it('shows whole weeks, from Monday to Sunday', () => {
    const weeks = weeksOf('2026-03-01');
    expect(weeks[0]).toEqual([
      '2026-02-23',
      '2026-02-24',
      '2026-02-25',
      '2026-02-26',
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
    ]);
    expect(weeks).toHaveLength(6);
    expect(weeks.at(-1)?.at(-1)).toBe('2026-04-05');
    expect(weeksOf('2027-02-01')).toHaveLength(4);
  });
});

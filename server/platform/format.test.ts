import { describe, expect, it } from 'vitest';
import { formatBytes, formatDate, formatDateTime, formatDay, formatMoney, formatNumber } from './format.ts';

describe('what a person reads, in his language', () => {
  it.each([
    ['fr', '13/06/2022 15:28', '24,79\u00a0€', '1\u202f234\u202f567,50\u00a0€'],
    ['nl', '13/06/2022 15:28', '€\u00a024,79', '€\u00a01.234.567,50'],
    ['en', '13/06/2022 15:28', '€24.79', '€1,234,567.50'],
    ['de', '13.06.2022 15:28', '24,79\u00a0€', '1.234.567,50\u00a0€'],
  ] as const)('%s', (locale, time, price, total) => {
    expect(formatDateTime(locale, '2022-06-13T13:28:00.000Z')).toBe(time);
    expect(formatMoney(locale, '24.79')).toBe(price);
    expect(formatMoney(locale, '1234567.5')).toBe(total);
  });

  it('keeps up to four decimals of a price, never rounds it', () => {
    expect(formatMoney('fr', '24.7934')).toBe('24,7934\u00a0€');
    expect(formatMoney('fr', '95.0000')).toBe('95,00\u00a0€');
  });

  it('puts the sign of a refund before everything', () => {
    expect(formatMoney('nl', '-3.10')).toBe('−€\u00a03,10');
    expect(formatMoney('fr', '-3.10')).toBe('−3,10\u00a0€');
  });

  it('takes the day of Brussels, also around midnight and in winter', () => {
    expect(formatDate('fr', '2022-06-12T22:30:00Z')).toBe('13/06/2022');
    expect(formatDateTime('en', '2022-12-31T23:00:00Z')).toBe('01/01/2023 00:00');
  });

  it('does not move a calendar day', () => {
    expect(formatDay('de', '2022-06-13')).toBe('13.06.2022');
  });

  it('groups thousands and refuses what is no decimal', () => {
    expect(formatNumber('en', 5000)).toBe('5,000');
    expect(formatNumber('nl', '0.5')).toBe('0,5');
    expect(() => formatNumber('fr', '1e3')).toThrow(RangeError);
  });

  it('writes an allowance in its largest unit', () => {
    expect(formatBytes('fr', 3_000_000_000)).toBe('3\u00a0Go');
    expect(formatBytes('nl', 1_500_000)).toBe('1,5\u00a0MB');
    expect(formatBytes('en', 0)).toBe('0\u00a0B');
  });
});

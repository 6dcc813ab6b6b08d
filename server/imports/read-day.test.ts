import { describe, expect, it } from 'vitest';
import { readDay } from './read-day.ts';

describe('a day in a file', () => {
  it.each([
    ['2026-12-01', '2026-12-01'],
    ['2026-12-01 00:00:00', '2026-12-01'],
    ['1/12/2026', '2026-12-01'],
    ['01.12.2026', '2026-12-01'],
    ['1-12-26', '2026-12-01'],
    ['46357', '2026-12-01'],
    ['29/02/2028', '2028-02-29'],
  ])('%s is %s', (written, day) => {
    expect(readDay(written)).toBe(day);
  });

  it.each(['12/31/2026', '29/02/2027', '1999-12-31', '0', 'demain', '1/12', '20261201'])(
    '%s is none',
    (written) => {
      expect(readDay(written)).toBeNull();
    },
  );
});

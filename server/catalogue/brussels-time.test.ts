import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, wallTimeOf } from './brussels-time.ts';

describe('a time in Brussels', () => {
  it.each([
    ['is an hour ahead of UTC in winter', '2026-01-15T09:00', '2026-01-15T08:00:00.000Z', null],
    ['is two hours ahead in summer', '2026-07-15T09:00', '2026-07-15T07:00:00.000Z', null],
    [
      'is known to the last minute before the clocks jump',
      '2026-03-29T01:59',
      '2026-03-29T00:59:00.000Z',
      null,
    ],
    ['that is skipped in spring is an hour later', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z', 'skipped'],
    ['right after the jump exists once', '2026-03-29T03:00', '2026-03-29T01:00:00.000Z', null],
    ['that comes twice in autumn is the first', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z', 'repeated'],
    ['comes twice from 2:00 on', '2026-10-25T02:00', '2026-10-25T00:00:00.000Z', 'repeated'],
    ['comes once again from 3:00 on', '2026-10-25T03:00', '2026-10-25T02:00:00.000Z', null],
    ['on the evening of a change is the one after it', '2026-03-29T23:59', '2026-03-29T21:59:00.000Z', null],
  ] as const)('%s', (_sentence, time, instant, change) => {
    expect(instantOf(time)).toEqual({ at: new Date(instant), change });
  });

  it('means an instant that shows it again, unless it is skipped; then one that shows an hour later', () => {
    const minute = 60_000;
    const some = fc.integer({ min: Date.UTC(2024, 0, 1) / minute, max: Date.UTC(2036, 0, 1) / minute });
    fc.assert(
      fc.property(some, (minutes) => {
        const time = new Date(minutes * minute).toISOString().slice(0, 16);
        const { at, change } = instantOf(time);
        const hourLater = new Date((minutes + 60) * minute).toISOString().slice(0, 16);
        expect(wallTimeOf(at)).toBe(change === 'skipped' ? hourLater : time);
        const sameAnHourLater = wallTimeOf(new Date(at.getTime() + 60 * minute)) === wallTimeOf(at);
        expect(change === 'repeated').toBe(sameAnHourLater);
      }),
      { numRuns: 2000 },
    );
  });

  it('is later when it is later, but for the hour that the clocks skip or repeat', () => {
    const hours = fc.integer({
      min: Date.UTC(2026, 0, 1) / 3_600_000,
      max: Date.UTC(2027, 0, 1) / 3_600_000,
    });
    fc.assert(
      fc.property(hours, (hour) => {
        const shown = (later: number) => new Date((hour + later) * 3_600_000).toISOString().slice(0, 16);
        expect(instantOf(shown(2)).at.getTime()).toBeGreaterThan(instantOf(shown(0)).at.getTime());
      }),
    );
  });
});

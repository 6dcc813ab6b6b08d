import { describe, expect, it } from 'vitest';
import { everyMinute, meanRate, workSince } from './work.ts';

const figures = (element: string, completed: number, failures: Record<string, number> = {}) => ({
  element,
  breaker: 'closed' as const,
  inHand: 0,
  completed,
  failed: Object.values(failures).reduce((sum, count) => sum + count, 0),
  postponed: 0,
  accepted: 0,
  cancelled: 0,
  failures,
});
const at = (time: string) => new Date(`2026-06-13T${time}Z`);

describe('what a worker did', () => {
  it('is told once: only what came since the last time', () => {
    const before = [figures('hlr', 10, { defect: 1 })];
    const after = [figures('hlr', 12, { defect: 1, 'no-answer': 2 }), figures('oss', 0)];
    expect(workSince(before, after)).toEqual([
      { element: 'hlr', completed: 2, failed: 2, postponed: 0, failures: { 'no-answer': 2 } },
    ]);
    expect(workSince(after, after)).toEqual([]);
  });
});

describe('the last minutes', () => {
  const rows = [
    { at: at('13:25:00'), completed: 5, failed: 1, postponed: 0 },
    { at: at('13:27:00'), completed: 2, failed: 0, postponed: 3 },
    { at: at('13:27:00'), completed: 1, failed: 0, postponed: 0 },
  ];

  it('are all there, also those in which nothing ended, the present one last', () => {
    const minutes = everyMinute(rows, at('13:27:40'), 4);
    expect(minutes.map((minute) => minute.at.toISOString().slice(11, 16))).toEqual([
      '13:24',
      '13:25',
      '13:26',
      '13:27',
    ]);
    expect(minutes.map(({ completed }) => completed)).toEqual([0, 5, 0, 3]);
  });

  it('give a mean of full minutes: the present one has only begun', () => {
    expect(meanRate(rows, at('13:27:40'), 2)).toBe(2.5);
  });
});

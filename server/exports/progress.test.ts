import { describe, expect, it } from 'vitest';
import { isWithinAccess, secondsLeft } from './progress.ts';

const begunAt = new Date('2026-06-13T13:28:00Z');
const after = (seconds: number) => new Date(begunAt.getTime() + seconds * 1000);

describe('the time left', () => {
  it('is what the rest takes at the pace of what is written', () => {
    const far = { state: 'writing', begunAt, rowsWritten: 25_000, rowsTotal: 100_000 } as const;
    expect(secondsLeft(far, after(2))).toBe(6);
    expect(secondsLeft({ ...far, rowsWritten: 100_000 }, after(2))).toBe(0);
  });

  it('is not told before there is a pace, nor of what is not being written', () => {
    const far = { state: 'writing', begunAt, rowsWritten: 0, rowsTotal: 100_000 } as const;
    expect(secondsLeft(far, after(2))).toBeNull();
    expect(secondsLeft({ ...far, state: 'ready', rowsWritten: 100_000 }, after(2))).toBeNull();
    expect(secondsLeft({ ...far, state: 'waiting', begunAt: null }, after(2))).toBeNull();
  });
});

describe('a file that is kept', () => {
  it.each([
    ['of all numbers, by one who sees all', null, null, true],
    ['of some customer numbers, by one who sees all today', ['a'], null, true],
    ['of some, by one who sees these and more', ['a'], ['b', 'a'], true],
    ['of all, by one who is limited today', null, ['a', 'b'], false],
    ['of two, by one who has lost one of them', ['a', 'b'], ['a'], false],
  ])('%s: may be had %j', (_, then, today, may) => {
    expect(isWithinAccess(then, today)).toBe(may);
  });
});

import { array, assert, boolean, constantFrom, integer, nat, option, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  covers,
  dayAfter,
  type HeldSpan,
  replanAsWritten,
  replanEnd,
  replanFor,
  replanned,
  type Verdict,
} from './assignment.ts';

const today = '2026-06-13';
const anne: HeldSpan = { id: '1', targetId: 'anne', from: '2026-01-01', until: null };
const planned: HeldSpan = { id: '2', targetId: 'zoe', from: '2026-12-01', until: null };
const untilPlanned: HeldSpan = { ...anne, until: '2026-11-30' };
const gone: HeldSpan = { id: '0', targetId: 'luc', from: '2025-01-01', until: '2025-12-31' };

describe('who uses a number', () => {
  it.each<[string, HeldSpan[], { from: string; until?: string }, Verdict]>([
    [
      'for the first time',
      [],
      { from: today },
      { remove: [], cut: [], add: [{ targetId: 'bart', from: today, until: null }] },
    ],
    [
      'moves on a day: the one before ends the day before',
      [gone, anne],
      { from: today },
      {
        remove: [],
        cut: [{ id: '1', until: '2026-06-12' }],
        add: [{ targetId: 'bart', from: today, until: null }],
      },
    ],
    [
      'for a while: then the one before has it again',
      [anne],
      { from: today, until: '2026-06-30' },
      {
        remove: [],
        cut: [{ id: '1', until: '2026-06-12' }],
        add: [
          { targetId: 'bart', from: today, until: '2026-06-30' },
          { targetId: 'anne', from: '2026-07-01', until: null },
        ],
      },
    ],
    [
      'moves while another move is planned: that one stays',
      [untilPlanned, planned],
      { from: today },
      {
        remove: [],
        cut: [{ id: '1', until: '2026-06-12' }],
        add: [{ targetId: 'bart', from: today, until: '2026-11-30' }],
      },
    ],
    [
      'instead of a planned one on the same day',
      [untilPlanned, planned],
      { from: '2026-12-01' },
      { remove: ['2'], cut: [], add: [{ targetId: 'bart', from: '2026-12-01', until: null }] },
    ],
    [
      'on the day the one before began, who was a mistake',
      [anne],
      { from: '2026-01-01' },
      { remove: ['1'], cut: [], add: [{ targetId: 'bart', from: '2026-01-01', until: null }] },
    ],
    ['never in days that are history', [gone, anne], { from: '2025-06-01' }, 'overlaps'],
  ])('changes %s', (_, held, { from, until }, expected) => {
    expect(replanFor(held, { targetId: 'bart', from, until: until ?? null }, today)).toEqual(expected);
  });

  it('does not change when he has it already that day', () => {
    expect(replanFor([anne], { targetId: 'anne', from: today, until: null }, today)).toBe('is-so');
  });

  it.each<[string, HeldSpan[], string, Verdict]>([
    ['today', [anne], today, { remove: [], cut: [{ id: '1', until: today }], add: [] }],
    [
      'on a day to come',
      [anne],
      '2026-12-31',
      { remove: [], cut: [{ id: '1', until: '2026-12-31' }], add: [] },
    ],
    ['before he had it: no', [anne], '2025-06-01', 'overlaps'],
    ['before somebody else’s time that is over: no', [gone, anne], '2025-02-01', 'overlaps'],
    ['when nobody has it', [gone], today, 'is-so'],
    ['again on the last day it has already', [{ ...anne, until: today }], today, 'is-so'],
  ])('ends %s', (_, held, day, expected) => {
    expect(replanEnd(held, day, today)).toEqual(expected);
  });

  it.each<[string, HeldSpan[], string, string | null, Verdict]>([
    ['is left as it is when it says no last day', [untilPlanned], today, null, 'is-so'],
    ['is left as it is when it has that last day', [untilPlanned], today, '2026-11-30', 'is-so'],
    [
      'ends where it went on',
      [anne],
      today,
      '2026-08-31',
      { remove: [], cut: [{ id: '1', until: '2026-08-31' }], add: [] },
    ],
    [
      'goes on where it ended',
      [{ ...anne, until: '2026-08-31' }],
      today,
      '2026-10-31',
      { remove: [], cut: [], add: [{ targetId: 'anne', from: '2026-09-01', until: '2026-10-31' }] },
    ],
    ['leaves what is planned behind it', [untilPlanned, planned], today, '2026-12-31', 'is-so'],
  ])('that a table tells again %s', (_, held, from, until, expected) => {
    expect(replanAsWritten(held, { targetId: 'anne', from, until }, today)).toEqual(expected);
  });

  it('is one at most on each day, and days before a change stay as they were, whatever is asked in whatever order', () => {
    const day = integer({ min: -40, max: 40 }).map((days) => dayAfter(today, days));
    const wish = record({
      targetId: constantFrom('anne', 'bart', 'zoe'),
      from: day,
      length: option(nat(20), { nil: null }),
      isEnd: boolean(),
    });
    assert(
      property(array(wish, { maxLength: 12 }), (wishes) => {
        let held: HeldSpan[] = [];
        let ids = 0;
        for (const { targetId, from, length, isEnd } of wishes) {
          const until = length === null ? null : dayAfter(from, length);
          const verdict = isEnd
            ? replanEnd(held, from, today)
            : replanFor(held, { targetId, from, until }, today);
          if (typeof verdict === 'string') continue;
          const before = held;
          held = replanned(held, verdict).map((span) => ({ ...span, id: String((ids += 1)) }));
          for (let days = -70; days < 90; days += 1) {
            const at = dayAfter(today, days);
            const now = held.filter((span) => covers(span, at)).map((span) => span.targetId);
            expect(now.length).toBeLessThan(2);
            const was = before.filter((span) => covers(span, at)).map((span) => span.targetId);
            expect({ at, now }).toEqual({
              at,
              now: expectedOf({ isEnd, from, until, targetId }, at, was, now),
            });
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** What a day must have after a wish: untouched before it and after its end, the wished one on its first day, else at most one. */
function expectedOf(
  { isEnd, from, until, targetId }: { isEnd: boolean; from: string; until: string | null; targetId: string },
  at: string,
  was: string[],
  now: string[],
): string[] {
  if (isEnd ? at <= from : at < from) return was;
  if (!isEnd && at === from) return [targetId];
  return !isEnd && until !== null && at > until ? was : now;
}

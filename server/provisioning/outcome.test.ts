import { expect, test } from 'vitest';
import { backoff, failureOf, judge, NoAnswer, unclear } from './outcome.ts';
import { defaultSettings } from './settings.ts';

const now = new Date('2025-03-01T10:00:00Z');
const settings = { ...defaultSettings, mostTries: 3 };

test('a change that the network made is completed', () => {
  expect(judge({ kind: 'done' }, 0, now, settings)).toEqual({ state: 'completed' });
});

test('a change refused for good fails at once', () => {
  const failure = failureOf('network-refused', false);
  expect(judge({ kind: 'refused', failure }, 0, now, settings)).toEqual({ state: 'failed', failure });
});

test('a change refused for now is tried again later, and fails with that reason when it was tried often enough', () => {
  const outcome = { kind: 'refused', failure: failureOf('element-busy', true) } as const;
  expect(judge(outcome, 0, now, settings, () => 1)).toEqual({
    state: 'postponed',
    failure: outcome.failure,
    dueAt: new Date('2025-03-01T10:00:01Z'),
  });
  expect(judge(outcome, 2, now, settings)).toEqual({ state: 'failed', failure: outcome.failure });
});

test('a change of which the network never gave a clear answer is not said to have been refused', () => {
  const outcome = unclear(new NoAnswer('late'));
  expect(judge(outcome, 2, now, settings)).toEqual({
    state: 'failed',
    failure: failureOf('outcome-unclear', true),
  });
});

test('a mistake in a connector stays one in the end, so that somebody repairs it', () => {
  const outcome = unclear(new TypeError('undefined is not a function'));
  expect(judge(outcome, 2, now, settings)).toEqual({ state: 'failed', failure: failureOf('defect', true) });
});

test('what a connector throws is told apart', () => {
  const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  expect(unclear(reset)).toEqual({ kind: 'unclear', failure: failureOf('connection-lost', true) });
  expect(unclear(new NoAnswer('late'))).toEqual({ kind: 'unclear', failure: failureOf('no-answer', true) });
  expect(unclear('a string')).toEqual({ kind: 'unclear', failure: failureOf('defect', true) });
});

test('each wait is twice the one before, up to the most, and never the same for all', () => {
  const waits = [0, 1, 2, 3, 40].map((tries) => backoff(tries, { first: 1000, most: 5000 }, 1));
  expect(waits).toEqual([1000, 2000, 4000, 5000, 5000]);
  expect(backoff(2, { first: 1000, most: 5000 }, 0)).toBe(2000);
});

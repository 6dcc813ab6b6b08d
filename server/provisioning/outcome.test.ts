import { expect, test } from 'vitest';
import { backoff, failureOf, judge, NoAnswer, unclear } from './outcome.ts';
import { defaultSettings } from './settings.ts';

const now = new Date('2025-03-01T10:00:00Z');
const settings = { ...defaultSettings, mostTries: 3 };
const tried = (tries: number) => ({ tries, acceptedAt: null });
const acceptedAgo = (ms: number) => ({ tries: 0, acceptedAt: new Date(now.getTime() - ms) });
const after = (ms: number) => new Date(now.getTime() + ms);

test('a change that the network made is completed', () => {
  expect(judge({ kind: 'done' }, tried(0), now, settings)).toEqual({ state: 'completed' });
});

test('a change refused for good fails at once', () => {
  const failure = failureOf('network-refused', false);
  expect(judge({ kind: 'refused', failure }, tried(0), now, settings)).toEqual({ state: 'failed', failure });
});

test('a change refused for now is tried again later, and fails with that reason when it was tried often enough', () => {
  const outcome = { kind: 'refused', failure: failureOf('element-busy', true) } as const;
  expect(judge(outcome, tried(0), now, settings, () => 1)).toEqual({
    state: 'postponed',
    failure: outcome.failure,
    dueAt: new Date('2025-03-01T10:00:01Z'),
  });
  expect(judge(outcome, tried(2), now, settings)).toEqual({ state: 'failed', failure: outcome.failure });
});

test('a change of which the network never gave a clear answer is not said to have been refused', () => {
  const outcome = unclear(new NoAnswer('late'));
  expect(judge(outcome, tried(2), now, settings)).toEqual({
    state: 'failed',
    failure: failureOf('outcome-unclear', true),
  });
});

test('a mistake in a connector stays one in the end, so that somebody repairs it', () => {
  const outcome = unclear(new TypeError('undefined is not a function'));
  expect(judge(outcome, tried(2), now, settings)).toEqual({
    state: 'failed',
    failure: failureOf('defect', true),
  });
});

test('what the network has accepted is looked at when it said, else the later the longer it takes, up to the most', () => {
  const look = (course: ReturnType<typeof acceptedAgo>, lookAgainInMs?: number) =>
    judge({ kind: 'accepted', lookAgainInMs }, course, now, settings, () => 0);
  expect(look(acceptedAgo(0), 5_000)).toMatchObject({ state: 'accepted', dueAt: after(5_000) });
  expect(look(acceptedAgo(0))).toMatchObject({ dueAt: after(30_000) });
  expect(look(acceptedAgo(120_000))).toMatchObject({ dueAt: after(120_000) });
  expect(look(acceptedAgo(5 * 86_400_000))).toMatchObject({ dueAt: after(900_000) });
});

test('while the network works on it, no answer to how far it is is no setback; a mistake of ours still is', () => {
  const silent = unclear(new NoAnswer('late'));
  expect(judge(silent, { ...acceptedAgo(60_000), tries: 2 }, now, settings, () => 0)).toEqual({
    state: 'accepted',
    dueAt: after(60_000),
    told: false,
    reference: null,
  });
  const mistake = unclear(new TypeError('undefined is not a function'));
  expect(judge(mistake, { ...acceptedAgo(60_000), tries: 2 }, now, settings)).toMatchObject({
    state: 'failed',
  });
});

test('it is not tried again before the network said, nor before a call that was given up has surely ended', () => {
  const busy = { kind: 'refused', failure: failureOf('element-busy', true), againInMs: 90_000 } as const;
  expect(judge(busy, tried(0), now, settings)).toMatchObject({ dueAt: after(90_000) });
  expect(judge(unclear(new NoAnswer('late'), 20_000), tried(0), now, settings)).toMatchObject({
    dueAt: after(20_000),
  });
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

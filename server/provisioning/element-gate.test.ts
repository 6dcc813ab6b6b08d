import { expect, test } from 'vitest';
import { settableClock } from '../platform/clock.ts';
import { elementGate } from './element-gate.ts';
import { failureOf, type Outcome } from './outcome.ts';

const limits = { ratePerSecond: Infinity, concurrency: 10, timeoutMs: 1000 };
const noAnswer: Outcome = { kind: 'unclear', failure: failureOf('no-answer', true) };
const refused: Outcome = { kind: 'refused', failure: failureOf('network-refused', false) };

test('an element that gives no clear answer several times in a row is left alone, then tried with one item', () => {
  const clock = settableClock(new Date('2025-03-01T10:00:00Z'));
  const gate = elementGate(limits, { failures: 3, pauseMs: 10_000 }, clock);
  gate.record(noAnswer);
  gate.record(noAnswer);
  expect(gate.breaker()).toBe('closed');
  gate.record(noAnswer);
  expect([gate.breaker(), gate.capacity()]).toEqual(['open', 0]);
  clock.advance(10_000);
  expect([gate.breaker(), gate.capacity()]).toEqual(['half-open', 1]);
  gate.record(noAnswer);
  expect(gate.breaker()).toBe('open');
  clock.advance(10_000);
  gate.record({ kind: 'done' });
  expect([gate.breaker(), gate.capacity()]).toEqual(['closed', 20]);
});

test('a clear no is an answer: it does not count against the element', () => {
  const gate = elementGate(limits, { failures: 2, pauseMs: 10_000 }, settableClock(new Date(0)));
  gate.record(noAnswer);
  gate.record(refused);
  gate.record(noAnswer);
  expect(gate.breaker()).toBe('closed');
});

test('no more than half a second of work is held ahead of a slow element', () => {
  const gate = elementGate(
    { ...limits, ratePerSecond: 8 },
    { failures: 2, pauseMs: 1 },
    settableClock(new Date(0)),
  );
  expect(gate.capacity()).toBe(14);
});

test('calls are spread over the second', async () => {
  const gate = elementGate(
    { ...limits, ratePerSecond: 200 },
    { failures: 2, pauseMs: 1 },
    settableClock(new Date(0)),
  );
  const begun = performance.now();
  await Promise.all(Array.from({ length: 21 }, () => gate.turn()));
  // Twenty gaps of 5 ms; no upper bound, because a busy machine may take any time.
  expect(performance.now() - begun).toBeGreaterThanOrEqual(98);
});

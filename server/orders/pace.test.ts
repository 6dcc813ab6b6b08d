import { expect, it } from 'vitest';
import { paceOf } from './pace.ts';

const since = new Date('2026-03-14T10:00:00Z');
const after = (seconds: number) => new Date(since.getTime() + seconds * 1000);
const order = {
  pace_from: since,
  pace_ended: 1000,
  item_count: 10_000,
  completed_count: 3900,
  failed_count: 100,
  cancelled_count: 1000,
};

it('the pace is what ended since it is counted, and the time left what is open at that pace', () => {
  expect(paceOf(order, after(20))).toEqual({ rate: 150, secondsLeft: 34 });
});

it('an order that stands still is told ever slower', () => {
  expect(paceOf(order, after(3000))).toEqual({ rate: 1, secondsLeft: 5000 });
});

it('nothing is said before anything ended, nor of the first moments', () => {
  const nothing = { rate: null, secondsLeft: null };
  expect(paceOf(order, after(1))).toEqual(nothing);
  expect(paceOf({ ...order, completed_count: 900 }, after(20))).toEqual(nothing);
  expect(paceOf({ ...order, pace_from: null }, after(20))).toEqual(nothing);
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LiveWorker } from './gate-store.ts';
import { shareOf } from './worker-share.ts';

test('a worker alone has all calls at a time, two have half each, the first one more', () => {
  expect(shareOf([], 'a', 5, 0)).toEqual({ fair: 5, calls: 5 });
  const two = [
    { worker: 'a', calls: 3 },
    { worker: 'b', calls: 2 },
  ];
  expect([shareOf(two, 'a', 5, 0), shareOf(two, 'b', 5, 0)]).toEqual([
    { fair: 3, calls: 3 },
    { fair: 2, calls: 2 },
  ]);
});

test('who comes later waits until calls under way of the others have come out', () => {
  const first = [{ worker: 'a', calls: 4 }];
  expect(shareOf(first, 'b', 4, 0)).toEqual({ fair: 2, calls: 0 });
  expect(shareOf([...first, { worker: 'b', calls: 0 }], 'a', 4, 3)).toEqual({ fair: 2, calls: 3 });
});

test('of more workers than calls at a time the first ones have one each', () => {
  const three = ['a', 'b', 'c'].map((worker) => ({ worker, calls: worker === 'c' ? 0 : 1 }));
  expect(three.map(({ worker }) => shareOf(three, worker, 2, 0).calls)).toEqual([1, 1, 0]);
});

test('whoever comes, goes and looks in whatever order, together they never make more calls than the element bears', () => {
  const step = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('look', 'die'), fc.nat(9));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.array(step), (concurrency, steps) => {
      let alive: LiveWorker[] = [];
      for (const [worker, what, busy] of steps) {
        const own = alive.find((other) => other.worker === worker);
        if (what === 'die') alive = alive.filter((other) => other !== own);
        else {
          const { calls } = shareOf(alive, worker, concurrency, Math.min(busy, own?.calls ?? 0));
          if (own) own.calls = calls;
          else alive.push({ worker, calls });
        }
        expect(alive.reduce((sum, { calls }) => sum + calls, 0)).toBeLessThanOrEqual(concurrency);
      }
    }),
  );
});

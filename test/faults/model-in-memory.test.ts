import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { lengthOf, seed, tell } from './lengths.ts';
import { anyWalk } from './model/steps.ts';
import { modelWorld, wrongIn } from './model/world.ts';

const walks = lengthOf('walks in memory');

test(
  `${walks} walks of 100 steps through the states of items and orders: no illegal move, nothing made twice (seed ${seed})`,
  () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(anyWalk(100), ({ fates, steps }) => {
        const world = modelWorld(fates);
        for (const step of steps) {
          world.take(step);
          expect(wrongIn(world)).toEqual([]);
        }
        // Whatever happened: given time and a worker that lives, every item ends.
        for (const order of world.orders.keys()) world.take({ kind: 'resume', order });
        for (let round = 0; round < 20; round += 1)
          for (const kind of ['wait', 'work'] as const) world.take({ kind });
        expect(world.heads()).toEqual([]);
        for (const { state } of world.items) seen.set(state, (seen.get(state) ?? 0) + 1);
      }),
      { numRuns: walks, seed },
    );
    expect([...seen.keys()].toSorted()).toEqual(['cancelled', 'completed', 'failed']);
    tell('states in memory', { walks, ...Object.fromEntries(seen) });
  },
  60_000 + walks * 50,
);

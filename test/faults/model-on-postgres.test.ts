import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { testDatabase } from '../database.ts';
import { lengthOf, seed, tell } from './lengths.ts';
import { aFleet } from './load.ts';
import { realWorld } from './model/real-world.ts';
import { anyWalk, lineCount, options } from './model/steps.ts';
import { type ModelWorld, modelWorld } from './model/world.ts';

const walks = lengthOf('walks on PostgreSQL');
const database = await testDatabase();

test(
  `${walks} walks of 30 steps on PostgreSQL go as the model says, step by step (seed ${seed})`,
  async () => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(anyWalk(30), async ({ fates, steps }) => {
        const { manager, lines } = await aFleet(database.db, lineCount);
        const model = modelWorld(fates);
        const real = realWorld(database, manager, lines, fates);
        try {
          for (const step of steps) {
            const answer = model.take(step);
            expect({ step, answer: await real.take(step) }).toEqual({ step, answer });
            expect(await seenIn(real)).toEqual(shownBy(model));
            taken += 1;
          }
        } finally {
          await real.stop();
        }
      }),
      { numRuns: walks, seed },
    );
    tell('states on PostgreSQL', { walks, steps: taken });
  },
  60_000 + walks * 10_000,
);

const byPlace = (a: { order: number; line: number }, b: { order: number; line: number }): number =>
  a.order - b.order || a.line - b.line;

/** Of one line in the order in which the network made them. */
const byLine = (a: { line: number }, b: { line: number }): number => a.line - b.line;

function shownBy(model: ModelWorld) {
  const heads = new Set(model.heads());
  return {
    items: model.items
      .map((item) => ({
        order: item.order,
        line: item.line,
        state: item.state,
        attempts: item.attempts,
        tries: item.tries,
        isHead: heads.has(item),
      }))
      .toSorted(byPlace),
    orders: model.orders.map(({ state }) => state),
    held: model.held.map((codes) => options.filter((code) => codes.has(code))),
    made: model.effects.flat().map(({ order, line }) => ({ order, line })),
  };
}

async function seenIn(real: ReturnType<typeof realWorld>) {
  return {
    items: (await real.items()).toSorted(byPlace),
    orders: await real.orderStates(),
    held: (await real.held()).map((codes) => options.filter((code) => codes.includes(code))),
    made: real.made.toSorted(byLine),
  };
}

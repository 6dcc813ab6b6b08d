import * as fc from 'fast-check';

/** Independent options of the catalogue: one on a line says nothing about the others. */
export const options = ['hide-number', 'spam-filter', 'itemised-usage'] as const;
export type Option = (typeof options)[number];

export const lineCount = 4;

/** What people, workers and the network may do, in any order. An order is named by its place modulo the orders there are. */
export type Step =
  | { kind: 'submit'; option: Option; action: 'add' | 'remove'; lines: number[] }
  | { kind: 'work' }
  /** A worker claims what is due and is lost; `sent`: after the network was called. */
  | { kind: 'lose'; sent: boolean }
  /** Time passes: whatever was put off is due. */
  | { kind: 'wait' }
  | { kind: 'pause'; order: number }
  | { kind: 'resume'; order: number }
  | { kind: 'cancel'; order: number }
  | { kind: 'retry'; order: number };

const order = fc.nat(20);
const someLines = fc.uniqueArray(fc.nat(lineCount - 1), { minLength: 1, maxLength: lineCount });

/** Any walk of at most so many steps; a walk that fails is made shorter until nothing can be left out. */
export function anyWalk(steps: number): fc.Arbitrary<{ fates: number; steps: Step[] }> {
  const step: fc.Arbitrary<Step> = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('submit' as const),
        option: fc.constantFrom(...options),
        action: fc.constantFrom('add' as const, 'remove' as const),
        lines: someLines,
      }),
    },
    { weight: 4, arbitrary: fc.constant({ kind: 'work' as const }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('lose' as const), sent: fc.boolean() }) },
    { weight: 3, arbitrary: fc.constant({ kind: 'wait' as const }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('pause' as const), order }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('resume' as const), order }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), order }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('retry' as const), order }) },
  );
  return fc.record({
    fates: fc.nat(),
    steps: fc.array(step, { minLength: 1, maxLength: steps, size: 'max' }),
  });
}

/** What the network does with a call; `lost …`: no answer, and the change was made or not. */
export type Fate = 'done' | 'refused' | 'busy' | 'lost, made' | 'lost, not made';

/** The fate of the nth call for a line in an order: the same on every network of a walk. */
export function fateOf(fates: number, place: { order: number; line: number }, call: number): Fate {
  let hash = fates ^ Math.imul(place.order + 1, 0x9e3779b1) ^ Math.imul(place.line + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ Math.imul(call, 0xc2b2ae35), 0x27d4eb2f);
  const part = ((hash ^ (hash >>> 15)) >>> 0) % 100;
  if (part < 50) return 'done';
  if (part < 60) return 'refused';
  if (part < 75) return 'busy';
  return part < 88 ? 'lost, made' : 'lost, not made';
}

export const settings = {
  mostTries: 3,
  mostLosses: 2,
  backoffMs: { first: 1_000, most: 60_000 },
  lookAgainMs: { first: 1_000, most: 60_000 },
};

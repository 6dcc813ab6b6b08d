import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasEnded, type ItemCounts, moveOf, orderMoves, stateOf } from './order-state.ts';

const counts = (given: Partial<ItemCounts>): Required<ItemCounts> => ({
  planned: 0,
  waiting: 0,
  inProgress: 0,
  completed: 0,
  failed: 0,
  cancelled: 0,
  begun: false,
  ...given,
});

describe('the state of an order follows from its items', () => {
  it.each([
    [{ planned: 3 }, 'planned'],
    [{ planned: 2, cancelled: 1 }, 'planned'],
    [{ planned: 2, waiting: 1 }, 'acknowledged'],
    [{ planned: 2, failed: 1 }, 'inProgress'],
    [{ planned: 2, begun: true }, 'inProgress'],
    [{ waiting: 3 }, 'acknowledged'],
    [{ waiting: 3, begun: true }, 'inProgress'],
    [{ waiting: 2, inProgress: 1 }, 'inProgress'],
    [{ waiting: 2, completed: 1 }, 'inProgress'],
    [{ completed: 3 }, 'completed'],
    [{ completed: 2, failed: 1 }, 'partial'],
    [{ completed: 2, cancelled: 1 }, 'partial'],
    [{ failed: 3 }, 'failed'],
    [{ failed: 1, cancelled: 2 }, 'failed'],
    [{ cancelled: 3 }, 'cancelled'],
  ] as const)('%o is %s', (given, state) => {
    expect(stateOf(counts(given))).toBe(state);
  });

  it('an order has ended exactly when nothing of it waits or runs', () => {
    fc.assert(
      fc.property(someCounts, (given) => {
        expect(hasEnded(stateOf(given))).toBe(given.planned + given.waiting + given.inProgress === 0);
      }),
    );
  });

  it('is completed only when every number was changed', () => {
    fc.assert(
      fc.property(someCounts, (given) => {
        const all = given.planned + given.waiting + given.inProgress + given.failed + given.cancelled === 0;
        expect(stateOf(given) === 'completed').toBe(all);
      }),
    );
  });
});

describe('moves of an order', () => {
  it('whatever happens to its items in whatever order, an order only makes allowed moves', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.boolean(),
        fc.array(someEvent, { maxLength: 60 }),
        (size, isPlanned, events) => {
          const now = counts(isPlanned ? { planned: size } : { waiting: size });
          let state = stateOf(now);
          for (const event of events) {
            happen(now, event);
            const next = moveOf(state, now);
            expect(next === null || orderMoves[state].includes(next)).toBe(true);
            state = next ?? state;
            expect(hasEnded(state)).toBe(now.planned + now.waiting + now.inProgress === 0);
          }
        },
      ),
    );
  });

  it('sending failed numbers again brings an ended order back under way', () => {
    expect(moveOf('partial', counts({ waiting: 1, completed: 2 }))).toBe('inProgress');
    expect(moveOf('failed', counts({ waiting: 3 }))).toBe('inProgress');
  });

  it('an order waiting for the next attempt does not look untouched again', () => {
    expect(moveOf('inProgress', counts({ waiting: 1 }))).toBeNull();
  });

  it('a completed order never moves', () => {
    expect(() => moveOf('completed', counts({ completed: 1, failed: 1 }))).toThrow(/cannot go/);
  });
});

const someCounts = fc
  .record({
    planned: fc.nat(5),
    waiting: fc.nat(5),
    inProgress: fc.nat(5),
    completed: fc.nat(5),
    failed: fc.nat(5),
    cancelled: fc.nat(5),
    begun: fc.boolean(),
  })
  .filter(
    (given) =>
      given.planned + given.waiting + given.inProgress + given.completed + given.failed + given.cancelled > 0,
  );

type Event = 'begin' | 'drop' | 'takeUp' | 'start' | 'again' | 'complete' | 'fail' | 'cancel' | 'retry';
const someEvent = fc.constantFrom<Event>(
  'begin',
  'drop',
  'takeUp',
  'start',
  'again',
  'complete',
  'fail',
  'cancel',
  'retry',
);

function happen(now: Required<ItemCounts>, event: Event): void {
  const steps: Record<
    Event,
    [from: 'planned' | 'waiting' | 'inProgress' | 'failed' | 'cancelled', to: keyof Omit<ItemCounts, 'begun'>]
  > = {
    begin: ['planned', 'waiting'],
    drop: ['planned', 'cancelled'],
    takeUp: ['cancelled', 'planned'],
    start: ['waiting', 'inProgress'],
    again: ['inProgress', 'waiting'],
    complete: ['inProgress', 'completed'],
    fail: ['inProgress', 'failed'],
    cancel: ['waiting', 'cancelled'],
    retry: ['failed', 'waiting'],
  };
  const [from, to] = steps[event];
  if (now[from] === 0) return;
  now[from] -= 1;
  now[to] += 1;
}

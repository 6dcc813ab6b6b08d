import { expect, it } from 'vitest';
import { mapInTurns } from './in-turns.ts';

it('long reckoning lets others have their turn, and comes out in order', async () => {
  let turns = 0;
  const others = setInterval(() => (turns += 1), 1);
  const results = await mapInTurns([30, 30, 30, 1], busy);
  clearInterval(others);
  expect(results).toEqual([30, 30, 30, 1]);
  expect(turns).toBeGreaterThanOrEqual(2);
});

function busy(milliseconds: number): number {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
  return milliseconds;
}

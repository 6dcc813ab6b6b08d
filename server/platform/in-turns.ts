import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds after which others have their turn. */
const slice = 20;

/**
 * Does long reckoning over many things one after the other, and lets whatever else the process has to answer have its turn in between. For what
 * would hold up every other person's page for longer than a blink.
 */
export async function mapInTurns<T, R>(
  items: readonly T[],
  each: (item: T, place: number) => R,
): Promise<R[]> {
  const results: R[] = [];
  let begun = performance.now();
  for (const [place, item] of items.entries()) {
    if (performance.now() - begun > slice) {
      await nextTurn();
      begun = performance.now();
    }
    results.push(each(item, place));
  }
  return results;
}

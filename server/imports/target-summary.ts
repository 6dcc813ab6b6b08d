import { nameOf, type PlannedWish, type TargetSummary } from './assignment-wish.ts';
import type { WishedRow } from './join-rows.ts';
import type { BadRow } from './read-row.ts';

/** Targets told one by one in a preview; of the others only how many they are. */
const mostTold = 20;

/** Who or what the good rows give, most frequent first, how many are added, and which cost centres there are not. */
export function targetSummary(good: WishedRow<PlannedWish>[], bad: BadRow[]): TargetSummary {
  const counts = new Map<string, { added: PlannedWish['added']; count: number }>();
  for (const { wish } of good) {
    const known = counts.get(wish.targetId);
    if (known) known.count += 1;
    else counts.set(wish.targetId, { added: wish.added, count: 1 });
  }
  const most = [...counts].toSorted(([, one], [, other]) => other.count - one.count).slice(0, mostTold);
  const unknown = new Set(
    bad.filter(({ code }) => code === 'cost-centre-unknown').map(({ written }) => written.toLowerCase()),
  );
  const codes = new Set(bad.flatMap(({ code, written }) => (code === 'cost-centre-unknown' ? written : [])));
  return {
    added: [...counts.values()].filter(({ added }) => added !== null).length,
    most: most.map(([id, { added, count }]) => ({
      id,
      name: added ? nameOf(added) : '',
      isNew: added !== null,
      count,
    })),
    unknown: { count: unknown.size, codes: [...codes].slice(0, mostTold) },
  };
}

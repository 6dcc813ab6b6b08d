import { mapInTurns } from '../platform/in-turns.ts';
import type { PlannedWish } from './assignment-wish.ts';
import type { WishedRow } from './join-rows.ts';
import type { BadRow } from './read-row.ts';

type Row = WishedRow<PlannedWish>;

/**
 * The rows in the order in which they are carried out: the rows of one line together, the earliest day first, so that a file may tell a whole history. What
 * is said twice is taken once, and said; rows that give a line two things from the same day are all bad: which is meant nobody can know.
 */
export async function arrangeRows(rows: Row[]): Promise<{ good: Row[]; bad: BadRow[] }> {
  const byLine = new Map<string, Row[]>();
  await mapInTurns(rows, (row) => {
    const known = byLine.get(row.lineId);
    if (known) known.push(row);
    else byLine.set(row.lineId, [row]);
  });
  const good: Row[] = [];
  const bad: BadRow[] = [];
  await mapInTurns([...byLine.keys()].toSorted(), (lineId) => {
    const days = Map.groupBy(byLine.get(lineId) ?? [], ({ wish }) => wish.from);
    for (const [, said] of [...days].toSorted(([one], [other]) => (one < other ? -1 : 1)))
      takeDay(said, good, bad);
  });
  return { good, bad };
}

/** What a line is given from one day, in the order of the file. */
function takeDay([first, ...others]: Row[], good: Row[], bad: BadRow[]): void {
  if (!first) return;
  const against = others.find(({ wish }) => !isSame(wish, first.wish));
  if (against) bad.push({ row: first.row, code: 'given-otherwise', written: String(against.row) });
  else good.push(first);
  const code = against ? 'given-otherwise' : 'given-twice';
  bad.push(...others.map(({ row }) => ({ row, code, written: String(first.row) })));
}

function isSame(one: PlannedWish, other: PlannedWish): boolean {
  return one.targetId === other.targetId && one.until === other.until;
}

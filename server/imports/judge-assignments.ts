import { judgeEach } from '../holders/holders.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { mapInTurns } from '../platform/in-turns.ts';
import {
  type AssignmentKindOfImport,
  type AssignmentWish,
  assignmentWishSchema,
  type PlannedWish,
} from './assignment-wish.ts';
import {
  deleteBlocks,
  endCheck,
  holdImport,
  insertBadRows,
  insertBlock,
  type TakenImport,
  wishedRows,
} from './check-store.ts';
import { arrangeRows } from './arrange-rows.ts';
import type { WishedRow } from './join-rows.ts';
import { nameTargets } from './name-targets.ts';
import type { BadRow } from './read-row.ts';
import { targetSummary } from './target-summary.ts';

/** Rows judged at once, and carried out at once later. */
const batch = 1000;

/** What assignments are called among holders. */
export const assignmentKindOf = { holders: 'holder', 'cost-centres': 'cost-centre' } as const;

/**
 * Finds out who or what the rows of users or cost centres mean and what each would change, and writes the good ones down again as they will be
 * carried out: line by line, the rows of one line together and in the order of their days. All in one transaction: an import is checked when it is planned.
 * false: it was given up, or taken over by another.
 */
export async function judgeAssignments(
  caller: Call<Person>,
  taken: TakenImport & { kind: AssignmentKindOfImport },
): Promise<boolean> {
  return inTransaction(caller, async (call) => {
    if (!(await holdImport(call, taken))) return false;
    const rows = await wishedRows<AssignmentWish>(call, taken, assignmentWishSchema);
    const named = await nameTargets(call, taken, rows);
    const arranged = await arrangeRows(named.good);
    await deleteBlocks(call, taken);
    const judged = await judge(call, taken, arranged.good);
    await insertBadRows(call, taken, [...named.bad, ...arranged.bad, ...judged.bad]);
    const targets = targetSummary(judged.good, named.bad);
    await endCheck(call, taken, { quoteId: null, rowsSame: judged.same, targets });
    return true;
  });
}

type Row = WishedRow<PlannedWish>;

async function judge(
  call: Call<Person>,
  taken: TakenImport & { kind: AssignmentKindOfImport },
  rows: Row[],
): Promise<{ good: Row[]; bad: BadRow[]; same: number }> {
  const good: Row[] = [];
  const bad: BadRow[] = [];
  let [same, place] = [0, 0];
  for (const some of inBlocks(rows)) {
    const wishes = some.map(({ lineId, wish: { targetId, from, until } }) => ({
      lineId,
      targetId,
      from,
      until,
    }));
    const verdicts = await judgeEach(call, assignmentKindOf[taken.kind], wishes);
    const todo: Row[] = [];
    await mapInTurns(some, (row, at) => {
      const verdict = verdicts[at];
      if (verdict === 'todo') todo.push(row);
      else if (verdict === 'is-so') same += 1;
      else bad.push({ row: row.row, code: 'given-in-history', written: row.wish.from });
    });
    if (todo.length > 0) await insertBlock(call, taken, { place: place++, lastRow: 0, rows: todo });
    good.push(...todo);
  }
  return { good, bad, same };
}

/** The rows of one line stay together. */
function* inBlocks(rows: Row[]): Generator<Row[]> {
  let block: Row[] = [];
  for (const row of rows) {
    if (block.length >= batch && block.at(-1)?.lineId !== row.lineId) {
      yield block;
      block = [];
    }
    block.push(row);
  }
  if (block.length > 0) yield block;
}

import { record } from '../audit/audit.ts';
import {
  addCostCentres,
  addHolders,
  assignEach,
  type HolderWords,
  type CostCentreWords,
} from '../holders/holders.ts';
import { notify } from '../notifications/notifications.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import {
  type AssignmentKindOfImport,
  isHolder,
  type PlannedWish,
  plannedWishSchema,
} from './assignment-wish.ts';
import {
  countRows,
  endCarrying,
  holdImport,
  insertBadRows,
  keepCarried,
  releaseImport,
  rowsOfBlock,
  type TakenImport,
} from './check-store.ts';
import type { WishedRow } from './join-rows.ts';
import { assignmentKindOf } from './judge-assignments.ts';
import { tellImport } from './tell-import.ts';

/** Blocks carried out before others have their turn. */
const turn = 4;

type CarriedImport = TakenImport & { kind: AssignmentKindOfImport };
type Row = WishedRow<PlannedWish>;

/**
 * Gives some thousand lines of an import what its good rows say, a block in one transaction with the note that it is done: who is killed loses none and
 * does none twice. Rows that cannot be carried out any more become bad rows.
 */
export async function carryRows(caller: Call<Person>, taken: CarriedImport): Promise<void> {
  const end = Math.min(taken.blocks, taken.carriedBlocks + turn);
  for (let place = taken.carriedBlocks; place < end; place += 1)
    if (!(await carryBlock(caller, taken, place))) return;
  if (end < taken.blocks) return releaseImport(caller, taken);
  await inTransaction(caller, async (call) => {
    if (await holdImport(call, taken, 'carrying')) await told(call, taken);
  });
}

async function told(call: Call<Person>, taken: CarriedImport): Promise<void> {
  await endCarrying(call, taken);
  const { good, bad } = await countRows(call, taken);
  await record(call, {
    action: 'imports.carried-out',
    targetKind: 'import',
    targetId: taken.id,
    after: { rows: good, left: bad },
  });
  const { organisationId } = taken;
  await notify(call, {
    organisationId,
    personId: taken.madeBy,
    kind: 'import-carried-out',
    values: { number: 0, done: good, failed: bad, total: good + bad },
    target: `/fleet/import/${taken.id}`,
  });
  await tellImport(call, taken);
}

/** false: it was given up, or taken over by another. */
function carryBlock(caller: Call<Person>, taken: CarriedImport, place: number): Promise<boolean> {
  return inTransaction(caller, async (call) => {
    if (!(await holdImport(call, taken, 'carrying'))) return false;
    const rows = (await rowsOfBlock(call, taken, place, plannedWishSchema)) ?? [];
    const moved = await addNewcomers(call, taken, rows);
    const idOf = ({ wish: { targetId } }: Row) => (moved.has(targetId) ? moved.get(targetId) : targetId);
    const wishes: { row: Row; targetId: string }[] = [];
    const undone: { row: Row; code: string }[] = [];
    for (const row of rows) {
      const targetId = idOf(row);
      if (targetId) wishes.push({ row, targetId });
      else undone.push({ row, code: 'target-moved' });
    }
    const refused = await assignEach(
      call,
      assignmentKindOf[taken.kind],
      wishes.map(({ row: { lineId, wish }, targetId }) => ({
        lineId,
        targetId,
        from: wish.from,
        until: wish.until,
      })),
    );
    for (const { place: at, why } of refused) {
      const wish = wishes[at];
      if (wish) undone.push({ row: wish.row, code: codeOf[why] });
    }
    await insertBadRows(
      call,
      taken,
      undone.map(({ row: { row, written, wish }, code }) => ({
        row,
        code,
        written: code === 'given-in-history' ? wish.from : written,
      })),
    );
    await keepCarried(call, taken, { blocks: taken.blocks, carried: place + 1 });
    await tellImport(call, taken);
    return true;
  });
}

const codeOf = { 'line-gone': 'number-unknown', 'target-gone': 'target-moved', overlaps: 'given-in-history' };

/** Those whom the block needs and whom nobody has added yet. */
function addNewcomers(call: Call<Person>, { kind }: CarriedImport, rows: Row[]) {
  const newcomers = [
    ...new Map(rows.flatMap(({ wish }) => (wish.added ? [[wish.targetId, wish.added] as const] : []))),
  ].map(([id, words]) => ({ id, words }));
  if (newcomers.length === 0) return new Map<string, string | null>();
  return kind === 'holders'
    ? addHolders(
        call,
        newcomers.flatMap(({ id, words }): { id: string; words: HolderWords }[] =>
          isHolder(words) ? [{ id, words }] : [],
        ),
      )
    : addCostCentres(
        call,
        newcomers.flatMap(({ id, words }): { id: string; words: CostCentreWords }[] =>
          isHolder(words) ? [] : [{ id, words }],
        ),
      );
}

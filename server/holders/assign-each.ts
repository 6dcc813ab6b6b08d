import { record } from '../audit/audit.ts';
import { announceLines, lockLines, visibleLineIds } from '../fleet/fleet.ts';
import { mapInTurns } from '../platform/in-turns.ts';
import type { Call, Person } from '../platform/call.ts';
import { type Day, type Replan, replanAsWritten, replanned } from './assignment.ts';
import { lockTargets, spansSince, writeReplans } from './assignment-store.ts';
import type { AssignmentKind } from './contract.ts';
import { givableAmong } from './named-list.ts';
import { showCurrent } from './show-current.ts';
import { todayOf } from './today.ts';

/** What one line is to have from a day on. */
export type LineWish = { lineId: string; targetId: string; from: Day; until: Day | null };

/** todo: something changes. is-so: the line has it already. overlaps: something that has begun later stands in the way. */
export type WishVerdict = 'todo' | 'is-so' | 'overlaps';

/**
 * What would become of each wish, wishes of one line one after the other as they stand here. Targets need not exist yet; the caller has found
 * the lines within his sight.
 */
export async function judgeEach(
  call: Call<Person>,
  kind: AssignmentKind,
  wishes: LineWish[],
): Promise<WishVerdict[]> {
  const spans = new Map<string, Parameters<typeof replanned>[0]>(await spansOf(call, kind, wishes));
  const today = todayOf(call);
  return mapInTurns(wishes, (wish) => {
    const held = spans.get(wish.lineId) ?? [];
    const verdict = replanAsWritten(held, wish, today);
    if (typeof verdict === 'string') return verdict;
    spans.set(wish.lineId, replanned(held, verdict));
    return 'todo';
  });
}

export type UndoneWish = { place: number; why: 'line-gone' | 'target-gone' | 'overlaps' };

/**
 * Gives each line its own holder or cost centre, in the caller's transaction; a line that is named twice has both, one after the other. Answers
 * which wishes could not be done: the line or the target is not seen any more, it is closed, or something later stands in the way.
 */
export async function assignEach(
  call: Call<Person>,
  kind: AssignmentKind,
  wishes: LineWish[],
): Promise<UndoneWish[]> {
  const lineIds = [...new Set(wishes.map(({ lineId }) => lineId))];
  const seen = new Set(await visibleLineIds(call, lineIds));
  await lockLines(call, [...seen]);
  const targetIds = [...new Set(wishes.map(({ targetId }) => targetId))];
  await lockTargets(call, kind, targetIds);
  const givable = await givableAmong(call, kind, targetIds);
  const undone: UndoneWish[] = [];
  const done: LineWish[] = [];
  let left = wishes.flatMap((wish, place): Placed[] => {
    if (seen.has(wish.lineId) && givable.has(wish.targetId)) return [{ wish, place }];
    undone.push({ place, why: seen.has(wish.lineId) ? 'target-gone' : 'line-gone' });
    return [];
  });
  while (left.length > 0) {
    const { turn, later } = firstOfEachLine(left);
    left = later;
    const replans = await replansOf(call, kind, turn);
    undone.push(...replans.undone);
    await writeReplans(call, kind, call.actor.organisationId, replans.todo);
    done.push(...replans.todo.map(({ wish }) => wish));
  }
  await tell(call, kind, done);
  return undone;
}

type Placed = { wish: LineWish; place: number };

function firstOfEachLine(left: Placed[]): { turn: Placed[]; later: Placed[] } {
  const lines = new Set<string>();
  const [turn, later]: [Placed[], Placed[]] = [[], []];
  for (const each of left) {
    (lines.has(each.wish.lineId) ? later : turn).push(each);
    lines.add(each.wish.lineId);
  }
  return { turn, later };
}

async function replansOf(call: Call<Person>, kind: AssignmentKind, turn: Placed[]) {
  const spans = await spansOf(
    call,
    kind,
    turn.map(({ wish }) => wish),
  );
  const todo: { lineId: string; replan: Replan; wish: LineWish }[] = [];
  const undone: UndoneWish[] = [];
  for (const { wish, place } of turn) {
    const verdict = replanAsWritten(spans.get(wish.lineId) ?? [], wish, todayOf(call));
    if (verdict === 'overlaps') undone.push({ place, why: verdict });
    else if (verdict !== 'is-so') todo.push({ lineId: wish.lineId, replan: verdict, wish });
  }
  return { todo, undone };
}

/** From the first day that any of them is about: what has ended before it is of no account to any. */
function spansOf(call: Call, kind: AssignmentKind, wishes: LineWish[]) {
  const first = wishes.reduce((least, { from }) => (from < least ? from : least), todayOf(call));
  return spansSince(call, kind, [...new Set(wishes.map(({ lineId }) => lineId))], first);
}

async function tell(call: Call<Person>, kind: AssignmentKind, done: LineWish[]): Promise<void> {
  const lineIds = [...new Set(done.map(({ lineId }) => lineId))];
  if (lineIds.length === 0) return;
  await showCurrent(call, kind, lineIds);
  const given = done.map(({ lineId, targetId, from, until }) => [lineId, targetId, from, until]);
  await record(call, { action: `holders.${kind}-imported`, targetKind: 'fleet', after: { lineIds, given } });
  await announceLines(call, [{ organisationId: call.actor.organisationId, lineIds }]);
}

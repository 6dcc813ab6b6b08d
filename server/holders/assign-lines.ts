import type { output } from 'zod';
import { record } from '../audit/audit.ts';
import { announceLines, lockLines } from '../fleet/fleet.ts';
import { selectLineIds } from '../finding/finding.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Day, dayAfter, type HeldSpan, replanEnd, replanFor, type Verdict } from './assignment.ts';
import { linesToJudge, spansSince, writeReplans } from './assignment-store.ts';
import type { Assigned, AssignmentKind, assignSchema, endAssignmentsSchema } from './contract.ts';
import { checkTarget, holdTarget } from './check-target.ts';
import { showCurrent } from './show-current.ts';
import { todayOf } from './today.ts';

/** Lines in one transaction: others wait for them no longer than a moment. */
const batch = 2000;
/** Lines whose spans are read at once. */
const lookedAt = 4000;

/**
 * Gives the lines of a selection a holder or a cost centre from a day on, at most 2,000 in one call; the answer says how many are
 * left. Lines that have it on that day already are not counted. 404 when the target or a line named may not be seen; 409 when the cost
 * centre is closed, or of a single line something that has begun later stands in the way.
 */
export async function assignLines(
  caller: Call<Person>,
  { selection, kind, targetId, from, until }: output<typeof assignSchema>,
): Promise<Assigned> {
  return inTransaction(caller, async (call) => {
    await checkTarget(call, kind, targetId);
    const wanted = { targetId, from, until };
    const judge = (held: HeldSpan[]) => replanFor(held, wanted, todayOf(call));
    const audit = {
      action: `holders.${kind}-assigned`,
      after: { [`${wordOf[kind]}Id`]: targetId, from, until },
    };
    return replan(call, { kind, targetId, since: from, judge, audit }, await selectLineIds(call, selection));
  });
}

/** After a day, the lines of a selection have no holder or no cost centre; as `assignLines`. */
export async function endAssignments(
  caller: Call<Person>,
  { selection, kind, on }: output<typeof endAssignmentsSchema>,
): Promise<Assigned> {
  return inTransaction(caller, async (call) => {
    const judge = (held: HeldSpan[]) => replanEnd(held, on, todayOf(call));
    const audit = { action: `holders.${kind}-ended`, after: { on } };
    return replan(
      call,
      { kind, targetId: null, since: dayAfter(on, 1), judge, audit },
      await selectLineIds(call, selection),
    );
  });
}

const wordOf = { holder: 'holder', 'cost-centre': 'costCentre' } as const;

type Replanning = {
  kind: AssignmentKind;
  /** What they get; null = nothing. */
  targetId: string | null;
  /** What ends before this day is of no account. */
  since: Day;
  judge: (held: HeldSpan[]) => Verdict;
  audit: { action: string; after: object };
};

async function replan(call: Call<Person>, wanted: Replanning, lineIds: string[]): Promise<Assigned> {
  const { kind, targetId, since } = wanted;
  const waiting = await linesToJudge(call, kind, lineIds, { targetId, day: since });
  const first: { todo: string[]; refused: number } = { todo: [], refused: 0 };
  // No more than are needed are looked at: of many lines the others wait for the next call.
  while (first.todo.length < batch && waiting.length > 0) {
    const { todo, refused } = await judged(call, wanted, waiting.splice(0, lookedAt));
    first.todo.push(...todo.map(({ lineId }) => lineId));
    first.refused += refused;
  }
  const chosen = first.todo.slice(0, batch);
  await lockLines(call, chosen);
  if (targetId !== null) await holdTarget(call, kind, targetId);
  // Judged again: until the lock somebody else may have changed them.
  const { todo } = await judged(call, wanted, chosen);
  if (lineIds.length === 1 && first.refused === 1) throw overlaps();
  const changed = todo.map(({ lineId }) => lineId);
  if (changed.length > 0) {
    const { organisationId } = call.actor;
    await writeReplans(call, wanted.kind, organisationId, todo);
    await showCurrent(call, wanted.kind, changed);
    await record(call, {
      action: wanted.audit.action,
      ...(changed.length === 1 && changed[0]
        ? { targetKind: 'line', targetId: changed[0] }
        : { targetKind: 'fleet' }),
      after: { ...wanted.audit.after, lineIds: changed },
    });
    await announceLines(call, [{ organisationId, lineIds: changed }]);
  }
  const left = first.todo.length - chosen.length + waiting.length;
  return { changed: changed.length, left, refused: first.refused };
}

async function judged(call: Call, { kind, since, judge }: Replanning, lineIds: string[]) {
  const spans = await spansSince(call, kind, lineIds, since);
  const verdicts = lineIds.map((lineId) => ({ lineId, verdict: judge(spans.get(lineId) ?? []) }));
  return {
    todo: verdicts.flatMap(({ lineId, verdict }) =>
      typeof verdict === 'string' ? [] : [{ lineId, replan: verdict }],
    ),
    refused: verdicts.filter(({ verdict }) => verdict === 'overlaps').length,
  };
}

function overlaps(): Refusal {
  return new Refusal(
    409,
    'assignment-overlaps',
    'What has begun after that day is history and stays as it is. Choose a later day.',
  );
}

import { record } from '../audit/audit.ts';
import { announceLines, byOrganisation, lockLines } from '../fleet/fleet.ts';
import { type Call, inTransaction } from '../platform/call.ts';
import { linesDue, lockTargets, turnPhases } from './assignment-store.ts';
import type { AssignmentKind } from './contract.ts';
import { showCurrent } from './show-current.ts';
import { todayOf } from './today.ts';

/** Lines in one transaction. */
const batch = 500;

/** Lets begin what was planned for today and ends what was valid until yesterday: lines show it. Returns of how many lines. */
export async function turnAssignments(caller: Call): Promise<number> {
  let turned = 0;
  for (const kind of ['holder', 'cost-centre'] as const) {
    for (;;) {
      const some = await inTransaction(caller, (call) => turnBatch(call, kind));
      if (some === 0) break;
      turned += some;
    }
  }
  return turned;
}

async function turnBatch(call: Call, kind: AssignmentKind): Promise<number> {
  const due = await linesDue(call, kind, todayOf(call), batch);
  if (due.length === 0) return 0;
  const lineIds = [...new Set(due.map(({ lineId }) => lineId))];
  await lockLines(call, lineIds);
  await lockTargets(
    call,
    kind,
    due.map(({ targetId }) => targetId),
  );
  await turnPhases(call, kind, lineIds, todayOf(call));
  await showCurrent(call, kind, lineIds);
  const lines = byOrganisation(due);
  for (const { organisationId, lineIds: own } of lines)
    await record(call, {
      action: `holders.${kind}-turned`,
      organisationId,
      targetKind: 'fleet',
      after: { lineIds: own },
    });
  await announceLines(call, lines);
  return lineIds.length;
}

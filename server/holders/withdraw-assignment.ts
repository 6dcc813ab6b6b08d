import { record } from '../audit/audit.ts';
import { announceLines, lockLines } from '../fleet/fleet.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { notFound } from '../platform/refusal.ts';
import { deletePlanned } from './assignment-store.ts';
import type { AssignmentKind } from './contract.ts';

/** Takes back what is planned for a line; 404 when it is not there any more or has begun. */
export async function withdrawAssignment(
  caller: Call<Person>,
  { lineId, kind, id }: { lineId: string; kind: AssignmentKind; id: string },
): Promise<void> {
  await inTransaction(caller, async (call) => {
    await lockLines(call, [lineId]);
    if (!(await deletePlanned(call, kind, lineId, id))) throw notFound();
    await record(call, {
      action: `holders.${kind}-withdrawn`,
      targetKind: 'line',
      targetId: lineId,
      before: { assignmentId: id },
    });
    await announceLines(call, [{ organisationId: call.actor.organisationId, lineIds: [lineId] }]);
  });
}

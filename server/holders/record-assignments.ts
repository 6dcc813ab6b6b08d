import type { Call } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import type { Day, Span } from './assignment.ts';
import { insertSpans } from './assignment-store.ts';
import type { AssignmentKind, HolderWords } from './contract.ts';
import { insertRecords } from './record-store.ts';
import { showCurrent } from './show-current.ts';

/** A company's holders, cost centres and what its new lines have and had. `from` and `until` of one line do not overlap. */
export type Recorded = {
  organisationId: string;
  holders: (HolderWords & { id: string })[];
  costCentres: { id: string; code: string; name: string; closedAt: Date | null }[];
  assignments: (Span & { kind: AssignmentKind; lineId: string; from: Day })[];
};

/** Writes all of it down by a few statements, and makes the lines show it that do not yet. For new lines, which nobody works on. */
export async function recordAssignments(call: Call, recorded: Recorded): Promise<void> {
  const { organisationId, assignments } = recorded;
  await insertRecords(call, recorded);
  for (const kind of ['holder', 'cost-centre'] as const) {
    const own = assignments.filter((each) => each.kind === kind);
    await insertSpans(
      call,
      kind,
      own.map((span) => ({ ...span, id: newId(), organisationId })),
    );
    await showCurrent(call, kind, [...new Set(own.map(({ lineId }) => lineId))]);
  }
}

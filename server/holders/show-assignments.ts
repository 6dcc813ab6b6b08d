import type { output } from 'zod';
import { selectLineIds } from '../finding/finding.ts';
import type { Call, Person } from '../platform/call.ts';
import type { AssignedOn, assignedOnQuerySchema, LineAssignments } from './contract.ts';
import { assignmentsOf, validOn } from './shown-list.ts';

/** Who used a line and what it was charged to, from when until when; 404 when the person may not see it. */
export async function showAssignments(call: Call<Person>, lineId: string): Promise<LineAssignments> {
  await selectLineIds(call, { lineIds: [lineId] });
  return assignmentsOf(call, lineId);
}

/** What the lines of a selection had on a day, for reports. */
export async function assignedOn(
  call: Call<Person>,
  { selection, on }: output<typeof assignedOnQuerySchema>,
): Promise<AssignedOn> {
  return { lines: await validOn(call, await selectLineIds(call, selection), on) };
}

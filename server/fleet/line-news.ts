import type { Call } from '../platform/call.ts';
import { announce } from '../platform/live.ts';

/** Tells the pages of each organisation, when the transaction commits, which of its lines changed. */
export async function announceLines(
  call: Call,
  changed: { organisationId: string; lineIds: string[] }[],
): Promise<void> {
  for (const { organisationId, lineIds } of changed) {
    await announce(call, { organisationId, topic: 'line', ids: lineIds });
  }
}

/** The lines of these rows by their organisation. */
export function byOrganisation(
  rows: { organisationId: string; lineId: string }[],
): { organisationId: string; lineIds: string[] }[] {
  return [...Map.groupBy(rows, (row) => row.organisationId)].map(([organisationId, own]) => ({
    organisationId,
    lineIds: [...new Set(own.map(({ lineId }) => lineId))],
  }));
}

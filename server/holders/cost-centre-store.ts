import { sql } from 'kysely';
import type { Call } from '../platform/call.ts';

/** false when the company has this code already. */
export async function insertCostCentre(
  call: Call,
  row: { id: string; organisationId: string; code: string; name: string },
): Promise<boolean> {
  const inserted = await sql`
    INSERT INTO cost_centre (id, organisation_id, code, name, created_at)
    VALUES (${row.id}, ${row.organisationId}, ${row.code}, ${row.name}, ${call.now})
    ON CONFLICT (organisation_id, code) DO NOTHING`.execute(call.db);
  return inserted.numAffectedRows === 1n;
}

export async function updateCostCentre(
  call: Call,
  id: string,
  { name, closed }: { name: string; closed: boolean },
): Promise<void> {
  await sql`UPDATE cost_centre SET name = ${name},
      closed_at = CASE WHEN ${closed} THEN coalesce(closed_at, ${call.now}) END
    WHERE id = ${id}`.execute(call.db);
}

/** false when a line has, had or will have it: then it is history. */
export async function deleteUnusedCostCentre(call: Call, id: string): Promise<boolean> {
  const deleted = await sql`DELETE FROM cost_centre
    WHERE id = ${id} AND NOT EXISTS (SELECT FROM line_cost_centre WHERE target_id = ${id})`.execute(call.db);
  return deleted.numAffectedRows === 1n;
}

import { sql } from 'kysely';
import type { Call, Staff } from '../platform/call.ts';

/** What the operator's staff do with failed items. */
export type HandlingAction = 'retry' | 'complete' | 'cancel';

export type Handling = {
  /** Chosen by who asks: the same act sent twice is one. */
  id: string;
  action: HandlingAction;
  /** complete: what was done, for staff alone; cancel: the reason, which the customer is told. */
  note: string;
  cause: string | null;
  element: string | null;
};

/** Writes an act of staff, once; answers whether an act of this id is (now) this person's and this one. */
export async function beginHandling(call: Call<Staff>, handling: Handling): Promise<boolean> {
  const { id, action, note, cause, element } = handling;
  const { personId, name } = call.actor;
  await sql`
    INSERT INTO handling (id, action, note, handled_by, handled_by_name, handled_at, cause, element)
    VALUES (${id}, ${action}, ${note}, ${personId}, ${name}, ${call.now}, ${cause}, ${element})
    ON CONFLICT (id) DO NOTHING`.execute(call.db);
  const known = await sql`SELECT FROM handling
    WHERE id = ${id} AND action = ${action} AND note = ${note} AND handled_by = ${personId}`.execute(call.db);
  return known.rows.length === 1;
}

/** Which items an act concerns, with why each had failed; before anything becomes of them. */
export async function writeHandled(call: Call<Staff>, handlingId: string, itemIds: string[]): Promise<void> {
  await sql`
    INSERT INTO handled_item (item_id, handling_id, organisation_id, order_id, failure)
    SELECT id, ${handlingId}, organisation_id, order_id, failure
    FROM order_item WHERE id = ANY(${itemIds}::uuid[]) AND state = 'failed'`.execute(call.db);
}

/** How many items an act has concerned so far. */
export async function countHandled(call: Call<Staff>, handlingId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) FROM handled_item WHERE handling_id = ${handlingId}`.execute(call.db);
  return rows[0]?.count ?? 0;
}

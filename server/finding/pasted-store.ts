import { sql } from 'kysely';
import { withinScope } from '../organisations/organisations.ts';
import type { Call, Person, System } from '../platform/call.ts';

export type KeptEntry = { typed: string; lineId: string | null };

/** Keeps the list unless there is one with this id; false when that is somebody else's. */
export async function insertPastedList(
  call: Call<Person>,
  { id, entries }: { id: string; entries: KeptEntry[] },
): Promise<boolean> {
  const { organisationId, personId } = call.actor;
  await sql`
    INSERT INTO pasted_list (id, organisation_id, person_id, typed, line_ids, made_at)
    VALUES (${id}, ${organisationId}, ${personId}, ${entries.map(({ typed }) => typed)}::text[],
      ${entries.map(({ lineId }) => lineId)}::uuid[], ${call.now})
    ON CONFLICT (id) DO NOTHING`.execute(call.db);
  const { rows } = await sql`
    SELECT FROM pasted_list WHERE id = ${id} AND person_id = ${personId}`.execute(call.db);
  return rows.length > 0;
}

/**
 * The entries of a list of his company, in the order pasted, each with its line if he may see that; null when there is no such list. Those without are only
 * for its maker and for who sees the whole fleet: to others they would name numbers that are not theirs.
 */
export async function findPastedEntries(call: Call<Person>, listId: string): Promise<KeptEntry[] | null> {
  if (!(await isListKept(call, listId))) return null;
  const { personId, billingAccountIds } = call.actor;
  const isForHim =
    billingAccountIds === null
      ? sql`true`
      : sql`(pasted_list.person_id = ${personId} OR line.id IS NOT NULL)`;
  const found = await sql<KeptEntry>`
    SELECT entry.typed, line.id AS "lineId"
    FROM pasted_list, unnest(pasted_list.typed, pasted_list.line_ids) WITH ORDINALITY AS entry (typed, line_id, place)
    LEFT JOIN line ON line.id = entry.line_id AND ${withinScope(call.actor, 'line')}
    WHERE pasted_list.id = ${listId} AND ${isForHim} ORDER BY entry.place`.execute(call.db);
  return found.rows;
}

/** Whether his company keeps a list with this id. */
export async function isListKept(call: Call<Person>, listId: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM pasted_list WHERE id = ${listId} AND organisation_id = ${call.actor.organisationId}`.execute(
    call.db,
  );
  return rows.length > 0;
}

/** Deletes lists made before then, but those in use; of each person no more than his last so many stay. */
export async function deletePastedLists(
  call: Call<System>,
  { before, most, inUse }: { before: Date; most: number; inUse: string[] },
): Promise<void> {
  await sql`
    DELETE FROM pasted_list WHERE id <> ALL(${inUse}::uuid[]) AND (made_at < ${before} OR id IN (
      SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY person_id ORDER BY made_at DESC, id) AS place FROM pasted_list) AS own
      WHERE place > ${most}))`.execute(call.db);
}

import { sql } from 'kysely';
import type { Call, Person, System } from '../platform/call.ts';
import type { SavedView } from './contract.ts';

type StoredView = SavedView & { personId: string };

/** His own views, and those that colleagues share unless they name a customer number that he may not see; `id`: only that one. */
export async function findViews(call: Call<Person>, id?: string): Promise<StoredView[]> {
  const { organisationId, personId, billingAccountIds } = call.actor;
  const isWithinScope = billingAccountIds
    ? sql`NOT EXISTS (
        SELECT FROM jsonb_array_elements_text(coalesce(v.query -> 'filter' -> 'account', '[]')) AS named
        WHERE named NOT IN (SELECT number FROM billing_account WHERE id = ANY(${billingAccountIds}::uuid[])))`
    : sql`true`;
  const { rows } = await sql<StoredView>`
    SELECT v.id, v.name, v.shared, v.query, v.person_id AS "personId", v.person_id = ${personId} AS mine,
      concat_ws(' ', p.first_name, p.last_name) AS owner
    FROM saved_view v JOIN person p ON p.id = v.person_id
    WHERE v.organisation_id = ${organisationId} AND (v.person_id = ${personId} OR (v.shared AND ${isWithinScope}))
      AND ${id ? sql`v.id = ${id}` : sql`true`}
    ORDER BY mine DESC, lower(v.name), v.id`.execute(call.db);
  return rows;
}

/** Keeps others from removing a view until this transaction ends. */
export async function holdView(call: Call<Person>, id: string): Promise<void> {
  await sql`SELECT FROM saved_view WHERE id = ${id} AND organisation_id = ${call.actor.organisationId} FOR KEY SHARE`.execute(
    call.db,
  );
}

export async function countOwnViews(call: Call<Person>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM saved_view WHERE person_id = ${call.actor.personId}`.execute(
    call.db,
  );
  return rows[0]?.count ?? 0;
}

/** False when the id is somebody else’s, or another of his came to have this name at the same moment. */
export async function insertView(
  call: Call<Person>,
  { id, name, shared, query }: Pick<SavedView, 'id' | 'name' | 'shared' | 'query'>,
): Promise<boolean> {
  const { organisationId, personId } = call.actor;
  const { numAffectedRows } = await sql`
    INSERT INTO saved_view (id, organisation_id, person_id, name, shared, query, created_at, changed_at)
    VALUES (${id}, ${organisationId}, ${personId}, ${name}, ${shared}, ${JSON.stringify(query)}, ${call.now}, ${call.now})
    ON CONFLICT DO NOTHING`.execute(call.db);
  return Number(numAffectedRows ?? 0) === 1;
}

/** Whether another view of this person has this name. */
export async function isNameTaken(
  call: Call<Person>,
  view: { id: string; personId: string; name: string },
): Promise<boolean> {
  const { rows } = await sql`SELECT FROM saved_view
    WHERE person_id = ${view.personId} AND name = ${view.name} AND id <> ${view.id}`.execute(call.db);
  return rows.length > 0;
}

export async function updateView(
  call: Call<Person>,
  { id, name, shared, query }: Pick<SavedView, 'id' | 'name' | 'shared' | 'query'>,
): Promise<void> {
  await sql`UPDATE saved_view SET name = ${name}, shared = ${shared}, query = ${JSON.stringify(query)}, changed_at = ${call.now}
    WHERE id = ${id} AND organisation_id = ${call.actor.organisationId}`.execute(call.db);
}

export async function deleteView(call: Call<Person>, id: string): Promise<void> {
  await sql`DELETE FROM saved_view WHERE id = ${id} AND organisation_id = ${call.actor.organisationId}`.execute(
    call.db,
  );
}

/** The pasted lists that some view shows. */
export async function listsOfViews(call: Call<System>): Promise<string[]> {
  const { rows } = await sql<{ list: string }>`
    SELECT DISTINCT query -> 'filter' ->> 'list' AS list FROM saved_view WHERE query -> 'filter' ? 'list'`.execute(
    call.db,
  );
  return rows.map(({ list }) => list);
}

import { sql } from 'kysely';
import type { Call, Person } from '../platform/call.ts';
import type { AssignmentKind, HolderWords } from './contract.ts';
import { holderSeen } from './holder-list.ts';
import { holderName } from './shown-list.ts';

export type NamedHolder = {
  id: string;
  /** As `foldedNames` has it. */
  name: string;
  personnelNumber: string | null;
  email: string | null;
  isSeen: boolean;
};

/** The holders of the company that have a personnel number or a name of these; who is not seen is told only by his number. */
export async function holdersNamed(
  call: Call<Person>,
  words: Pick<HolderWords, 'firstName' | 'lastName' | 'personnelNumber'>[],
): Promise<NamedHolder[]> {
  const { organisationId } = call.actor;
  const numbers = words.flatMap(({ personnelNumber }) => personnelNumber ?? []);
  const names = words.flatMap(({ firstName, lastName }) =>
    lastName === '' ? [] : `${lastName}, ${firstName}`,
  );
  // Each by its index: how many there are of a name PostgreSQL overestimates, and reads through all of them.
  const told = sql`id, name_sort AS name, personnel_number AS "personnelNumber", email, ${holderSeen(call.actor)} AS "isSeen"`;
  const found = await sql<NamedHolder>`
    SELECT named.* FROM (SELECT DISTINCT number FROM unnest(${numbers}::text[]) AS number) AS given
      CROSS JOIN LATERAL (SELECT ${told} FROM holder
        WHERE holder.organisation_id = ${organisationId} AND holder.personnel_number = given.number LIMIT 1) AS named
    UNION
    SELECT named.* FROM (SELECT DISTINCT fold_text(name) AS name FROM unnest(${names}::text[]) AS name) AS given
      CROSS JOIN LATERAL (SELECT ${told} FROM holder
        WHERE holder.organisation_id = ${organisationId} AND holder.name_sort = given.name
          AND holder.removed_at IS NULL OFFSET 0) AS named`.execute(call.db);
  return found.rows;
}

/** Names as they are sorted and compared: folded by the database, each as it was given. */
export async function foldedNames(call: Call, names: string[]): Promise<Map<string, string>> {
  const found = await sql<{ name: string; folded: string }>`
    SELECT name, fold_text(name) AS folded FROM unnest(${names}::text[]) AS name`.execute(call.db);
  return new Map(found.rows.map(({ name, folded }) => [name, folded]));
}

/** The cost centres of the company that have a code of these, whatever its case. */
export async function costCentresOfCodes(
  call: Call<Person>,
  codes: string[],
): Promise<{ id: string; code: string; isClosed: boolean }[]> {
  const found = await sql<{ id: string; code: string; isClosed: boolean }>`
    SELECT id, code, closed_at IS NOT NULL AS "isClosed" FROM cost_centre
    WHERE organisation_id = ${call.actor.organisationId}
      AND lower(code) = ANY(${codes.map((code) => code.toLowerCase())}::text[])`.execute(call.db);
  return found.rows;
}

/** Those of these holders or cost centres that lines may be given: seen, not removed, not closed. */
export async function givableAmong(
  call: Call<Person>,
  kind: AssignmentKind,
  ids: string[],
): Promise<Set<string>> {
  const found =
    kind === 'holder'
      ? await sql<{ id: string }>`
        SELECT holder.id FROM holder WHERE holder.id = ANY(${ids}::uuid[]) AND ${holderSeen(call.actor)}`.execute(
          call.db,
        )
      : await sql<{ id: string }>`
        SELECT id FROM cost_centre WHERE id = ANY(${ids}::uuid[]) AND closed_at IS NULL
          AND organisation_id = ${call.actor.organisationId}`.execute(call.db);
  return new Set(found.rows.map(({ id }) => id));
}

/** What these holders or cost centres are called, of those that the person sees. */
export async function targetNames(
  call: Call<Person>,
  kind: AssignmentKind,
  ids: string[],
): Promise<Map<string, string>> {
  const found =
    kind === 'holder'
      ? await sql<{ id: string; name: string }>`
        SELECT holder.id, ${holderName} AS name FROM holder
        WHERE holder.id = ANY(${ids}::uuid[]) AND ${holderSeen(call.actor)}`.execute(call.db)
      : await sql<{ id: string; name: string }>`
        SELECT id, concat_ws(' · ', code, nullif(name, '')) AS name FROM cost_centre
        WHERE id = ANY(${ids}::uuid[]) AND organisation_id = ${call.actor.organisationId}`.execute(call.db);
  return new Map(found.rows.map(({ id, name }) => [id, name]));
}

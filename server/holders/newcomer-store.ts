import { sql } from 'kysely';
import type { Call, Person } from '../platform/call.ts';
import type { HolderWords } from './contract.ts';

/** Those of these ids that are holders of the company. */
export async function knownHolders(call: Call<Person>, ids: string[]): Promise<Set<string>> {
  const found = await sql<{ id: string }>`
    SELECT id FROM holder WHERE id = ANY(${ids}::uuid[]) AND organisation_id = ${call.actor.organisationId}`.execute(
    call.db,
  );
  return new Set(found.rows.map(({ id }) => id));
}

/** Adds holders in the order of their personnel numbers, but those whose number somebody has; answers whom. */
export async function insertHolders(
  call: Call<Person>,
  newcomers: { id: string; words: HolderWords }[],
): Promise<Set<string>> {
  const { organisationId, personId } = call.actor;
  const rows = newcomers.map(({ id, words }) => ({ ...words, id }));
  const inserted = await sql<{ id: string }>`
    INSERT INTO holder (id, organisation_id, first_name, last_name, email, personnel_number, locale, created_at, added_by)
    SELECT id, ${organisationId}, "firstName", "lastName", email, "personnelNumber", locale, ${call.now}, ${personId}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS given (id uuid, "firstName" text, "lastName" text, email text, "personnelNumber" text, locale text)
    ORDER BY "personnelNumber"
    ON CONFLICT (organisation_id, personnel_number) DO NOTHING RETURNING id`.execute(call.db);
  return new Set(inserted.rows.map(({ id }) => id));
}

/** Adds cost centres in the order of their codes, but those there are; answers which. */
export async function insertCostCentres(
  call: Call<Person>,
  newcomers: { id: string; words: { code: string; name: string } }[],
): Promise<Set<string>> {
  const rows = newcomers.map(({ id, words }) => ({ ...words, id }));
  const inserted = await sql<{ id: string }>`
    INSERT INTO cost_centre (id, organisation_id, code, name, created_at)
    SELECT id, ${call.actor.organisationId}, code, name, ${call.now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given (id uuid, code text, name text)
    ORDER BY code
    ON CONFLICT (organisation_id, code) DO NOTHING RETURNING id`.execute(call.db);
  return new Set(inserted.rows.map(({ id }) => id));
}

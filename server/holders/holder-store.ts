import { sql } from 'kysely';
import { withinScope } from '../organisations/organisations.ts';
import type { Call, Person } from '../platform/call.ts';
import { type Day, dayAfter } from './assignment.ts';
import type { HolderWords } from './contract.ts';

/** false when the personnel number is another's. */
export async function insertHolder(
  call: Call,
  row: HolderWords & { id: string; organisationId: string; addedBy: string },
): Promise<boolean> {
  const inserted = await sql`
    INSERT INTO holder (id, organisation_id, first_name, last_name, email, personnel_number, locale, created_at,
      added_by)
    VALUES (${row.id}, ${row.organisationId}, ${row.firstName}, ${row.lastName}, ${row.email}, ${row.personnelNumber},
      ${row.locale}, ${call.now}, ${row.addedBy})
    ON CONFLICT (organisation_id, personnel_number) DO NOTHING`.execute(call.db);
  return inserted.numAffectedRows === 1n;
}

/** Whether somebody else of the company has this personnel number. */
export async function isNumberTaken(
  call: Call,
  organisationId: string,
  personnelNumber: string | null,
  byOtherThan: string,
): Promise<boolean> {
  const found = await sql`SELECT FROM holder WHERE organisation_id = ${organisationId}
    AND personnel_number = ${personnelNumber} AND id <> ${byOtherThan}`.execute(call.db);
  return found.rows.length > 0;
}

export async function updateHolder(call: Call, id: string, words: HolderWords): Promise<void> {
  await sql`UPDATE holder SET first_name = ${words.firstName}, last_name = ${words.lastName}, email = ${words.email},
      personnel_number = ${words.personnelNumber}, locale = ${words.locale}
    WHERE id = ${id}`.execute(call.db);
}

/** The lines that he has today or is planned for. */
export async function linesUsedBy(call: Call, holderId: string): Promise<string[]> {
  const found = await sql<{ lineId: string }>`
    SELECT DISTINCT line_id AS "lineId" FROM line_holder
    WHERE target_id = ${holderId} AND phase IN ('current', 'planned') ORDER BY 1`.execute(call.db);
  return found.rows.map(({ lineId }) => lineId);
}

/** Whether he has, had or will have lines of customer numbers that this person does not see. */
export async function hasLinesBeyond(call: Call<Person>, id: string): Promise<boolean> {
  const found = await sql`SELECT FROM line_holder JOIN line_state ON line_state.line_id = line_holder.line_id
    WHERE line_holder.target_id = ${id} AND NOT ${withinScope(call.actor, 'line_state')} LIMIT 1`.execute(
    call.db,
  );
  return found.rows.length > 0;
}

/** Nothing of him stays but that lines had somebody. */
export async function eraseHolder(call: Call, id: string): Promise<void> {
  await sql`UPDATE holder SET first_name = '', last_name = '', email = NULL, personnel_number = NULL, locale = NULL,
      added_by = NULL, removed_at = ${call.now}
    WHERE id = ${id}`.execute(call.db);
}

/** His lines are nobody's from today on, those he got only today from tomorrow; what was planned for him is not. Lines are locked. */
export async function endAllOf(call: Call, id: string, today: Day): Promise<void> {
  await sql`DELETE FROM line_holder WHERE target_id = ${id} AND phase = 'planned'`.execute(call.db);
  await sql`UPDATE line_holder SET valid_until = greatest(valid_from, ${dayAfter(today, -1)}::date),
      phase = CASE WHEN valid_from < ${today}::date THEN 'ended' ELSE phase END
    WHERE target_id = ${id} AND phase = 'current'`.execute(call.db);
}

/** false when he has, had or will have a line: then he is history. */
export async function deleteUnusedHolder(call: Call, id: string): Promise<boolean> {
  const deleted = await sql`DELETE FROM holder
    WHERE id = ${id} AND NOT EXISTS (SELECT FROM line_holder WHERE target_id = ${id})`.execute(call.db);
  return deleted.numAffectedRows === 1n;
}

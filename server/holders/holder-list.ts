import { type RawBuilder, sql, type SqlBool } from 'kysely';
import { withinScope } from '../organisations/organisations.ts';
import type { Call, Person } from '../platform/call.ts';
import type { HeldLines, Holder, HolderList } from './contract.ts';
import { holderName } from './shown-list.ts';

/** A page of the company's holders by name, those that fit the words. */
export async function listHolders(
  call: Call<Person>,
  { search, page, size }: { search?: string | undefined; page: number; size: number },
): Promise<HolderList> {
  const fits = sql.join(
    [holderSeen(call.actor), ...wordsOf(search).map((word) => fitsWord('holder', word))],
    sql` AND `,
  );
  const found = await sql<Holder>`
    SELECT ${holderColumns(call.actor)}
    FROM (SELECT id FROM holder WHERE ${fits} ORDER BY name_sort, id LIMIT ${size} OFFSET ${(page - 1) * size}) AS page
    JOIN holder ON holder.id = page.id ORDER BY holder.name_sort, holder.id`.execute(call.db);
  const counted = await sql<{ total: number }>`SELECT count(*) AS total FROM holder WHERE ${fits}`.execute(
    call.db,
  );
  return { holders: found.rows, total: counted.rows[0]?.total ?? 0 };
}

/** One holder, or undefined when he does not exist for this person. */
export async function findHolder(call: Call<Person>, id: string): Promise<Holder | undefined> {
  const found = await sql<Holder>`
    SELECT ${holderColumns(call.actor)} FROM holder WHERE holder.id = ${id} AND ${holderSeen(call.actor)}`.execute(
    call.db,
  );
  return found.rows[0];
}

/** A page of his lines that the person sees: what he has today, what is planned, what he had; the latest first. */
export async function linesOfHolder(
  call: Call<Person>,
  id: string,
  { page, size }: { page: number; size: number },
): Promise<HeldLines> {
  const held = sql`line_holder JOIN line ON line.id = line_holder.line_id
    WHERE line_holder.target_id = ${id} AND ${withinScope(call.actor, 'line')}`;
  const found = await sql<HeldLines['lines'][number]>`
    SELECT line_holder.id AS "assignmentId", line.id AS "lineId", line.msisdn, line_holder.valid_from AS "from",
      line_holder.valid_until AS until, line_holder.phase
    FROM ${held} ORDER BY array_position(ARRAY['current', 'planned', 'ended'], line_holder.phase),
      line_holder.valid_from DESC, line_holder.id LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(call.db);
  const counted = await sql<{ total: number }>`SELECT count(*) AS total FROM ${held}`.execute(call.db);
  return { lines: found.rows, total: counted.rows[0]?.total ?? 0 };
}

/**
 * Whether a row of `holder` may be seen: not removed, of his own company, and by one who is limited to some customer numbers only when he has or had
 * a line of them, or when he has written him down himself.
 */
export function holderSeen(actor: Person): RawBuilder<SqlBool> {
  const own = sql<SqlBool>`holder.organisation_id = ${actor.organisationId} AND holder.removed_at IS NULL`;
  if (actor.billingAccountIds === null) return own;
  return sql<SqlBool>`${own} AND (
    EXISTS (SELECT FROM line_holder JOIN line_state ON line_state.line_id = line_holder.line_id
      WHERE line_holder.target_id = holder.id AND ${withinScope(actor, 'line_state')})
    OR holder.added_by = ${actor.personId})`;
}

/** The lines are counted of the rows of the page only. */
function holderColumns(actor: Person): RawBuilder<unknown> {
  return sql`holder.id, holder.first_name AS "firstName", holder.last_name AS "lastName", ${holderName} AS name, holder.email,
    holder.personnel_number AS "personnelNumber", holder.locale,
    (SELECT count(*) FROM line_holder JOIN line_state ON line_state.line_id = line_holder.line_id
      WHERE line_holder.target_id = holder.id AND line_holder.phase = 'current' AND ${withinScope(actor, 'line_state')}) AS lines`;
}

/** What was typed, word by word; each must occur. */
export function wordsOf(search: string | undefined): string[] {
  return (search ?? '')
    .normalize('NFKC')
    .split(/[\s,;]+/)
    .filter(Boolean);
}

/** Whether a word occurs in the search text of a row, without regard to accents and case. */
export function fitsWord(table: string, word: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(`${table}.search_text`)} LIKE containing(${word})`;
}

import { type RawBuilder, sql } from 'kysely';
import type { ShownHolder } from '../fleet/fleet.ts';
import type { Call } from '../platform/call.ts';
import type { Day } from './assignment.ts';
import { tableOf } from './assignment-store.ts';
import type { Assignment, AssignedOn, AssignmentKind, LineAssignments } from './contract.ts';

/** What lines show today of their holders; empty texts: nobody. In no order. */
export async function currentHolders(call: Call, lineIds: string[]): Promise<ShownHolder[]> {
  const found = await sql<ShownHolder>`
    SELECT wanted.id AS "lineId", coalesce(holder.first_name, '') AS "firstName", coalesce(holder.last_name, '') AS "lastName",
      coalesce(holder.personnel_number, '') AS "personnelNumber"
    FROM unnest(${lineIds}::uuid[]) AS wanted (id)
    LEFT JOIN LATERAL (SELECT target_id FROM line_holder
      WHERE line_holder.line_id = wanted.id AND line_holder.phase = 'current' LIMIT 1) AS held ON true
    LEFT JOIN holder ON holder.id = held.target_id`.execute(call.db);
  return found.rows;
}

/** The codes that lines show today of their cost centres; the empty one: none. In no order. */
export async function currentCostCentres(
  call: Call,
  lineIds: string[],
): Promise<{ lineId: string; code: string }[]> {
  const found = await sql<{ lineId: string; code: string }>`
    SELECT wanted.id AS "lineId", coalesce(cost_centre.code, '') AS code
    FROM unnest(${lineIds}::uuid[]) AS wanted (id)
    LEFT JOIN LATERAL (SELECT target_id FROM line_cost_centre
      WHERE line_cost_centre.line_id = wanted.id AND line_cost_centre.phase = 'current' LIMIT 1) AS held ON true
    LEFT JOIN cost_centre ON cost_centre.id = held.target_id`.execute(call.db);
  return found.rows;
}

/** All that a line ever had and will have, the latest first. The caller has found the line within his sight. */
export async function assignmentsOf(call: Call, lineId: string): Promise<LineAssignments> {
  const holders = await sql<Assignment>`
    SELECT held.id, held.target_id AS "targetId", ${holderName} AS name, NULL AS code, held.valid_from AS "from",
      held.valid_until AS until, held.phase
    FROM line_holder AS held JOIN holder ON holder.id = held.target_id
    WHERE held.line_id = ${lineId} ORDER BY held.valid_from DESC`.execute(call.db);
  const costCentres = await sql<Assignment>`
    SELECT held.id, held.target_id AS "targetId", cost_centre.name, cost_centre.code, held.valid_from AS "from",
      held.valid_until AS until, held.phase
    FROM line_cost_centre AS held JOIN cost_centre ON cost_centre.id = held.target_id
    WHERE held.line_id = ${lineId} ORDER BY held.valid_from DESC`.execute(call.db);
  return { holders: holders.rows, costCentres: costCentres.rows };
}

/** Last name, first name, over `holder`. */
export const holderName = sql<string>`CASE WHEN holder.first_name = '' THEN holder.last_name
  ELSE holder.last_name || ', ' || holder.first_name END`;

/** What these lines had on a day, in the order of `lineIds`. The caller has found them within his sight. */
export async function validOn(call: Call, lineIds: string[], day: Day): Promise<AssignedOn['lines']> {
  const found = await sql<AssignedOn['lines'][number]>`
    SELECT wanted.id AS "lineId", holder.id AS "holderId", coalesce(${holderName}, '') AS "holderName",
      coalesce(cost_centre.code, '') AS "costCentreCode"
    FROM unnest(${lineIds}::uuid[]) WITH ORDINALITY AS wanted (id, place)
    ${targetOn('line_holder', day)} AS held ON true
    LEFT JOIN holder ON holder.id = held.target_id
    ${targetOn('line_cost_centre', day)} AS charged ON true
    LEFT JOIN cost_centre ON cost_centre.id = charged.target_id
    ORDER BY wanted.place`.execute(call.db);
  return found.rows;
}

/** Line by line, by its index: of the spans that began by that day the last one, when it had not ended. */
function targetOn(table: string, day: Day): RawBuilder<unknown> {
  return sql`LEFT JOIN LATERAL (
    SELECT CASE WHEN span.valid_until < ${day}::date THEN NULL ELSE span.target_id END AS target_id FROM ${sql.table(table)} AS span
    WHERE span.line_id = wanted.id AND span.valid_from <= ${day}::date ORDER BY span.valid_from DESC LIMIT 1)`;
}

/** Which target each of these lines has on its day, in their order; null: none. The caller has found the lines within his sight. */
export async function targetsHeld(
  call: Call,
  kind: AssignmentKind,
  wanted: { lineId: string; day: Day }[],
): Promise<(string | null)[]> {
  const found = await sql<{ targetId: string | null }>`
    SELECT (SELECT CASE WHEN span.valid_until < wanted.day THEN NULL ELSE span.target_id END FROM ${tableOf[kind]} AS span
      WHERE span.line_id = wanted.line_id AND span.valid_from <= wanted.day
      ORDER BY span.valid_from DESC LIMIT 1) AS "targetId"
    FROM unnest(${wanted.map(({ lineId }) => lineId)}::uuid[], ${wanted.map(({ day }) => day)}::date[])
      WITH ORDINALITY AS wanted (line_id, day, place)
    ORDER BY wanted.place`.execute(call.db);
  return found.rows.map(({ targetId }) => targetId);
}

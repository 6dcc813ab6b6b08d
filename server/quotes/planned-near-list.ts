import { type RawBuilder, sql } from 'kysely';
import { withinScope } from '../organisations/organisations.ts';
import type { Call, Person } from '../platform/call.ts';
import type { PlannedNear } from './contract.ts';

/** What is planned on some lines, those of one line in the order they begin. */
export async function listPlannedBefore(
  call: Call,
  lineIds: string[],
): Promise<{ lineId: string; startsAt: Date; actions: unknown }[]> {
  const found = await sql<{ lineId: string; startsAt: Date; actions: unknown }>`
    SELECT line_id AS "lineId", due_at AS "startsAt", actions FROM order_item
    WHERE line_id = ANY(${lineIds}::uuid[]) AND state = 'planned'
    ORDER BY line_id, due_at, sequence`.execute(call.db);
  return found.rows;
}

/** What is planned on the numbers of a quote for options of these codes, soonest first, at most 20 orders. */
export async function listPlannedNear(
  call: Call<Person>,
  quoteId: string,
  codes: string[],
): Promise<PlannedNear[]> {
  const found = await sql<Omit<PlannedNear, 'startsAt'> & { startsAt: Date }>`
    SELECT o.id AS "orderId", o.number AS "orderNumber", near."startsAt", near."lineCount", ${addedBy}, ${removedBy}, ${moveBy}
    FROM (
      SELECT i.order_id, min(i.due_at) AS "startsAt", count(DISTINCT i.line_id)::integer AS "lineCount"
      FROM order_item i
      WHERE i.state = 'planned' AND ${withinScope(call.actor, 'i')}
        AND i.order_id IN (SELECT id FROM product_order WHERE ${holdsPlanned(call)})
        AND i.line_id IN (SELECT unnest(line_ids) FROM quote WHERE id = ${quoteId})
        AND EXISTS (SELECT FROM jsonb_array_elements(i.actions) AS act WHERE act ->> 'code' = ANY(${codes}::text[]))
      GROUP BY i.order_id
      ORDER BY 2 LIMIT 20
    ) AS near JOIN product_order o ON o.id = near.order_id
    ORDER BY near."startsAt", o.number`.execute(call.db);
  return found.rows.map((row) => ({ ...row, startsAt: row.startsAt.toISOString() }));
}

/** Orders of the person's organisation of which something may still wait for its time: few, by indexes on their state. */
export function holdsPlanned({ actor }: Call<Person>): RawBuilder<boolean> {
  return sql`product_order.organisation_id = ${actor.organisationId} AND product_order.starts_at IS NOT NULL
    AND product_order.state IN ('planned', 'acknowledged', 'inProgress')`;
}

/** The codes of options that an order `o` adds, and those that it removes. */
export const addedBy = sql`ARRAY(SELECT jsonb_array_elements(o.change -> 'add') ->> 'code') AS add`;
/** What it does with the lines themselves. */
export const moveBy = sql`o.change -> 'status' AS status`;
export const removedBy = sql`ARRAY(SELECT jsonb_array_elements_text(o.change -> 'remove')) AS remove`;

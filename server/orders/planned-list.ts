import { type RawBuilder, sql } from 'kysely';
import { withinScope } from '../organisations/organisations.ts';
import type { Call, Person } from '../platform/call.ts';
import type { PlannedEntry, PlannedList, PlannedNear } from './contract.ts';

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
    SELECT o.id AS "orderId", o.number AS "orderNumber", near."startsAt", near."lineCount", ${addedBy}, ${removedBy}
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

const mostEntries = 1000;

/** What begins between two instants, of the numbers that the person may see: an order once for each moment at which numbers of it begin. */
export async function listPlanned(call: Call<Person>, from: Date, to: Date): Promise<PlannedList> {
  const found = await sql<
    Omit<PlannedEntry, 'startsAt' | 'ends'> & {
      startsAt: Date;
      endsId: string | null;
      endsNumber: number | null;
    }
  >`
    SELECT o.id AS "orderId", o.number AS "orderNumber", planned."startsAt", planned."lineCount",
      ${addedBy}, ${removedBy}, o.requested_by_name AS "requestedBy",
      EXISTS (SELECT FROM order_sweep s WHERE s.order_id = o.id AND s.kind = 'move') AS "isMoving", ended.id AS "endsId", ended.number AS "endsNumber"
    FROM (
      SELECT i.order_id, i.due_at AS "startsAt", count(*)::integer AS "lineCount"
      FROM order_item i
      WHERE i.state = 'planned' AND ${withinScope(call.actor, 'i')} AND i.due_at >= ${from} AND i.due_at < ${to}
        AND i.order_id IN (SELECT id FROM product_order WHERE ${holdsPlanned(call)})
      GROUP BY 1, 2 ORDER BY 2 LIMIT ${mostEntries}
    ) AS planned
    JOIN product_order o ON o.id = planned.order_id
    LEFT JOIN product_order ended ON ended.id = o.ends_order_id
    ORDER BY planned."startsAt", o.number`.execute(call.db);
  const { ordersPlanned, nextPlannedAt } = await summarisePlanned(call);
  return {
    entries: found.rows.map(({ startsAt, endsId, endsNumber, ...entry }) => ({
      ...entry,
      startsAt: startsAt.toISOString(),
      ends: endsId && endsNumber ? { orderId: endsId, orderNumber: endsNumber } : null,
    })),
    total: ordersPlanned,
    next: nextPlannedAt,
  };
}

/** How many orders wait for their time, and when the first begins. */
export async function summarisePlanned(
  call: Call<Person>,
): Promise<{ ordersPlanned: number; nextPlannedAt: string | null }> {
  const found = await sql<{ orders: number; next: Date | null }>`
    SELECT count(*)::integer AS orders, min(mine.next) AS next
    FROM product_order, LATERAL (
      SELECT i.due_at AS next FROM order_item i
      WHERE i.order_id = product_order.id AND i.state = 'planned' AND ${withinScope(call.actor, 'i')}
      ORDER BY i.due_at LIMIT 1
    ) AS mine
    WHERE ${holdsPlanned(call)}`.execute(call.db);
  const [row] = found.rows;
  return { ordersPlanned: row?.orders ?? 0, nextPlannedAt: row?.next?.toISOString() ?? null };
}

/** Orders of the person's organisation of which something may still wait for its time: few, by indexes on their state. */
function holdsPlanned({ actor }: Call<Person>): RawBuilder<boolean> {
  return sql`product_order.organisation_id = ${actor.organisationId} AND product_order.starts_at IS NOT NULL
    AND product_order.state IN ('planned', 'acknowledged', 'inProgress')`;
}

const addedBy = sql`ARRAY(SELECT jsonb_array_elements(o.change -> 'add') ->> 'code') AS add`;
const removedBy = sql`ARRAY(SELECT jsonb_array_elements_text(o.change -> 'remove')) AS remove`;

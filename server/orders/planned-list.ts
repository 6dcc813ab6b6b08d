import { sql } from 'kysely';
import { withinScope } from '../organisations/organisations.ts';
import type { Call, Person } from '../platform/call.ts';
import { addedBy, holdsPlanned, removedBy, moveBy } from '../quotes/quotes.ts';
import type { PlannedEntry, PlannedList } from './contract.ts';

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
      ${addedBy}, ${removedBy}, ${moveBy}, o.requested_by_name AS "requestedBy",
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

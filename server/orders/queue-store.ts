import { sql } from 'kysely';
import { z } from 'zod';
import type { Call } from '../platform/call.ts';
import { keepsGenerated } from '../provisioning/provisioning.ts';
import { type ItemAction, itemAction } from '../quotes/quotes.ts';
import type { KeptFailure } from './failure.ts';

/** An item that waits for its turn and that no worker has begun. */
export type WaitingItem = {
  id: string;
  organisationId: string;
  orderId: string;
  lineId: string;
  actions: ItemAction[];
};

/** What waits on these lines, except of one order, in the order in which it would be carried out. No worker begins it until the transaction ends. */
export async function lockWaiting(
  call: Call,
  lineIds: string[],
  exceptOrderId: string,
): Promise<WaitingItem[]> {
  const { rows } = await sql<Omit<WaitingItem, 'actions'> & { actions: unknown }>`
    SELECT id, organisation_id AS "organisationId", order_id AS "orderId", line_id AS "lineId", actions FROM (
      SELECT * FROM order_item
      WHERE line_id = ANY(${lineIds}::uuid[]) AND state = 'acknowledged' AND order_id <> ${exceptOrderId} ORDER BY id FOR UPDATE
    ) AS waiting ORDER BY sequence`.execute(call.db);
  return rows.map((row) => ({ ...row, actions: z.array(itemAction).parse(row.actions) }));
}

/** Ends what waits as failed, without the network. */
export async function failWaiting(call: Call, items: { id: string; failure: KeptFailure }[]): Promise<void> {
  if (items.length === 0) return;
  await sql`
    UPDATE order_item i SET state = 'failed', is_head = false, ended_at = ${call.now}, failure = ended.failure, ${keepsGenerated}
    FROM unnest(${items.map(({ id }) => id)}::uuid[], ${items.map(({ failure }) => JSON.stringify(failure))}::jsonb[])
      AS ended (id, failure)
    WHERE i.id = ended.id AND i.state = 'acknowledged'`.execute(call.db);
}

/** Lets what waits queue up anew, behind all that is there now. */
export async function queueAnew(call: Call, ids: string[]): Promise<void> {
  for (const id of ids)
    await sql`UPDATE order_item SET sequence = DEFAULT, is_head = false, ${keepsGenerated} WHERE id = ${id}`.execute(
      call.db,
    );
}

/** Lets the items of an order go first of their lines, behind what a worker has begun. Nothing else waits before them. */
export async function putFirst(call: Call, orderId: string, lineIds: string[]): Promise<void> {
  if (lineIds.length === 0) return;
  await sql`
    UPDATE order_item i SET ${keepsGenerated}, is_head = NOT EXISTS (SELECT FROM order_item begun
      WHERE begun.line_id = i.line_id AND begun.state = 'inProgress')
    WHERE order_id = ${orderId} AND line_id = ANY(${lineIds}::uuid[])`.execute(call.db);
}

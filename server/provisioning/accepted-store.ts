import { sql } from 'kysely';
import type { Call, Db } from '../platform/call.ts';
import { type Fence, isStillHeld } from './claim-store.ts';
import { mayBeSeen } from './store.ts';

/** An item that the network works on. `told`: it was asked to give it up. `reference`: what it calls it, if it says so now. */
export type AcceptedFence = Fence & { dueAt: Date; told: boolean; reference: string | null };

/**
 * Lets go of items that the network works on until they are to be read back: at once when it has told of them meanwhile. What went wrong
 * before is forgotten: being accepted costs no try. Answers how many were still this worker's.
 */
export async function acceptItems(db: Db, now: Date, items: AcceptedFence[]): Promise<number> {
  if (items.length === 0) return 0;
  const result = await sql`
    UPDATE order_item i SET
      lease_until = NULL, tries = 0, losses = 0, failure = NULL,
      accepted_at = coalesce(accepted_at, ${now}),
      network_reference = coalesce(r.reference, network_reference),
      cancelling = CASE WHEN r.told AND cancelling IS NOT NULL THEN 'told' ELSE cancelling END,
      due_at = CASE WHEN is_woken THEN ${now} ELSE r.due_at END
    FROM unnest(${items.map(({ id }) => id)}::uuid[], ${items.map(({ attempts }) => attempts)}::integer[],
                ${items.map(({ dueAt }) => dueAt.toISOString())}::timestamptz[],
                ${items.map(({ told }) => told)}::boolean[],
                ${items.map(({ reference }) => reference)}::text[]) AS r(id, attempts, due_at, told, reference)
    WHERE ${isStillHeld(items)}`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}

/** By which the network names an item: our id, or what it calls it. */
export type ItemName = { itemId: string } | { reference: string };

/** An item of an element of which the network tells is due now, or as soon as its worker lets go of it. Answers whether there is one. */
export async function wakeItem(call: Call, element: string, name: ItemName): Promise<boolean> {
  const result = await sql`
    UPDATE order_item SET is_woken = true, due_at = CASE WHEN lease_until IS NULL THEN least(due_at, ${call.now}) ELSE due_at END
    WHERE ${'itemId' in name ? sql`id = ${name.itemId}` : sql`network_reference = ${name.reference}`}
      AND element = ${element} AND state = 'inProgress'`.execute(call.db);
  return (result.numAffectedRows ?? 0n) > 0n;
}

/** The accepted items of an order are to be cancelled, as far as the actor may see them, and are due now. Answers how many are so newly. */
export async function wantCancelled(call: Call, orderId: string): Promise<number> {
  const result = await sql`
    UPDATE order_item SET cancelling = 'wanted', is_woken = true,
      due_at = CASE WHEN lease_until IS NULL THEN least(due_at, ${call.now}) ELSE due_at END
    WHERE order_id = ${orderId} AND state = 'inProgress' AND accepted_at IS NOT NULL AND cancelling IS NULL
      AND ${mayBeSeen(call)}`.execute(call.db);
  return Number(result.numAffectedRows ?? 0);
}

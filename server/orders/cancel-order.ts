import { record } from '../audit/audit.ts';
import { lockLines } from '../fleet/fleet.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { cancelAcceptedItems, cancelWaitingItems } from '../provisioning/provisioning.ts';
import type { Order } from './contract.ts';
import { countEnded, endItems } from './hear-items.ts';
import { refuseOperatorAct } from './correction.ts';
import { findOrder } from './order-list.ts';
import { cancelPlanned, type PlannedItem, plannedItems, unbegunLines } from './planned-store.ts';
import { readOrder } from './read-orders.ts';

/**
 * Cancels what of an order has not begun, also what waits for its time, and asks the network to give up what it has accepted and works on by itself;
 * what is just being sent goes on to its end.
 */
export async function cancelOrder(call: Call<Person>, { orderId }: { orderId: string }): Promise<Order> {
  const order = await findOrder(call, orderId);
  if (!order) throw notFound();
  refuseOperatorAct(order);
  await inTransaction(call, async (call) => {
    await lockLines(call, await unbegunLines(call, orderId));
    const planned = await plannedItems(call, orderId);
    const cancelled = await cancelUnbegun(call, orderId, planned);
    const asked = await cancelAcceptedItems(call, orderId);
    if (cancelled + asked === 0) throw nothingToCancel();
    await record(call, {
      action: 'orders.cancelled',
      targetKind: 'order',
      targetId: orderId,
      before: { state: order.state },
      after: asked > 0 ? { cancelled, asked } : { cancelled },
    });
  });
  return readOrder(call, { orderId });
}

/** Both kinds are counted together, when all items are locked: an order's row comes last. */
async function cancelUnbegun(call: Call, orderId: string, planned: PlannedItem[]): Promise<number> {
  const ids = planned.map(({ id }) => id);
  const ended = (await cancelPlanned(call, ids)).map((item) => ({ ...item, state: 'cancelled' as const }));
  let counted = false;
  const waiting = await cancelWaitingItems(call, orderId, {
    onItemsEnded: async (call, items) => {
      counted = true;
      await endItems(call, items, ended);
    },
  });
  if (!counted) await countEnded(call, ended);
  return ended.length + waiting;
}

function nothingToCancel(): Refusal {
  return new Refusal(409, 'nothing-to-cancel', 'Everything of this order has begun already.');
}

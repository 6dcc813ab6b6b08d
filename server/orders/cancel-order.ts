import { record } from '../audit/audit.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { cancelAcceptedItems, cancelWaitingItems } from '../provisioning/provisioning.ts';
import type { Order } from './contract.ts';
import { orderHearers } from './hear-items.ts';
import { findOrder } from './order-list.ts';
import { readOrder } from './read-orders.ts';

/**
 * Cancels what of an order has not begun, and asks the network to give up what it has accepted and works on by itself; what is just being
 * sent goes on to its end.
 */
export async function cancelOrder(call: Call<Person>, { orderId }: { orderId: string }): Promise<Order> {
  const order = await findOrder(call, orderId);
  if (!order) throw notFound();
  await inTransaction(call, async (call) => {
    const cancelled = await cancelWaitingItems(call, orderId, orderHearers);
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

function nothingToCancel(): Refusal {
  return new Refusal(409, 'nothing-to-cancel', 'Everything of this order has begun already.');
}

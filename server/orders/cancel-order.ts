import { record } from '../audit/audit.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { announce } from '../platform/live.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { cancelAcceptedItems, lockClaims, lockPause } from '../provisioning/provisioning.ts';
import type { Order } from './contract.ts';
import { refuseOperatorAct } from './correction.ts';
import { findOrder, type SeenOrder } from './order-list.ts';
import { lockBeginning } from './planned-store.ts';
import { readOrder } from './read-orders.ts';
import { beginSweep } from './sweep-order.ts';
import { countUnbegun, insertSweep } from './sweep-store.ts';

/**
 * Cancels what of an order has not begun, also what waits for its time, and asks the network to give up what it has accepted and works on by itself;
 * what is just being sent goes on to its end. When it answers nothing more of it begins; the items of a large order follow in batches.
 */
export async function cancelOrder(call: Call<Person>, { orderId }: { orderId: string }): Promise<Order> {
  const order = await findOrder(call, orderId);
  if (!order) throw notFound();
  refuseOperatorAct(order);
  const sweepId = await inTransaction(call, (call) => stopTheRest(call, order));
  if (sweepId) await beginSweep(call, sweepId, orderId);
  return readOrder(call, { orderId });
}

async function stopTheRest(call: Call<Person>, order: SeenOrder): Promise<string | null> {
  await lockPause(call, order.id);
  if (order.starts_at) await lockBeginning(call);
  await lockClaims(call);
  const cancelled = await countUnbegun(call, order.id, true);
  const asked = await cancelAcceptedItems(call, order.id);
  if (cancelled + asked === 0) {
    if (order.stopping_count > 0) return null;
    throw nothingToCancel();
  }
  await record(call, {
    action: 'orders.cancelled',
    targetKind: 'order',
    targetId: order.id,
    before: { state: order.state },
    after: asked > 0 ? { cancelled, asked } : { cancelled },
  });
  await announce(call, { organisationId: call.actor.organisationId, topic: 'order', ids: [order.id] });
  return cancelled > 0 ? insertSweep(call, order.id, 'cancel', cancelled) : null;
}

function nothingToCancel(): Refusal {
  return new Refusal(409, 'nothing-to-cancel', 'Everything of this order has begun already.');
}

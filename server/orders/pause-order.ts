import { record } from '../audit/audit.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { announce } from '../platform/live.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { lockClaims, lockPause } from '../provisioning/provisioning.ts';
import type { Order } from './contract.ts';
import { refuseOperatorAct } from './correction.ts';
import { findOrder, type SeenOrder } from './order-list.ts';
import { writePaused, writeResumed } from './order-store.ts';
import { lockBeginning } from './planned-store.ts';
import { readOrder } from './read-orders.ts';
import { beginSweep } from './sweep-order.ts';
import { countUnbegun, insertSweep } from './sweep-store.ts';

/**
 * Lets nothing more of an order begin until it is resumed; what the network is already doing goes on to its end. It holds when it answers, however
 * large the order is. An order that is paused stays as it is. For who sees all of its numbers.
 */
export async function pauseOrder(call: Call<Person>, { orderId }: { orderId: string }): Promise<Order> {
  const sweepId = await inTransaction(call, async (call) => {
    const order = await lockedWhole(call, orderId);
    if (order.paused_at) return null;
    if (order.starts_at) await lockBeginning(call);
    await lockClaims(call);
    const waiting = await countUnbegun(call, orderId, false);
    if (waiting === 0 || !(await writePaused(call, orderId))) throw nothingToPause();
    await tell(call, 'orders.paused', order, waiting);
    return insertSweep(call, orderId, 'pause', waiting);
  });
  if (sweepId) await beginSweep(call, sweepId, orderId);
  return readOrder(call, { orderId });
}

/** Lets a paused order go on; one that is not paused stays as it is. For who sees all of its numbers. */
export async function resumeOrder(call: Call<Person>, { orderId }: { orderId: string }): Promise<Order> {
  const sweepId = await inTransaction(call, async (call) => {
    const order = await lockedWhole(call, orderId);
    if (!order.paused_at) return null;
    const waiting = await countUnbegun(call, orderId, false);
    await writeResumed(call, orderId);
    await tell(call, 'orders.resumed', order, waiting);
    return insertSweep(call, orderId, 'resume', waiting);
  });
  if (sweepId) await beginSweep(call, sweepId, orderId);
  return readOrder(call, { orderId });
}

/** Whoever sees a part only would hold up, or set going, what he knows nothing of. */
async function lockedWhole(call: Call<Person>, orderId: string): Promise<SeenOrder> {
  await lockPause(call, orderId);
  const order = await findOrder(call, orderId);
  if (!order) throw notFound();
  refuseOperatorAct(order);
  if (order.part) throw seenInPart();
  return order;
}

async function tell(
  call: Call<Person>,
  action: 'orders.paused' | 'orders.resumed',
  order: SeenOrder,
  waiting: number,
): Promise<void> {
  await record(call, {
    action,
    targetKind: 'order',
    targetId: order.id,
    before: { pausedAt: order.paused_at?.toISOString() ?? null },
    after: { pausedAt: action === 'orders.paused' ? call.now.toISOString() : null, waiting },
  });
  await announce(call, { organisationId: call.actor.organisationId, topic: 'order', ids: [order.id] });
}

function nothingToPause(): Refusal {
  return new Refusal(409, 'nothing-to-pause', 'Everything of this order has begun already.');
}

function seenInPart(): Refusal {
  return new Refusal(
    403,
    'order-in-part',
    'This order also concerns numbers that you do not see: only somebody who sees all of them can pause it.',
  );
}

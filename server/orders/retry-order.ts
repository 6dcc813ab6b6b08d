import { record } from '../audit/audit.ts';
import { addOpenItems, lockLines } from '../fleet/fleet.ts';
import { type Call, inTransaction, type Person, type Staff } from '../platform/call.ts';
import { announce, announceToStaff } from '../platform/live.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { lockPause, retryItems } from '../provisioning/provisioning.ts';
import type { Order } from './contract.ts';
import { type FailedItem, failedItems } from './item-list.ts';
import { keepPossible } from './judge-failed.ts';
import { refuseOperatorAct } from './correction.ts';
import { findOrder } from './order-list.ts';
import { moveOf } from './order-state.ts';
import { addToCounts, countRetry, writeState } from './order-store.ts';
import { readOrder } from './read-orders.ts';

/**
 * Sends the failed items of an order again, behind whatever their lines have been asked since, at the prices that were confirmed. Each is judged
 * anew: one that the rules now refuse stays failed and says why. `cause`: only those that failed so. Refused when none can be sent.
 */
export async function retryOrder(
  call: Call<Person>,
  { orderId, cause }: { orderId: string; cause?: string[] | undefined },
): Promise<Order> {
  const order = await findOrder(call, orderId);
  if (!order) throw notFound();
  refuseOperatorAct(order);
  if (order.failed_count === 0) throw nothingToRetry();
  const { again, refused } = await inTransaction(call, async (call) => {
    await lockFailed(call, orderId);
    // Read once more under the lock: another person may have sent them again meanwhile.
    const failed = await failedItems(call, orderId);
    const judged = await keepPossible(
      call,
      cause ? failed.filter((item) => cause.includes(item.cause)) : failed,
    );
    if (judged.possible.length > 0) await reopen(call, orderId, judged.possible, judged.refused);
    return { again: judged.possible.length, refused: judged.refused };
  });
  // Somebody else came first: a colleague, or the operator's staff.
  if (again + refused === 0) throw nothingToRetry();
  // Only now: why each was refused is kept.
  if (again === 0 && refused > 0) throw nothingStillPossible();
  return readOrder(call, { orderId });
}

/** Keeps the order from being paused meanwhile, and locks the lines of the failed items of an order, `only` some of them when given. */
export async function lockFailed(call: Call, orderId: string, only?: string[]): Promise<void> {
  await lockPause(call, orderId);
  const items = await failedItems(call, orderId, only);
  await lockLines(
    call,
    items.map((item) => item.lineId),
  );
}

/** Failed items wait again, and their order is under way. Their lines are locked by the caller; `refused`: how many stay failed. */
export async function reopen(
  call: Call<Person | Staff>,
  orderId: string,
  possible: FailedItem[],
  refused: number,
): Promise<void> {
  const again = await retryItems(
    call,
    orderId,
    possible.map(({ id }) => id),
  );
  await addOpenItems(
    call,
    again.map(({ lineId }) => lineId),
  );
  const [order] = await addToCounts(call, [{ orderId, completed: 0, failed: -again.length, cancelled: 0 }]);
  if (!order) throw notFound();
  const { state, completed, failed, cancelled, organisationId } = order;
  const waiting = order.itemCount - completed - failed - cancelled;
  const next = moveOf(state, {
    waiting,
    inProgress: 0,
    completed,
    failed,
    cancelled,
    begun: true,
  });
  if (next) await writeState(call, orderId, next, null);
  await countRetry(call, orderId);
  await record(call, {
    action: 'orders.retried',
    organisationId,
    targetKind: 'order',
    targetId: orderId,
    before: { state, failed: failed + again.length },
    after: { state: next ?? state, failed, sentAgain: again.length, refused },
  });
  await announce(call, { organisationId, topic: 'order', ids: [orderId] });
  await announceToStaff(call, 'fallout');
}

function nothingToRetry(): Refusal {
  return new Refusal(409, 'nothing-to-retry', 'Nothing of this order has failed.');
}

function nothingStillPossible(): Refusal {
  return new Refusal(
    422,
    'nothing-still-possible',
    'None of the failed numbers can be sent again: each now says why it is no longer possible.',
  );
}

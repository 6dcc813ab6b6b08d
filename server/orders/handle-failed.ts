import { record } from '../audit/audit.ts';
import { applyEndedItems } from '../fleet/fleet.ts';
import { type Call, inTransaction, type Staff } from '../platform/call.ts';
import { announce, announceToStaff } from '../platform/live.ts';
import { notFound } from '../platform/refusal.ts';
import { settleItems } from '../provisioning/provisioning.ts';
import { type Handling, writeHandled } from './handling-store.ts';
import { followWithEnds } from './hear-items.ts';
import { failedItems } from './item-list.ts';
import { keepPossible } from './judge-failed.ts';
import { hasEnded, moveOf } from './order-state.ts';
import { addToCounts, writeState } from './order-store.ts';
import { lockFailed, reopen } from './retry-order.ts';
import { tellOrderHandled } from './tell-order-handled.ts';

/**
 * The operator's staff send failed items of one order again, say that they were carried out by hand, or cancel them; in one transaction
 * with lines, counts, state, audit and news of the order. An item that somebody handled first is left alone. What is to be
 * done is judged anew: an item that the rules now refuse stays failed and says why.
 */
export async function handleFailed(
  caller: Call<Staff>,
  { orderId, itemIds, handling }: { orderId: string; itemIds: string[]; handling: Handling },
): Promise<{ handled: number; refused: number }> {
  return inTransaction(caller, async (call) => {
    await lockFailed(call, orderId, itemIds);
    const items = await failedItems(call, orderId, itemIds);
    const { possible, refused } =
      handling.action === 'cancel' ? { possible: items, refused: 0 } : await keepPossible(call, items);
    if (possible.length > 0) {
      const ids = possible.map(({ id }) => id);
      await writeHandled(call, handling.id, ids);
      if (handling.action === 'retry') await reopen(call, orderId, possible, refused);
      else await settle(call, orderId, ids, handling);
    }
    return { handled: possible.length, refused };
  });
}

async function settle(call: Call<Staff>, orderId: string, itemIds: string[], handling: Handling) {
  const itemState = handling.action === 'complete' ? 'completed' : 'cancelled';
  const ended = await settleItems(call, itemIds, itemState);
  await applyEndedItems(
    call,
    ended.map((item) => ({ ...item, byHand: true })),
  );
  const count = ended.length;
  const [order] = await addToCounts(call, [
    { orderId, completed: 0, cancelled: 0, failed: -count, [itemState]: count },
  ]);
  if (!order) throw notFound();
  const { state, completed, failed, cancelled, organisationId } = order;
  const waiting = order.itemCount - completed - failed - cancelled;
  const next = moveOf(state, { waiting, inProgress: 0, completed, failed, cancelled, begun: true });
  if (next) await writeState(call, orderId, next, hasEnded(next) ? call.now : null);
  await followWithEnds(call, ended);
  await record(call, {
    action: handling.action === 'complete' ? 'orders.completed-by-operator' : 'orders.cancelled-by-operator',
    organisationId,
    targetKind: 'order',
    targetId: orderId,
    before: { state, failed: failed + count },
    // what staff note for themselves is in the handling, not in the customer's audit
    after: {
      state: next ?? state,
      failed,
      numbers: ended.map(({ msisdn }) => msisdn).slice(0, mostNumbersNamed),
      count,
      ...(handling.action === 'cancel' ? { reason: handling.note } : {}),
    },
  });
  await announce(call, { organisationId, topic: 'order', ids: [orderId] });
  await announceToStaff(call, 'fallout');
  if (waiting === 0) await tellOrderHandled(call, order, ended, handling);
}

/** The audit names so many numbers; the order has them all. */
const mostNumbersNamed = 100;

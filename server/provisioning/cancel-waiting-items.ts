import { lockLines } from '../fleet/fleet.ts';
import { type Call, inTransaction } from '../platform/call.ts';
import type { Hearers } from './events.ts';
import { cancelItems, promoteNext, waitingLines } from './store.ts';

/**
 * Cancels the items of an order that no worker has begun, of the customer numbers the person may see, `only` some of them when they
 * are named; tells the hearers and lets the next item of each line go first. Answers how many. An item that a worker takes at the same moment is either cancelled or carried
 * out, never both. Call it before the row of the order is locked (see `Hearers`).
 */
export async function cancelWaitingItems(
  call: Call,
  orderId: string,
  hearers: Pick<Hearers, 'onItemsEnded'>,
  only?: string[],
): Promise<number> {
  return inTransaction(call, async (call) => {
    const lineIds = await waitingLines(call, orderId, only);
    if (lineIds.length === 0) return 0;
    await lockLines(call, lineIds);
    const cancelled = await cancelItems(call, orderId, only);
    await promoteNext(
      call.db,
      cancelled.map(({ lineId }) => lineId),
    );
    if (cancelled.length > 0) await hearers.onItemsEnded(call, cancelled);
    return cancelled.length;
  });
}

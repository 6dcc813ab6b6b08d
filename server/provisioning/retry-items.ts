import { lockLines } from '../fleet/fleet.ts';
import { type Call, inTransaction } from '../platform/call.ts';
import { failedLines, type RetriedItem, reopenItems, wakeWorkers } from './store.ts';

/**
 * Sends the failed items of an order again, of the customer numbers the person may see: behind whatever was ordered for their lines
 * since. `only` names the items; absent = all that failed. Answers those that wait again, for whoever counts open items. What the network did of
 * them already is found out before they are sent. Call it before the row of the order is locked (see `Hearers`).
 */
export async function retryItems(call: Call, orderId: string, only?: string[]): Promise<RetriedItem[]> {
  return inTransaction(call, async (call) => {
    const lineIds = await failedLines(call, orderId);
    if (lineIds.length === 0) return [];
    await lockLines(call, lineIds);
    const retried = await reopenItems(call, orderId, only);
    if (retried.length > 0) await wakeWorkers(call);
    return retried;
  });
}

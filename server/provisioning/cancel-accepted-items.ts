import { type Call, inTransaction } from '../platform/call.ts';
import { wantCancelled } from './accepted-store.ts';
import { wakeWorkers } from './store.ts';

/**
 * Has the network asked to give up what it works on of an order, of the customer numbers the person may see. Answers how many items. Each
 * ends as the network decides: cancelled, or completed or failed because it was too late.
 */
export async function cancelAcceptedItems(call: Call, orderId: string): Promise<number> {
  return inTransaction(call, async (call) => {
    const asked = await wantCancelled(call, orderId);
    if (asked > 0) await wakeWorkers(call);
    return asked;
  });
}

import { lockLines } from '../fleet/fleet.ts';
import { type Call, inTransaction } from '../platform/call.ts';
import { freeItems, holdItems, waitingLines, wakeWorkers } from './store.ts';

/**
 * Keeps the items of an order that no worker has begun from beginning, of the customer numbers the person may see, `only` some of
 * them when they are named; answers how many. What a worker has taken goes on to its end. `lockPause` comes first, then the row of the order is locked.
 */
export async function pauseItems(call: Call, orderId: string, only?: string[]): Promise<number> {
  return inTransaction(call, async (call) => {
    const lineIds = await waitingLines(call, orderId, only);
    if (lineIds.length === 0) return 0;
    await lockLines(call, lineIds);
    return holdItems(call, orderId, only);
  });
}

/** Lets the paused items of an order begin, from now on, and tells the workers; answers how many. Locks as `pauseItems`. */
export async function resumeItems(call: Call, orderId: string, only?: string[]): Promise<number> {
  return inTransaction(call, async (call) => {
    const lineIds = await waitingLines(call, orderId, only);
    if (lineIds.length === 0) return 0;
    await lockLines(call, lineIds);
    const freed = await freeItems(call, orderId, only);
    await wakeWorkers(call);
    return freed;
  });
}

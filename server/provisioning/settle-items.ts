import { lockLines } from '../fleet/fleet.ts';
import { type Call, inTransaction, type Staff } from '../platform/call.ts';
import type { EndedItem } from './events.ts';
import { endFailed, linesOfItems } from './store.ts';

/**
 * Ends failed items by the word of the operator's staff, who carried them out by hand or gave them up. Answers those that had failed
 * still; one that somebody sent again meanwhile is left to the network. Nothing waits for a failed item, so no other moves.
 */
export async function settleItems(
  call: Call<Staff>,
  itemIds: string[],
  state: 'completed' | 'cancelled',
): Promise<EndedItem[]> {
  return inTransaction(call, async (call) => {
    await lockLines(call, await linesOfItems(call, itemIds));
    return endFailed(call, itemIds, state);
  });
}

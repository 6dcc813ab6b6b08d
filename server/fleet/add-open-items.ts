import { type Call, inTransaction } from '../platform/call.ts';
import { announceLines } from './line-news.ts';
import { countItemsOpened } from './store.ts';

/**
 * Writes down that an order item was opened for each of these lines; a line named twice gets two. Their version grows, so that
 * whoever quoted them before is told. Call it in the transaction that stores the items, after `lockLines`.
 */
export async function addOpenItems(caller: Call, lineIds: string[]): Promise<void> {
  await inTransaction(caller, async (call) => {
    await announceLines(call, await countItemsOpened(call, lineIds));
  });
}

import { type Call, inTransaction } from '../platform/call.ts';
import { type ItemName, wakeItem } from './accepted-store.ts';
import { wakeWorkers } from './store.ts';

/**
 * The network tells that something has become of an item. What it tells is not believed: the item is read back now instead of later. May
 * be told twice, late or of an item that has ended. Answers whether the element has that item under way.
 */
export async function hearNetwork(call: Call, element: string, name: ItemName): Promise<boolean> {
  return inTransaction(call, async (call) => {
    const isUnderWay = await wakeItem(call, element, name);
    if (isUnderWay) await wakeWorkers(call);
    return isUnderWay;
  });
}

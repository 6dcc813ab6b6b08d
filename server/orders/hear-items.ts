import { record } from '../audit/audit.ts';
import { applyEndedItems } from '../fleet/fleet.ts';
import type { Call } from '../platform/call.ts';
import { announce } from '../platform/live.ts';
import type { AcceptedItem, EndedItem, Hearers, StartedItem } from '../provisioning/events.ts';
import { hasEnded, moveOf } from './order-state.ts';
import { addToCounts, beginOrders, type CountChange, type OrderCounts, writeState } from './order-store.ts';
import { tellOrderEnded } from './tell-order-ended.ts';

/** What orders do when provisioning tells of items: portal.ts ties it to the workers. All in the transaction of the items. */
export const orderHearers: Hearers = { onItemsStarted, onItemsAccepted, onItemsEnded };

async function onItemsStarted(call: Call, items: StartedItem[]): Promise<void> {
  const begun = await beginOrders(call, ordersOf(items));
  for (const { id, organisationId } of begun)
    await announce(call, { organisationId, topic: 'order', ids: [id] });
}

/** Open pages show that the network works on it. */
async function onItemsAccepted(call: Call, items: AcceptedItem[]): Promise<void> {
  for (const [organisationId, some] of Map.groupBy(items, (item) => item.organisationId))
    await announce(call, { organisationId, topic: 'order', ids: ordersOf(some) });
}

/** Lines show what the network did, orders count their ended items, and whoever asked is told when all have ended. */
async function onItemsEnded(call: Call, items: EndedItem[]): Promise<void> {
  if (items.length === 0) return;
  await applyEndedItems(call, items);
  const orders = await addToCounts(call, countsOf(items));
  for (const [organisationId, some] of Map.groupBy(orders, (order) => order.organisationId)) {
    await announce(call, { organisationId, topic: 'order', ids: some.map(({ id }) => id) });
  }
  for (const order of orders) await moveOn(call, order);
}

async function moveOn(call: Call, order: OrderCounts): Promise<void> {
  const { itemCount, completed, failed, cancelled } = order;
  const open = itemCount - completed - failed - cancelled;
  const begun = completed + failed > 0;
  const next = moveOf(order.state, { waiting: open, inProgress: 0, completed, failed, cancelled, begun });
  if (!next) return;
  await writeState(call, order.id, next, hasEnded(next) ? call.now : null);
  if (!hasEnded(next)) return;
  await record(call, {
    action: 'orders.ended',
    organisationId: order.organisationId,
    targetKind: 'order',
    targetId: order.id,
    before: { state: order.state },
    after: { state: next, completed, failed, cancelled },
  });
  await tellOrderEnded(call, order);
}

function ordersOf(items: { orderId: string }[]): string[] {
  return [...new Set(items.map(({ orderId }) => orderId))].toSorted();
}

function countsOf(items: EndedItem[]): CountChange[] {
  const counts = new Map<string, CountChange>();
  for (const { orderId, state } of items) {
    const count = counts.get(orderId) ?? { orderId, completed: 0, failed: 0, cancelled: 0 };
    count[state] += 1;
    counts.set(orderId, count);
  }
  return [...counts.values()].toSorted((a, b) => (a.orderId < b.orderId ? -1 : 1));
}

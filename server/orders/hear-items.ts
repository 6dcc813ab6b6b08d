import { record } from '../audit/audit.ts';
import { applyEndedItems } from '../fleet/fleet.ts';
import type { Call } from '../platform/call.ts';
import { announce } from '../platform/live.ts';
import { inSpan } from '../platform/tracing.ts';
import type { AcceptedItem, EndedItem, Hearers, StartedItem } from '../provisioning/events.ts';
import type { OrderState } from './contract.ts';
import { hasEnded, moveOf } from './order-state.ts';
import { addToCounts, beginOrders, type CountChange, type OrderCounts, writeState } from './order-store.ts';
import { type EndsFollowed, followAdditions } from './planned-store.ts';
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
  await endItems(call, items, []);
}

/** The same, together with planned items that ended without having begun: no line shows those as open. */
export async function endItems(call: Call, items: EndedItem[], planned: Ended[]): Promise<void> {
  await applyEndedItems(call, items);
  await countEnded(call, [...items, ...planned]);
}

/** An item that has ended, on the network or without it. */
type Ended = Pick<EndedItem, 'organisationId' | 'orderId' | 'lineId' | 'state'>;

/**
 * Orders count items that ended, what ends an addition that was not made is dropped, and whoever asked is told when all have ended. The lines
 * are locked by the caller. An end that is dropped as a whole is not worth a mail.
 * `isLeftOut`: a person took them out of their orders. Answers which other orders follow.
 */
export async function countEnded(call: Call, items: Ended[], isLeftOut = false): Promise<string[]> {
  if (items.length === 0) return [];
  const additions = items.map((item) => ({ ...item, made: item.state === 'completed' }));
  const followed = await followAdditions(call, additions, isLeftOut);
  const dropped = new Set(followed.map(({ orderId }) => orderId));
  const orders = await addToCounts(call, countsOf(items, followed));
  for (const [organisationId, some] of Map.groupBy(orders, (order) => order.organisationId)) {
    await announce(call, { organisationId, topic: 'order', ids: some.map(({ id }) => id) });
  }
  for (const order of orders) await moveOn(call, order, dropped.has(order.id));
  return [...dropped];
}

/** The same for ends alone, when somebody else has counted the items themselves. */
export async function followWithEnds(call: Call, items: Ended[]): Promise<void> {
  const additions = items.map((item) => ({ ...item, made: item.state === 'completed' }));
  const followed = await followAdditions(call, additions, false);
  if (followed.length === 0) return;
  for (const order of await addToCounts(call, countsOf([], followed))) {
    await announce(call, { organisationId: order.organisationId, topic: 'order', ids: [order.id] });
    await moveOn(call, order, true);
  }
}

async function moveOn(call: Call, order: OrderCounts, wasDropped: boolean): Promise<void> {
  const { itemCount, completed, failed, cancelled } = order;
  const open = itemCount - completed - failed - cancelled;
  const isPlanned = order.state === 'planned' || order.state === 'cancelled';
  const counts = { planned: isPlanned ? open : 0, waiting: isPlanned ? 0 : open, inProgress: 0 };
  const begun = completed + failed > 0;
  const next = moveOf(order.state, { ...counts, completed, failed, cancelled, begun });
  if (!next) return;
  const { traceparent } = await writeState(call, order.id, next, hasEnded(next) ? call.now : null);
  if (!hasEnded(next)) return;
  const isTold = !(wasDropped && next === 'cancelled');
  await inSpan(call, 'end order', (call) => endOrder(call, order, next, isTold), traceparent);
}

async function endOrder(call: Call, order: OrderCounts, next: OrderState, isTold: boolean): Promise<void> {
  const { completed, failed, cancelled } = order;
  call.span?.set({ 'flottille.order_id': order.id, 'flottille.order_state': next });
  await record(call, {
    action: 'orders.ended',
    organisationId: order.organisationId,
    targetKind: 'order',
    targetId: order.id,
    before: { state: order.state },
    after: { state: next, completed, failed, cancelled },
  });
  if (isTold) await tellOrderEnded(call, order);
}

function ordersOf(items: { orderId: string }[]): string[] {
  return [...new Set(items.map(({ orderId }) => orderId))].toSorted();
}

function countsOf(items: Ended[], followed: EndsFollowed[]): CountChange[] {
  const counts = new Map<string, CountChange>();
  const countOf = (orderId: string) => {
    const count = counts.get(orderId) ?? { orderId, completed: 0, failed: 0, cancelled: 0 };
    counts.set(orderId, count);
    return count;
  };
  for (const { orderId, state } of items) countOf(orderId)[state] += 1;
  for (const { orderId, cancelled } of followed) countOf(orderId).cancelled += cancelled;
  return [...counts.values()].toSorted((a, b) => (a.orderId < b.orderId ? -1 : 1));
}

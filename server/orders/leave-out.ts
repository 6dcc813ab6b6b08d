import { record } from '../audit/audit.ts';
import { lockLines, visibleLineIds } from '../fleet/fleet.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import type { Order } from './contract.ts';
import { countEnded } from './hear-items.ts';
import { findOrder } from './order-list.ts';
import { cancelPlanned, plannedItems } from './planned-store.ts';
import { priceRest } from './price-rest.ts';
import { readOrder } from './read-orders.ts';

/** Takes numbers out of an order, and out of its price, while they wait for its time; what was to end there is taken out of its end and the price of that too. */
export async function leaveOutOfOrder(
  call: Call<Person>,
  { orderId, lineIds }: { orderId: string; lineIds: string[] },
): Promise<Order> {
  const order = await findOrder(call, orderId);
  if (!order) throw notFound();
  await inTransaction(call, async (call) => {
    await lockLines(call, await visibleLineIds(call, lineIds));
    const items = await plannedItems(call, orderId, lineIds);
    const cancelled = await cancelPlanned(
      call,
      items.map(({ id }) => id),
      true,
    );
    if (cancelled.length === 0) throw notPlanned();
    const ends = await countEnded(
      call,
      cancelled.map((item) => ({ ...item, state: 'cancelled' })),
      true,
    );
    for (const id of [orderId, ...ends].toSorted()) await priceRest(call, id);
    await record(call, {
      action: 'orders.left-out',
      targetKind: 'order',
      targetId: orderId,
      before: { state: order.state },
      after: { lineIds: cancelled.map(({ lineId }) => lineId) },
    });
  });
  return readOrder(call, { orderId });
}

/** Also told when an order has begun meanwhile that was to be moved. */
export function notPlanned(): Refusal {
  return new Refusal(409, 'not-planned', 'This has begun already, or was cancelled.');
}

import { notify } from '../notifications/notifications.ts';
import type { Call } from '../platform/call.ts';
import { queueMail } from '../platform/mail/mail.ts';
import { texts } from '../platform/texts.ts';
import type { EndedItem } from '../provisioning/events.ts';
import { handledLetter } from './handled-letter.ts';
import type { Handling } from './handling-store.ts';
import { findOrder } from './order-list.ts';
import type { OrderCounts } from './order-store.ts';
import { askerOf } from './tell-order-ended.ts';

/**
 * Tells the one who asked, under his bell and by one mail for each act of the operator's staff, that an order which had ended now stands
 * otherwise: of the numbers that he may see today. An order still under way tells it in its mail at the end.
 */
export async function tellOrderHandled(
  call: Call,
  order: OrderCounts,
  ended: EndedItem[],
  { id, action, note }: Handling,
): Promise<void> {
  const asked = await askerOf(call, order);
  if (!asked) return;
  const accounts = asked.actor.billingAccountIds;
  const his = ended.filter(({ billingAccountId }) => accounts?.includes(billingAccountId) ?? true);
  const seen = await findOrder(asked, order.id);
  if (!seen || his.length === 0) return;
  const how = action === 'complete' ? 'completed' : 'cancelled';
  const counts = {
    completed: seen.completed_count,
    failed: seen.failed_count,
    cancelled: seen.cancelled_count,
  };
  await notify(call, {
    organisationId: order.organisationId,
    personId: asked.actor.personId,
    kind: `order-${how}-by-operator`,
    values: { number: order.number, done: his.length, failed: counts.failed, total: seen.item_count },
    target: `/orders/${order.id}`,
  });
  await queueMail(call, {
    dedupeKey: `order-handled:${order.id}:${id}`,
    organisationId: order.organisationId,
    recipient: asked.actor.email,
    locale: order.locale,
    letter: handledLetter(texts(order.locale), {
      orderId: order.id,
      number: order.number,
      how,
      count: his.length,
      reason: action === 'cancel' ? note : null,
      ...counts,
    }),
  });
}

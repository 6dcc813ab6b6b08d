import type { Call, Person } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import type { Quote } from '../quotes/contract.ts';
import { sortByKind, dryRun, atOnce, undoneItems, undoingOf, unionOf } from '../quotes/quotes.ts';
import { refuseOperatorAct } from './correction.ts';
import { findOrder } from './order-list.ts';
import { hasEnded } from './order-state.ts';

/**
 * A quote that reverses an order that has ended: of its completed items that the person may see, by the catalogue of today. Nothing is changed
 * before it is ordered like any other. Lines that cannot be put back are left out and say why.
 */
export async function quoteUndo(call: Call<Person>, { orderId }: { orderId: string }): Promise<Quote> {
  const order = await findOrder(call, orderId);
  if (!order) throw notFound();
  refuseOperatorAct(order);
  if (!hasEnded(order.state)) throw notEnded();
  const groups = await undoneItems(call, orderId, null);
  const lineIds = groups.flatMap((group) => group.lineIds);
  if (lineIds.length === 0) throw nothingToUndo();
  const undoings = groups.map(({ steps }) => undoingOf(steps));
  const passesKept = groups.reduce(
    (sum, group, place) => sum + group.lineIds.length * (undoings[place]?.passesKept ?? 0),
    0,
  );
  const lines = await sortByKind(call, lineIds, call.now, atOnce.starts);
  return dryRun(call, newId(), lines, unionOf(undoings), atOnce, {
    orderId,
    number: order.number,
    passesKept,
    done: groups,
  });
}

function notEnded(): Refusal {
  return new Refusal(409, 'order-not-ended', 'This order has not ended yet.');
}

function nothingToUndo(): Refusal {
  return new Refusal(409, 'nothing-to-undo', 'Nothing of this order was carried out.');
}

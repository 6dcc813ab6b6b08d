import { record } from '../audit/audit.ts';
import { catalogueAt, judgeChange } from '../catalogue/catalogue.ts';
import type { Verdict, WantedChange } from '../catalogue/contract.ts';
import { addOpenItems, lockLines } from '../fleet/fleet.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { announce } from '../platform/live.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { retryItems } from '../provisioning/provisioning.ts';
import type { Order } from './contract.ts';
import type { KeptFailure } from './failure.ts';
import { type FailedItem, failedItems } from './item-list.ts';
import { findOrder } from './order-list.ts';
import { linesByKind } from './lines-by-kind.ts';
import { moveOf } from './order-state.ts';
import { addToCounts, countRetry, writeFailures, writeState } from './order-store.ts';
import { readOrder } from './read-orders.ts';

/**
 * Sends the failed items of an order again, behind whatever their lines have been asked since, at the prices that were confirmed. Each is judged
 * anew: one that the rules now refuse stays failed and says why. Refused when none can be sent.
 */
export async function retryOrder(call: Call<Person>, { orderId }: { orderId: string }): Promise<Order> {
  const order = await findOrder(call, orderId);
  if (!order) throw notFound();
  if (order.failed_count === 0) throw nothingToRetry();
  const { again, refused } = await inTransaction(call, (call) => sendAgain(call, orderId));
  // Only now: why each was refused is kept.
  if (again === 0 && refused > 0) throw nothingStillPossible();
  return readOrder(call, { orderId });
}

async function sendAgain(call: Call<Person>, orderId: string): Promise<{ again: number; refused: number }> {
  const lineIds = (await failedItems(call, orderId)).map((item) => item.lineId);
  await lockLines(call, lineIds);
  // Read once more under the lock: another person may have sent them again meanwhile.
  const judged = await judgeAgain(call, await failedItems(call, orderId));
  const possible = judged.filter(({ verdict }) => verdict.allowed).map(({ item }) => item);
  const refused = judged.filter(({ verdict }) => !verdict.allowed);
  await writeFailures(
    call,
    refused.map(({ item, verdict }) => ({ id: item.id, failure: noLongerPossible(verdict) })),
  );
  if (possible.length > 0) await reopen(call, orderId, possible, refused.length);
  return { again: possible.length, refused: refused.length };
}

async function reopen(
  call: Call<Person>,
  orderId: string,
  possible: FailedItem[],
  refused: number,
): Promise<void> {
  const again = await retryItems(
    call,
    orderId,
    possible.map(({ id }) => id),
  );
  await addOpenItems(
    call,
    again.map(({ lineId }) => lineId),
  );
  const [order] = await addToCounts(call, [{ orderId, completed: 0, failed: -again.length, cancelled: 0 }]);
  if (!order) throw notFound();
  const { state, completed, failed, cancelled } = order;
  const waiting = order.itemCount - completed - failed - cancelled;
  const next = moveOf(state, { waiting, inProgress: 0, completed, failed, cancelled, begun: true });
  if (next) await writeState(call, orderId, next, null);
  await countRetry(call, orderId);
  await record(call, {
    action: 'orders.retried',
    targetKind: 'order',
    targetId: orderId,
    before: { state, failed: failed + again.length },
    after: { state: next ?? state, failed, sentAgain: again.length, refused },
  });
  await announce(call, { organisationId: order.organisationId, topic: 'order', ids: [orderId] });
}

type JudgedItem = { item: FailedItem; verdict: Verdict };

/** By the terms under which the order was given, on the lines as they are with everything that is pending. */
async function judgeAgain(call: Call<Person>, items: FailedItem[]): Promise<JudgedItem[]> {
  const [first] = items;
  if (!first) return [];
  const catalogue = await catalogueAt(call, first.catalogueVersion);
  const lines = await linesByKind(
    call,
    items.map(({ lineId }) => lineId),
  );
  const known = new Map<string, Verdict>();
  return items.flatMap((item, place) => {
    const kind = lines.kindOf[place] ?? -1;
    const line = lines.samples[kind];
    if (!line) return [];
    const change = changeAgain(item.actions);
    const key = `${kind} ${JSON.stringify(change)}`;
    const verdict = known.get(key) ?? judgeChange(catalogue, line, change, call.now);
    known.set(key, verdict);
    return [{ item, verdict }];
  });
}

function changeAgain(actions: FailedItem['actions']): WantedChange {
  return {
    add: actions
      .filter(({ action }) => action !== 'remove')
      .map(({ code, parameters }) => ({
        code,
        parameters: Object.fromEntries(
          Object.entries(parameters).map(([name, value]) => [name, String(value)]),
        ),
      })),
    remove: actions.filter(({ action }) => action === 'remove').map(({ code }) => code),
  };
}

function noLongerPossible({ reasons }: Verdict): KeptFailure {
  return { code: 'no-longer-possible', values: {}, temporary: false, reasons };
}

function nothingToRetry(): Refusal {
  return new Refusal(409, 'nothing-to-retry', 'Nothing of this order has failed.');
}

function nothingStillPossible(): Refusal {
  return new Refusal(
    422,
    'nothing-still-possible',
    'None of the failed numbers can be sent again: each now says why it is no longer possible.',
  );
}

import { record } from '../audit/audit.ts';
import { beginHandling, countHandled, handleFailed } from '../orders/orders.ts';
import { type Call, inTransaction, type Staff } from '../platform/call.ts';
import { Refusal } from '../platform/refusal.ts';
import type { FalloutHandled, HandleRequest } from './contract.ts';
import { countChosen, listChosen } from './chosen-list.ts';

/** One request goes on for about so long; what is left is told, and the client sends the same act again. */
const enoughMs = 5_000;
const mostOrders = 1_000;

/**
 * Staff send failed items again, say that they were carried out by hand, or cancel them. Each order is a transaction of its own, whole
 * or not at all, so that its customer is told once. Of two who handle the same item, or when its customer sends it again, the first wins.
 */
export async function handleFallout(call: Call<Staff>, request: HandleRequest): Promise<FalloutHandled> {
  const { id, action, note, selection, after } = request;
  const group = 'filter' in selection ? selection.filter : null;
  const handling = { id, action, note, cause: group?.code ?? null, element: group?.element ?? null };
  await begin(call, handling);
  const begun = performance.now();
  let refused = 0;
  let last = after;
  for (const { orderId, itemIds } of await listChosen(call, selection, after, mostOrders)) {
    const done = await handleFailed(call, { orderId, itemIds, handling });
    refused += done.refused;
    last = orderId;
    if (performance.now() - begun > enoughMs) break;
  }
  const handled = await countHandled(call, id);
  if (!after && handled + refused === 0) throw alreadyHandled();
  const left = last ? await countChosen(call, selection, last) : 0;
  return { handled, refused, left, next: left > 0 ? (last ?? null) : null };
}

async function begin(call: Call<Staff>, handling: Parameters<typeof beginHandling>[1]): Promise<void> {
  await inTransaction(call, async (call) => {
    if (!(await beginHandling(call, handling))) throw otherHandling();
    await record(call, {
      action: 'fallout.handled',
      targetKind: 'handling',
      targetId: handling.id,
      after: handling,
    });
  });
}

function alreadyHandled(): Refusal {
  return new Refusal(
    409,
    'already-handled',
    'Somebody else, or the customer, has handled these numbers meanwhile.',
  );
}

function otherHandling(): Refusal {
  return new Refusal(409, 'other-handling', 'This id was used for something else.');
}

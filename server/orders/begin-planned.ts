import { record } from '../audit/audit.ts';
import { addOpenItems, lockLines } from '../fleet/fleet.ts';
import { notify } from '../notifications/notifications.ts';
import { type Call, inTransaction, type System } from '../platform/call.ts';
import { announce } from '../platform/live.ts';
import { type Network, wakeWorkers } from '../provisioning/provisioning.ts';
import { countEnded } from './hear-items.ts';
import { judgeDue } from './judge-due.ts';
import {
  beginPlannedOrders,
  type BegunOrder,
  type DueItem,
  dueItems,
  endPlanned,
  openPlanned,
  putOffPlanned,
  stillDue,
  takeTheLead,
} from './planned-store.ts';

/** Items begun in one transaction: small enough that whoever needs one of their lines waits only a moment. */
const batch = 1000;
/** What waits for the addition that it ends is looked at again after this. */
const waitMs = 60_000;

/**
 * Begins everything planned whose time has come, a batch in each transaction: each item is judged on its line as it is now and joins what is to be
 * carried out, or fails with the reason. Of several processes one does it at a time; a batch is begun whole or not at all, so whoever
 * dies in the middle leaves the rest to the next. Answers how many items it looked at.
 */
export async function beginPlanned(call: Call<System>, network: Network): Promise<number> {
  let done = 0;
  for (;;) {
    const inBatch = await inTransaction(call, (call) => beginBatch(call, network));
    if (inBatch === 0) return done;
    done += inBatch;
  }
}

async function beginBatch(call: Call<System>, network: Network): Promise<number> {
  if (!(await takeTheLead(call))) return 0;
  const due = firstOfEachLine(await dueItems(call, batch));
  if (due.length === 0) return 0;
  await lockLines(
    call,
    due.map(({ lineId }) => lineId),
  );
  // Once more under the lock: somebody may have moved or cancelled one meanwhile.
  const items = await stillDue(
    call,
    due.map(({ id }) => id),
  );
  await begin(
    call,
    network,
    items.filter(({ waitsFor }) => !waitsFor),
  );
  const waiting = items.filter(({ waitsFor }) => waitsFor).map(({ id }) => id);
  await putOffPlanned(call, waiting, new Date(call.now.getTime() + waitMs));
  return due.length;
}

/** The next item of a line is judged when this one is under way. */
function firstOfEachLine(items: { id: string; lineId: string }[]) {
  const first = new Map(items.toReversed().map((item) => [item.lineId, item]));
  return items.filter((item) => first.get(item.lineId) === item);
}

async function begin(call: Call<System>, network: Network, items: DueItem[]): Promise<void> {
  if (items.length === 0) return;
  const { possible, refused, dropped } = await judgeDue(call, items);
  await openPlanned(call, network, possible);
  await addOpenItems(
    call,
    possible.map(({ item }) => item.lineId),
  );
  await endPlanned(
    call,
    'failed',
    refused.map(({ item, failure }) => ({ id: item.id, failure })),
  );
  await endPlanned(
    call,
    'cancelled',
    dropped.map(({ item, failure }) => ({ id: item.id, failure })),
  );
  const begun = await beginPlannedOrders(call, [...new Set(items.map(({ orderId }) => orderId))]);
  for (const order of begun) await tellBegun(call, order);
  await countEnded(
    call,
    refused.map(({ item }) => ({ ...item, state: 'failed' as const })),
  );
  await countEnded(
    call,
    dropped.map(({ item }) => ({ ...item, state: 'cancelled' as const })),
  );
  for (const [organisationId, some] of Map.groupBy(items, (item) => item.organisationId)) {
    const ids = [...new Set(some.map(({ orderId }) => orderId))];
    await announce(call, { organisationId, topic: 'order', ids });
  }
  if (possible.length > 0) await wakeWorkers(call);
}

async function tellBegun(call: Call<System>, order: BegunOrder): Promise<void> {
  const { id, organisationId, number, itemCount } = order;
  await record(call, {
    action: 'orders.begun',
    organisationId,
    targetKind: 'order',
    targetId: id,
    before: { state: 'planned' },
    after: { state: 'acknowledged' },
  });
  await notify(call, {
    organisationId,
    personId: order.requestedBy,
    kind: 'order-begun',
    values: { number, done: 0, failed: 0, total: itemCount },
    target: `/orders/${id}`,
  });
}

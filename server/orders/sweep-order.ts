import { lockLines } from '../fleet/fleet.ts';
import { type Call, inTransaction, type System } from '../platform/call.ts';
import { announce } from '../platform/live.ts';
import { cancelWaitingItems, lockPause, pauseItems, resumeItems } from '../provisioning/provisioning.ts';
import { countEnded, endItems } from './hear-items.ts';
import { moveItems } from './move-items.ts';
import { cancelPlanned } from './planned-store.ts';
import { priceRest } from './price-rest.ts';
import {
  endSweep,
  findSweep,
  isBeingCancelled,
  itemsToSweep,
  moveSweep,
  openSweeps,
  type Sweep,
  tryLockPause,
} from './sweep-store.ts';

/** Items in one transaction: small enough that whoever needs one of their lines waits only a moment. */
const batch = 1000;

/**
 * Takes what a person wants of an order to its first items, at once: an order of no more than a batch is done then, of a larger one the
 * workers do the rest. The person may have seen less than the lines are now, so the portal itself does it. Never fails: what was asked holds
 * already, and the workers, who try it again until it is done, tell the log what is wrong.
 */
export async function beginSweep({ db, now, requestId }: Call, id: string, orderId: string): Promise<void> {
  const call: Call<System> = {
    db,
    actor: { kind: 'system', name: 'orders' },
    now,
    requestId,
    ip: null,
  };
  await inTransaction(call, async (call) => {
    await lockPause(call, orderId);
    await sweepBatch(call, id);
  }).catch(() => {});
}

/**
 * Takes each pause, resumption, cancellation and move that is under way one batch further, each in a transaction of its own; what another process has in
 * hand is left to it. Answers whether anything was left to do.
 */
export async function sweepOrders(call: Call<System>): Promise<boolean> {
  let moved = false;
  for (const { id, orderId } of await openSweeps(call)) {
    const isOurs = await inTransaction(call, async (call) => {
      if (!(await tryLockPause(call, orderId))) return false;
      return sweepBatch(call, id);
    });
    moved ||= isOurs;
  }
  return moved;
}

/**
 * Answers whether there was something to do. What was given back behind its place is found by a round from the start; a move needs none, as
 * nothing is added to what is planned.
 */
async function sweepBatch(call: Call, id: string): Promise<boolean> {
  const sweep = await findSweep(call, id);
  if (!sweep) return false;
  const isMove = sweep.kind === 'move';
  if (isMove && (await isBeingCancelled(call, sweep.orderId))) return false;
  const items = await itemsToSweep(call, sweep, batch);
  const followed = items.length > 0 ? await follow(call, sweep, items) : 0;
  const last = items.at(-1);
  if (last && items.length === batch) await moveSweep(call, id, last.position + 1, followed);
  else if (sweep.nextPosition > 0 && !isMove) await moveSweep(call, id, 0, followed);
  else {
    if (isMove) await priceRest(call, sweep.orderId);
    await endSweep(call, id);
    for (const organisationId of new Set(items.map((item) => item.organisationId)))
      await announce(call, { organisationId, topic: 'order', ids: [sweep.orderId] });
  }
  return true;
}

type SweptItems = Awaited<ReturnType<typeof itemsToSweep>>;

async function follow(call: Call, sweep: Sweep, items: SweptItems): Promise<number> {
  const { orderId, kind, askedAt } = sweep;
  const ids = items.map((item) => item.id);
  if (kind === 'pause') return pauseItems(call, orderId, ids);
  // In the queue all stand where they would if they had been resumed in the same moment.
  if (kind === 'resume') return resumeItems({ ...call, now: askedAt }, orderId, ids);
  return kind === 'move' ? moveItems(call, sweep, items) : cancel(call, orderId, items);
}

/** Both kinds are counted together, when all items are locked: an order's row comes last. */
async function cancel(call: Call, orderId: string, items: SweptItems): Promise<number> {
  await lockLines(
    call,
    items.map(({ lineId }) => lineId),
  );
  const planned = items.filter(({ isPlanned }) => isPlanned).map(({ id }) => id);
  const waiting = items.filter(({ isPlanned }) => !isPlanned).map(({ id }) => id);
  const ended = (await cancelPlanned(call, planned)).map((item) => ({
    ...item,
    state: 'cancelled' as const,
  }));
  let counted = false;
  const cancelled = await cancelWaitingItems(
    call,
    orderId,
    {
      onItemsEnded: async (call, items) => {
        counted = true;
        await endItems(call, items, ended);
      },
    },
    waiting,
  );
  if (!counted) await countEnded(call, ended);
  return ended.length + cancelled;
}

import type { z } from 'zod';
import { record } from '../audit/audit.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { announce } from '../platform/live.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { lockPause } from '../provisioning/provisioning.ts';
import type { Starts } from '../quotes/contract.ts';
import {
  totals as keptTotals,
  totalsOf,
  endsTooEarly,
  refuseWhen,
  startOfChange,
  startsAtInstant,
} from '../quotes/quotes.ts';
import type { moveSchema, Order } from './contract.ts';
import { notPlanned } from './leave-out.ts';
import { beginOfItem } from './move-items.ts';
import {
  type Beginning,
  cycleDaysOfPlanned,
  listMoving,
  seesAllPlanned,
  writeBeginning,
} from './move-store.ts';
import { orderAnswer, startOfLinked } from './order-answer.ts';
import { findOrder, type SeenOrder } from './order-list.ts';
import { lockBeginning } from './planned-store.ts';
import { priceAnew } from './price-anew.ts';
import { readOrder } from './read-orders.ts';
import { beginSweep } from './sweep-order.ts';
import { insertSweep } from './sweep-store.ts';

/**
 * Moves a planned order to another time (`now`: it begins in a moment), at the prices of that day by the catalogue it was ordered under; whether it is
 * possible then is judged when it begins. It holds when it answers: nothing of it begins at its old time any more, and nothing at the new one before all of
 * its numbers have followed, which those of a large order do in batches. `preview` says what would hold and changes nothing.
 */
export async function moveOrder(
  call: Call<Person>,
  { orderId, starts, preview }: { orderId: string } & z.output<typeof moveSchema>,
): Promise<Order> {
  const order = await findOrder(call, orderId);
  if (!order) throw notFound();
  if (preview) return asMoved(call, order, starts);
  const sweepId = await inTransaction(call, (call) => move(call, orderId, starts));
  await beginSweep(call, sweepId, orderId);
  return readOrder(call, { orderId });
}

/** Not one number is locked for it: it may be a hundred thousand. */
async function asMoved(call: Call<Person>, order: SeenOrder, wanted: Starts): Promise<Order> {
  const { starts, startsAt } = await checkedMove(call, order, wanted);
  const items = await listMoving(call, order.id);
  const begins = items.map(({ cycleDay }) => beginOfItem({ starts, startsAt }, cycleDay, call.now));
  const { outcomes, counts } = await priceAnew(call, items, begins);
  const { vatRate } = keptTotals.parse(order.totals);
  const totals = { ...totalsOf(outcomes, counts, vatRate), numbers: items.length };
  return orderAnswer(call, { ...order, starts, starts_at: startsAt, totals });
}

async function move(call: Call<Person>, orderId: string, wanted: Starts): Promise<string> {
  await lockPause(call, orderId);
  await lockBeginning(call);
  // Under the locks: it may have begun or been cancelled meanwhile.
  const order = await findOrder(call, orderId);
  if (!order) throw notFound();
  const beginning = await checkedMove(call, order, wanted);
  await writeBeginning(call, orderId, beginning);
  await record(call, {
    action: 'orders.moved',
    targetKind: 'order',
    targetId: orderId,
    before: { starts: order.starts, startsAt: order.starts_at },
    after: { ...beginning, numbers: order.planned_count },
  });
  await announce(call, { organisationId: call.actor.organisationId, topic: 'order', ids: [orderId] });
  return insertSweep(call, orderId, 'move', order.planned_count);
}

async function checkedMove(call: Call<Person>, order: SeenOrder, wanted: Starts): Promise<Beginning> {
  if (order.state !== 'planned' || order.stopping_count > 0) throw notPlanned();
  if (!(await seesAllPlanned(call, order.id))) throw partOfOthers();
  const cycleDays = await cycleDaysOfPlanned(call, order.id);
  if (cycleDays.length === 0) throw notPlanned();
  refuseWhen({ starts: wanted, until: null }, cycleDays, call.now);
  const begins = cycleDays.map((day) => (startOfChange(wanted, day, call.now) ?? call.now).getTime());
  refuseOutOfOrder(order, begins);
  return {
    starts: wanted.kind === 'now' ? startsAtInstant(call.now) : wanted,
    startsAt: new Date(Math.min(...begins)),
  };
}

/** What adds comes before what ends it. */
function refuseOutOfOrder({ ends, ended_by }: SeenOrder, begins: number[]): void {
  const endsAt = startOfLinked(ended_by);
  if (endsAt !== null && Math.max(...begins) >= endsAt) throw endsTooEarly();
  const addedAt = startOfLinked(ends);
  if (addedAt !== null && Math.min(...begins) <= addedAt) throw endsTooEarly();
}

function partOfOthers(): Refusal {
  return new Refusal(
    409,
    'part-of-others',
    'This order also concerns customer numbers that you do not manage. Ask someone who manages all of them to move it.',
  );
}

import type { z } from 'zod';
import { record } from '../audit/audit.ts';
import { lockLines } from '../fleet/fleet.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { announce } from '../platform/live.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import type { moveSchema, Order, Starts } from './contract.ts';
import { notPlanned } from './leave-out.ts';
import { orderAnswer, startOfLinked } from './order-answer.ts';
import { findOrder, type SeenOrder } from './order-list.ts';
import { listMoving } from './planned-list.ts';
import { type MovedOrder, seesAllPlanned, writeMoved } from './planned-store.ts';
import { priceAnew } from './price-anew.ts';
import { readOrder } from './read-orders.ts';
import { endsTooEarly, refuseWhen, startOfChange, startsAtInstant } from './when.ts';

/**
 * Moves a planned order to another time (`now`: it begins in a moment), at the prices of that day by the catalogue it was ordered under; whether it is
 * possible then is judged when it begins. `preview` says what would hold and changes nothing.
 */
export async function moveOrder(
  call: Call<Person>,
  { orderId, starts, preview }: { orderId: string } & z.output<typeof moveSchema>,
): Promise<Order> {
  const order = await findOrder(call, orderId);
  if (!order) throw notFound();
  const moved = await inTransaction(call, async (call) => {
    const moved = await reckonMove(call, order, starts);
    if (!preview) await write(call, order, moved);
    return moved;
  });
  if (!preview) return readOrder(call, { orderId });
  const { startsAt, totals } = moved;
  return orderAnswer(call, { ...order, starts: moved.starts, starts_at: new Date(startsAt), totals });
}

async function reckonMove(call: Call<Person>, order: SeenOrder, starts: Starts): Promise<MovedOrder> {
  const before = await listMoving(call, order.id);
  if (order.state !== 'planned' || order.stopping_count > 0 || before.length === 0) throw notPlanned();
  if (!(await seesAllPlanned(call, order.id))) throw partOfOthers();
  await lockLines(
    call,
    before.map(({ lineId }) => lineId),
  );
  // Under the lock: some may have begun or been left out meanwhile.
  const items = await listMoving(call, order.id);
  if (items.length === 0) throw notPlanned();
  const cycleDays = [...new Set(items.map(({ cycleDay }) => cycleDay))];
  refuseWhen({ starts, until: null }, cycleDays, call.now);
  const beginOn = new Map(cycleDays.map((day) => [day, startOfChange(starts, day, call.now) ?? call.now]));
  const begins = items.map(({ cycleDay }) => beginOn.get(cycleDay) ?? call.now);
  refuseOutOfOrder(order, begins);
  const priced = await priceAnew(call, items, begins, order.totals);
  const first = new Date(Math.min(...begins.map((begin) => begin.getTime())));
  return {
    orderId: order.id,
    starts: starts.kind === 'now' ? startsAtInstant(call.now) : starts,
    startsAt: first.toISOString(),
    lineIds: items.map(({ lineId }) => lineId),
    lineStarts: begins.map((begin) => begin.toISOString()),
    ...priced,
  };
}

/** What adds comes before what ends it. */
function refuseOutOfOrder({ ends, ended_by }: SeenOrder, begins: Date[]): void {
  const times = begins.map((begin) => begin.getTime());
  const endsAt = startOfLinked(ended_by);
  if (endsAt !== null && Math.max(...times) >= endsAt) throw endsTooEarly();
  const addedAt = startOfLinked(ends);
  if (addedAt !== null && Math.min(...times) <= addedAt) throw endsTooEarly();
}

async function write(call: Call<Person>, order: SeenOrder, moved: MovedOrder): Promise<void> {
  await writeMoved(call, moved);
  await record(call, {
    action: 'orders.moved',
    targetKind: 'order',
    targetId: order.id,
    before: { starts: order.starts, startsAt: order.starts_at },
    after: { starts: moved.starts, startsAt: moved.startsAt, ...moved.totals },
  });
  await announce(call, { organisationId: call.actor.organisationId, topic: 'order', ids: [order.id] });
}

function partOfOthers(): Refusal {
  return new Refusal(
    409,
    'part-of-others',
    'This order also concerns customer numbers that you do not manage. Ask someone who manages all of them to move it.',
  );
}

import { lockLines } from '../fleet/fleet.ts';
import type { Call } from '../platform/call.ts';
import { announce } from '../platform/live.ts';
import { startOfChange } from '../quotes/quotes.ts';
import { type Beginning, beginningOf, listMoving, writeMoved } from './move-store.ts';
import { priceAnew } from './price-anew.ts';

/** A number of a planned order on its way to another time. */
type Moving = { id: string; organisationId: string; lineId: string };

/** Takes some items of an order that was moved to its new time, at the prices of that day; answers how many. What was left out or cancelled meanwhile stays so. */
export async function moveItems(
  call: Call,
  { orderId, askedAt }: { orderId: string; askedAt: Date },
  moving: Moving[],
): Promise<number> {
  await lockLines(
    call,
    moving.map(({ lineId }) => lineId),
  );
  const beginning = await beginningOf(call, orderId);
  const items = await listMoving(
    call,
    orderId,
    moving.map(({ id }) => id),
  );
  const begins = items.map(({ cycleDay }) => beginOfItem(beginning, cycleDay, askedAt));
  const { outcomes, itemOutcomes } = await priceAnew(call, items, begins);
  await writeMoved(call, {
    ids: items.map(({ id }) => id),
    begins: begins.map((begin) => begin.toISOString()),
    itemOutcomes,
    outcomes,
  });
  for (const organisationId of new Set(moving.map((item) => item.organisationId)))
    await announce(call, { organisationId, topic: 'order', ids: [orderId] });
  return items.length;
}

/** When a number of this billing cycle begins in an order that was moved at `askedAt`. */
export function beginOfItem({ starts, startsAt }: Beginning, cycleDay: number, askedAt: Date): Date {
  return (starts.kind === 'cycle' && startOfChange(starts, cycleDay, askedAt)) || startsAt;
}

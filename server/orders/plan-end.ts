import { record } from '../audit/audit.ts';
import type { Call, Person } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import type { Network } from '../provisioning/provisioning.ts';
import type { OptionChange } from '../quotes/contract.ts';
import {
  type ItemAction,
  type Outcome,
  moneyOnly,
  type EligiblePart,
  type QuoteHead,
  startsAtInstant,
} from '../quotes/quotes.ts';
import { insertItems, insertOrder } from './order-store.ts';

/** The order that takes away again what another one adds. */
export type PlannedEnd = { id: string; number: number; startsAt: string };

/**
 * Plans, in the transaction of an order that is wanted until a time only, the order that takes away again what it adds; null when nothing of it ends.
 * The lines are locked by the caller.
 */
export async function planEnd(
  call: Call<Person>,
  { orderId, number }: { orderId: string; number: number },
  quote: QuoteHead,
  part: EligiblePart,
  network: Network,
): Promise<PlannedEnd | null> {
  const { end } = quote.totals;
  if (!end) return null;
  const id = newId();
  const ending = endingPart(part);
  const change = changeAtEnd(ending.outcomes.flatMap(({ actions }) => actions));
  const endNumber = await insertOrder(call, {
    id,
    idempotencyKey: `end of ${orderId}`,
    requestHash: '',
    quoteId: null,
    plan: { starts: startsAtInstant(new Date(end.at)), startsAt: end.at },
    endsOrderId: orderId,
    undoesOrderId: null,
    catalogueVersion: quote.catalogueVersion,
    change,
    groups: null,
    totals: moneyOnly(end),
    lineIds: ending.lineIds,
  });
  await insertItems(call, { ...ending, orderId: id, network });
  await record(call, {
    action: 'orders.submitted',
    targetKind: 'order',
    targetId: id,
    after: {
      number: endNumber,
      ends: number,
      change,
      numbers: ending.lineIds.length,
      startsAt: end.at,
    },
  });
  return { id, number: endNumber, startsAt: end.at };
}

/** What is added until a time is removed then, what is suspended is reactivated. */
function changeAtEnd(actions: ItemAction[]): OptionChange {
  if (actions.some(({ action }) => action === 'reactivate'))
    return { add: [], remove: [], status: { move: 'reactivate' } };
  return { add: [], remove: [...new Set(actions.map(({ code }) => code))] };
}

/** The lines of which something ends, with their ends for outcomes. */
function endingPart({ lineIds, lineOutcomes, outcomes }: EligiblePart) {
  const ends = outcomes.flatMap(({ end }, place) => (end ? [{ end, outcome: place + 1 }] : []));
  const placeOf = new Map(ends.map(({ outcome }, place) => [outcome, place + 1]));
  const chosen = lineIds.flatMap((lineId, at) => {
    const place = placeOf.get(lineOutcomes[at] ?? 0);
    return place === undefined ? [] : [{ lineId, place }];
  });
  return {
    lineIds: chosen.map(({ lineId }) => lineId),
    lineOutcomes: chosen.map(({ place }) => place),
    outcomes: ends.map(({ end }): NonNullable<Outcome['end']> => end),
  };
}

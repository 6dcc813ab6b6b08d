import { visibleLineIds } from '../fleet/fleet.ts';
import type { Call, Person } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import type { Quote } from './contract.ts';
import type { Wishes } from './judge-wishes.ts';
import { sortByKind } from './lines-by-kind.ts';
import { dryRun, refuseTooMany } from './make-quote.ts';
import { atOnce } from './planned-outcome.ts';
import { leftOutPart } from './quote-store.ts';
import type { LeftOutReason, Outcome } from './outcome.ts';
import { unionOf } from './undo.ts';

/** Lines that a quote leaves out for the same reasons. */
export type LeftOut = { reasons: LeftOutReason[]; wayOut: Outcome['wayOut']; lineIds: string[] };

/**
 * A quote of changes that differ from line to line, at once and for good: one order over all of them, of any kind and status, because each line
 * was named with what is wanted of it. Lines that are no longer in sight are passed over. 422 when none is left, or too many.
 */
export async function quoteWishes(
  call: Call<Person>,
  wishes: Wishes,
): Promise<{ quote: Quote; leftOut: LeftOut[]; lineIds: string[] }> {
  const lineIds = refuseTooMany(await visibleLineIds(call, [...wishes.of.keys()]));
  const lines = await sortByKind(call, lineIds, call.now, atOnce.starts);
  const change = unionOf(wishes.changes.map((each) => ({ change: each, passesKept: 0 })));
  const quote = await dryRun(call, newId(), lines, change, atOnce, null, wishes);
  return { quote, leftOut: await leftOutPart(call, quote.id), lineIds };
}

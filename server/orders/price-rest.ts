import { record } from '../audit/audit.ts';
import type { Call } from '../platform/call.ts';
import { totals as keptTotals, totalsOfSums } from '../quotes/quotes.ts';
import { lockTotals, sumsOfRest, writeTotals } from './planned-store.ts';

/**
 * An order costs from now on what its numbers cost that are not cancelled; when none is left it shows what was confirmed. The lines of what has changed
 * are locked by the caller.
 */
export async function priceRest(call: Call, orderId: string): Promise<void> {
  // The order first: who changes another of its numbers at the same time waits, and sums up after this.
  const { organisationId, totals } = await lockTotals(call, orderId);
  const { numbers, ...sums } = await sumsOfRest(call, orderId);
  if (numbers === 0) return;
  const before = keptTotals.parse(totals);
  const after = { ...totalsOfSums(sums, before.vatRate), numbers };
  if (JSON.stringify(after) === JSON.stringify(before)) return;
  await writeTotals(call, orderId, after);
  await record(call, {
    action: 'orders.priced-anew',
    organisationId,
    targetKind: 'order',
    targetId: orderId,
    before,
    after,
  });
}

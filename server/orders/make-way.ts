import { applyEndedItems } from '../fleet/fleet.ts';
import type { Call } from '../platform/call.ts';
import type { KeptFailure } from './failure.ts';
import { countEnded } from './hear-items.ts';
import { isOperatorItem } from './correction.ts';
import { failWaiting, lockWaiting, putFirst, queueAnew, type WaitingItem } from './queue-store.ts';

/**
 * Lets an order that suspends lost or stolen SIMs go before all that their lines wait for and that no worker has begun. Options are changed on active
 * lines only, and some networks know one switch for a suspension and an option: so what waited fails as the rules say of a suspended line, and
 * can be sent again when the line is reactivated. The end of a pass waits behind. The lines are locked by the caller.
 */
export async function makeWay(call: Call, orderId: string, lineIds: string[]): Promise<void> {
  const waiting = await lockWaiting(call, lineIds, orderId);
  const ends = waiting.filter(({ actions }) => actions.some(({ isExpired }) => isExpired));
  const overtaken = waiting.filter((item) => !ends.includes(item));
  await failWaiting(
    call,
    overtaken.map((item) => ({ id: item.id, failure: whyNot(item) })),
  );
  await queueAnew(
    call,
    ends.map(({ id }) => id),
  );
  await putFirst(call, orderId, [...new Set(waiting.map(({ lineId }) => lineId))]);
  const failed = overtaken.map((item) => ({ ...item, state: 'failed' as const }));
  await applyEndedItems(call, failed);
  await countEnded(call, failed);
}

function whyNot({ actions }: WaitingItem): KeptFailure {
  if (isOperatorItem(actions)) return { code: 'corrected-anew', values: {}, temporary: false };
  const option = actions[0]?.code ?? '';
  const reasons = [{ option, code: 'line-suspended' as const, values: {} }];
  return { code: 'no-longer-possible', values: {}, temporary: false, reasons };
}

import type { LineMove } from '../fleet/contract.ts';
import type { Texts } from '../platform/texts.ts';
import type { ItemAction } from '../quotes/quotes.ts';

/** Under which heading an action is told. */
export function kindOfAction(action: ItemAction['action']): 'on' | 'off' | 'status' {
  if (action === 'suspend' || action === 'reactivate') return 'status';
  return action === 'remove' ? 'off' : 'on';
}

/** `Suspend (stolen)`, `Reactivate` */
export function moveName(
  spoken: Texts,
  { move, reason = '' }: { move: LineMove; reason?: string | undefined },
): string {
  if (move === 'reactivate') return spoken.t({ id: 'orders.move.reactivate', message: 'Reactivate' });
  return spoken.t({
    id: 'orders.move.suspend',
    message:
      '{reason, select, lost {Suspend (lost)} stolen {Suspend (stolen)} parked {Suspend (not in use)} other {Suspend}}',
    values: { reason },
  });
}

import { useLingui } from '@lingui/react';

/** What becomes of a number itself: `Suspend (stolen)`, `Reactivate`. */
export function useMoveName(): (move: 'suspend' | 'reactivate', reason?: unknown) => string {
  const { i18n } = useLingui();
  return (move, reason) =>
    move === 'reactivate'
      ? i18n.t({ id: 'orders.move.reactivate', message: 'Reactivate' })
      : i18n.t({
          id: 'orders.move.suspend',
          message:
            '{reason, select, lost {Suspend (lost)} stolen {Suspend (stolen)} parked {Suspend (not in use)} other {Suspend}}',
          values: { reason: typeof reason === 'string' ? reason : '' },
        });
}

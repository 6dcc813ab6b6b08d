import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { OrderItem } from '../../../server/orders/contract.ts';

/** Says that the operator's staff completed a change by hand or cancelled it, and why; nothing when the network ended it. */
export function ByOperator({
  item,
  className,
}: {
  item: Pick<OrderItem, 'byOperator'>;
  className: string | undefined;
}): ReactNode {
  const { i18n } = useLingui();
  if (!item.byOperator) return null;
  const { how, reason } = item.byOperator;
  return (
    <span className={className}>
      {how === 'completed'
        ? i18n.t({ id: 'orders.by-operator.completed', message: 'Completed by the operator' })
        : i18n.t({
            id: 'orders.by-operator.cancelled',
            message: 'Cancelled by the operator: {reason}',
            values: { reason: reason ?? '' },
          })}
    </span>
  );
}

import { useLingui } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import type { Order } from '../../../server/orders/contract.ts';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { useReadOnlyReason } from '../sign-in/may-change.ts';
import { MoveDialog } from './move-dialog.tsx';

/** Moves a planned order to another time; nothing once it has begun. */
export function PlannedActions({ order }: { order: Order }): ReactNode {
  const { i18n } = useLingui();
  const readOnly = useReadOnlyReason();
  const [moving, setMoving] = useState(false);
  if (order.state !== 'planned') return null;
  return (
    <>
      <GuardedButton variant="default" reason={readOnly} onClick={() => setMoving(true)}>
        {i18n.t({ id: 'orders.move', message: 'Move to another time' })}
      </GuardedButton>
      {moving && <MoveDialog order={order} onClose={() => setMoving(false)} />}
    </>
  );
}

import { useLingui } from '@lingui/react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { showMsisdn } from '../../../server/identifiers/contract.ts';
import type { OrderItem } from '../../../server/orders/contract.ts';
import { DateTime } from '../kit/date-time.tsx';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { useReadOnlyReason } from '../sign-in/may-change.ts';
import { leaveOutOfOrder } from './planned-queries.ts';
import styles from './when.module.css';

/** When a number of a planned order begins, and the way to take it out of the order. */
export function PlannedItem({ orderId, item }: { orderId: string; item: OrderItem }): ReactNode {
  const { i18n } = useLingui();
  const readOnly = useReadOnlyReason();
  const leaveOut = useMutation({ mutationFn: () => leaveOutOfOrder(orderId, item.lineId) });
  if (item.startsAt === null) return null;
  const number = showMsisdn(item.msisdn);
  return (
    <span className={styles.item}>
      <DateTime at={item.startsAt} />
      <GuardedButton
        variant="subtle"
        size="compact-sm"
        loading={leaveOut.isPending}
        reason={readOnly}
        aria-label={i18n.t({
          id: 'orders.planned.leave-out.number',
          message: 'Leave {number} out',
          values: { number },
        })}
        onClick={() => leaveOut.mutate()}
      >
        {i18n.t({ id: 'orders.planned.leave-out', message: 'Leave out' })}
      </GuardedButton>
      {leaveOut.error && (
        <Notice kind="bad" announce>
          {problemIn(leaveOut.error).detail}
        </Notice>
      )}
    </span>
  );
}

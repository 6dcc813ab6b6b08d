import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Order } from '../../../server/orders/contract.ts';
import { ConfirmButton } from '../kit/confirm-button.tsx';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { Notice } from '../kit/notice.tsx';
import { problemIn } from '../kit/problem.ts';
import { useReadOnlyReason } from '../sign-in/may-change.ts';
import { PlannedActions } from './planned-actions.tsx';
import { cancelOrder, pauseOrder, resumeOrder, retryOrder, undoOrder } from './queries.ts';

/** What can be done with an order as it is now: pause it or let it go on, cancel the rest, send the failed ones again, go back. */
export function OrderActions({ order }: { order: Order }): ReactNode {
  const { i18n } = useLingui();
  const { locale } = useParams({ from: '/$locale/signed-in' });
  const readOnly = useReadOnlyReason();
  const navigate = useNavigate();
  const retry = useMutation({ mutationFn: () => retryOrder(order.id) });
  const cancel = useMutation({ mutationFn: () => cancelOrder(order.id) });
  const pause = useMutation({ mutationFn: () => pauseOrder(order.id) });
  const resume = useMutation({ mutationFn: () => resumeOrder(order.id) });
  const undo = useMutation({
    mutationFn: () => undoOrder(order.id),
    onSuccess: (quote) => navigate({ to: '/$locale/orders/quote/$quote', params: { locale, quote } }),
  });
  const failure = undo.error ?? retry.error ?? cancel.error ?? pause.error ?? resume.error;
  const cancellable = order.plannedCount + order.waitingCount + order.acceptedCount - order.stoppingCount;
  const act =
    order.acceptedCount > 0
      ? i18n.t({ id: 'orders.cancel.act-at-network', message: 'Cancel what is not done yet' })
      : i18n.t({ id: 'orders.cancel.act', message: 'Cancel what has not begun' });
  const inPart = i18n.t({
    id: 'orders.pause.in-part',
    message: 'This order also concerns numbers that you do not see.',
  });
  return (
    <>
      {failure && (
        <Notice kind="bad" announce>
          {problemIn(failure).detail}
        </Notice>
      )}
      <Button variant="default" onClick={() => void navigate({ to: '/$locale/fleet', params: { locale } })}>
        {i18n.t({ id: 'orders.to-fleet', message: 'My numbers' })}
      </Button>
      <PlannedActions order={order} />
      {order.waitingCount > order.stoppingCount && order.pausedAt === null && (
        <GuardedButton
          variant="default"
          loading={pause.isPending}
          reason={readOnly ?? (order.mayPause ? null : inPart)}
          onClick={() => pause.mutate()}
        >
          {i18n.t({ id: 'orders.pause', message: 'Pause' })}
        </GuardedButton>
      )}
      {order.pausedAt !== null && order.waitingCount > order.stoppingCount && (
        <GuardedButton
          loading={resume.isPending}
          reason={readOnly ?? (order.mayResume ? null : inPart)}
          onClick={() => resume.mutate()}
        >
          {i18n.t({ id: 'orders.resume', message: 'Resume' })}
        </GuardedButton>
      )}
      {cancellable > 0 &&
        (readOnly === null ? (
          <ConfirmButton
            loading={cancel.isPending}
            title={i18n.t({
              id: 'orders.cancel.title',
              message: '{count, plural, one {Cancel # change?} other {Cancel # changes?}}',
              values: { count: cancellable },
            })}
            effect={
              order.acceptedCount > 0
                ? i18n.t({
                    id: 'orders.cancel.effect-at-network',
                    message:
                      'What has not begun is not carried out and not charged. The network is asked to give up what it is working on: it may be too late for that.',
                  })
                : i18n.t({
                    id: 'orders.cancel.effect',
                    message:
                      'What has not begun is not carried out and not charged. What has begun goes on to its end.',
                  })
            }
            act={act}
            onConfirm={() => cancel.mutate()}
          >
            {act}
          </ConfirmButton>
        ) : (
          <GuardedButton variant="default" reason={readOnly} onClick={() => {}}>
            {act}
          </GuardedButton>
        ))}
      {order.endedAt !== null && order.completedCount > 0 && (
        <GuardedButton
          variant="default"
          loading={undo.isPending}
          reason={readOnly}
          onClick={() => undo.mutate()}
        >
          {i18n.t({ id: 'orders.undo', message: 'Undo this order' })}
        </GuardedButton>
      )}
      {order.failedCount > 0 && (
        <GuardedButton
          // beside “Resume” it is not the first thing to do
          variant={order.pausedAt === null ? 'filled' : 'default'}
          loading={retry.isPending}
          reason={
            readOnly ??
            (order.mayRetry
              ? null
              : i18n.t({
                  id: 'orders.retry.not-yet',
                  message: 'Wait until the rest of this order has ended.',
                }))
          }
          onClick={() => retry.mutate()}
        >
          {i18n.t({ id: 'orders.retry', message: 'Retry the failed ones' })}
        </GuardedButton>
      )}
    </>
  );
}

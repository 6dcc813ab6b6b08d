import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Order } from '../../../server/orders/contract.ts';
import { ConfirmButton } from '../kit/confirm-button.tsx';
import { DateTime } from '../kit/date-time.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { ErrorState } from '../kit/error-state.tsx';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { Notice } from '../kit/notice.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { problemIn } from '../kit/problem.ts';
import { useReadOnlyReason } from '../sign-in/may-change.ts';
import { OptionsSkeleton } from './options-skeleton.tsx';
import { OrderItems } from './order-items.tsx';
import { OrderProgress } from './order-progress.tsx';
import { OrderStateBadge } from './order-state-badge.tsx';
import { cancelOrder, orderQuery, retryOrder } from './queries.ts';
import { QuoteTotals } from './quote-totals.tsx';
import styles from './order-page.module.css';

/** One order: what was asked, how far it is, number by number. Right after submitting it is the confirmation of the guide. */
export function OrderPage(): ReactNode {
  const { i18n } = useLingui();
  const { locale, order: orderId } = useParams({ from: '/$locale/signed-in/orders/$order' });
  const { received } = useSearch({ from: '/$locale/signed-in/orders/$order' });
  const { data: order, error, refetch } = useQuery(orderQuery(orderId));
  const title = order
    ? i18n.t({
        id: 'orders.order.title',
        message: 'Order {number}',
        values: { number: String(order.number) },
      })
    : i18n.t({ id: 'orders.order', message: 'Order' });
  const back = (
    <Link className="link" to="/$locale/orders" params={{ locale }} activeOptions={{ exact: true }}>
      {i18n.t({ id: 'orders.all', message: 'All orders' })}
    </Link>
  );
  if (error) {
    return (
      <>
        <PageHeader title={title} back={back} />
        {problemIn(error).status === 404 ? (
          <EmptyState title={problemIn(error).detail} />
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} />
        )}
      </>
    );
  }
  if (!order) {
    return (
      <>
        <PageHeader title={title} back={back} />
        <OptionsSkeleton />
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={title}
        back={back}
        freshness={
          <span className={styles.meta}>
            <OrderStateBadge state={order.state} />
            <span>
              {i18n.t({
                id: 'orders.requested-by',
                message: 'Requested by {name}',
                values: { name: order.requestedBy },
              })}
              , <DateTime at={order.requestedAt} />
            </span>
          </span>
        }
        actions={<Actions order={order} />}
      />
      <div className={styles.layout}>
        <div className={styles.main}>
          {received && (
            <Notice
              kind="good"
              announce
              title={i18n.t({
                id: 'orders.received',
                message: 'We have received your request and will process it within a few minutes.',
              })}
            >
              {i18n.t({
                id: 'orders.received.mail',
                message: 'The same confirmation is on its way to you by e-mail.',
              })}
            </Notice>
          )}
          <OrderProgress order={order} />
          <OrderItems order={order} />
        </div>
        <aside className={styles.price} aria-labelledby="order-price">
          <h2 id="order-price" className={styles.heading}>
            {i18n.t({ id: 'orders.order.price', message: 'Price confirmed' })}
          </h2>
          <QuoteTotals
            quote={{ ...order, vatRate: rateOf(order), eligibleCount: order.itemCount }}
            stale={false}
            lineCount={order.itemCount}
          />
        </aside>
      </div>
    </>
  );
}

function Actions({ order }: { order: Order }): ReactNode {
  const { i18n } = useLingui();
  const { locale } = useParams({ from: '/$locale/signed-in' });
  const readOnly = useReadOnlyReason();
  const navigate = useNavigate();
  const retry = useMutation({ mutationFn: () => retryOrder(order.id) });
  const cancel = useMutation({ mutationFn: () => cancelOrder(order.id) });
  const failure = retry.error ?? cancel.error;
  const cancellable = order.waitingCount + order.acceptedCount;
  const act =
    order.acceptedCount > 0
      ? i18n.t({ id: 'orders.cancel.act-at-network', message: 'Cancel what is not done yet' })
      : i18n.t({ id: 'orders.cancel.act', message: 'Cancel what has not begun' });
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
      {order.failedCount > 0 && (
        <GuardedButton
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

/** The rate that the confirmed amounts were computed with: 21 for 95.00 → 19.95. */
function rateOf(order: Order): string {
  const base = [order.now, order.monthly].find((amount) => Number(amount.excl) !== 0);
  return base ? String(Math.round((Number(base.vat) / Number(base.excl)) * 100)) : '21';
}

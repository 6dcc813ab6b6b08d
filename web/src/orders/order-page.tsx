import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Order } from '../../../server/orders/contract.ts';
import { DateTime } from '../kit/date-time.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { ErrorState } from '../kit/error-state.tsx';
import { Notice } from '../kit/notice.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { problemIn } from '../kit/problem.ts';
import { OptionsSkeleton } from './options-skeleton.tsx';
import { OperatorActNotice } from './operator-act.tsx';
import { OrderActions } from './order-actions.tsx';
import { OrderGroups } from './order-groups.tsx';
import { OrderItems } from './order-items.tsx';
import { OrderProgress } from './order-progress.tsx';
import { OrderStateBadge } from './order-state-badge.tsx';
import { UndoLinks } from './undo-links.tsx';
import { PlannedNotice } from './planned-notice.tsx';
import { orderQuery } from './queries.ts';
import { QuoteTotals } from './quote-totals.tsx';
import styles from './order-page.module.css';

/** One order: what was asked, how far it is, number by number. Right after submitting it is the confirmation of the guide. */
export function OrderPage(): ReactNode {
  const { i18n } = useLingui();
  const { locale, order: orderId } = useParams({ from: '/$locale/signed-in/orders/$order' });
  const { received } = useSearch({ from: '/$locale/signed-in/orders/$order' });
  const {
    data: order,
    error,
    refetch,
  } = useQuery({
    ...orderQuery(orderId),
    // how fast it goes changes also when nothing happens
    refetchInterval: ({ state }) =>
      state.data &&
      (state.data.stoppingCount + state.data.movingCount > 0 ||
        (state.data.state === 'inProgress' && !state.data.pausedAt))
        ? 5000
        : false,
  });
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
  const isNew = (received ?? false) && !isOld(order);
  return (
    <>
      <PageHeader
        title={title}
        back={back}
        freshness={
          <span className={styles.meta}>
            <OrderStateBadge state={order.pausedAt ? 'paused' : order.state} />
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
        // the operator alone sees to what it does by itself
        actions={order.operatorAct ? undefined : <OrderActions order={order} />}
      />
      <div className={styles.layout}>
        <div className={styles.main}>
          <PlannedNotice order={order} received={isNew && order.state === 'planned'} />
          {isNew && order.state !== 'planned' && (
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
          <OperatorActNotice act={order.operatorAct} />
          <UndoLinks order={order} />
          <OrderProgress order={order} />
          {order.groups && <OrderGroups groups={order.groups} />}
          <OrderItems order={order} />
        </div>
        {!order.operatorAct && (
          <aside className={styles.price} aria-labelledby="order-price">
            <h2 id="order-price" className={styles.heading}>
              {i18n.t({ id: 'orders.order.price', message: 'Price confirmed' })}
            </h2>
            <QuoteTotals
              quote={{ ...order, eligibleCount: order.pricedCount }}
              stale={false}
              lineCount={order.pricedCount}
              planned={order.state === 'planned'}
            />
          </aside>
        )}
      </div>
    </>
  );
}

/** Done long ago: who comes back to the address of the confirmation is not told that it will be done within minutes. */
function isOld({ endedAt }: Order): boolean {
  return endedAt !== null && Date.now() - Date.parse(endedAt) > 5 * 60_000;
}

import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DateTime } from '../kit/date-time.tsx';
import { useOperatorAct } from './operator-act.tsx';
import { useChangeText } from './change-text.ts';
import { OrderStateBadge } from './order-state-badge.tsx';
import { orderListQuery } from './queries.ts';
import styles from './recent-orders.module.css';

/** The latest orders with their state, for the dashboard; nothing while there is none. */
export function RecentOrders(): ReactNode {
  const { i18n } = useLingui();
  const { locale } = useParams({ from: '/$locale/signed-in' });
  const changeText = useChangeText();
  const actName = useOperatorAct();
  const { data } = useQuery(orderListQuery({ page: 1, size: 5 }));
  if (!data || data.orders.length === 0) return null;
  return (
    <section className={styles.recent} aria-labelledby="recent-orders">
      <h2 id="recent-orders">{i18n.t({ id: 'orders.recent', message: 'Latest orders' })}</h2>
      <ul className={styles.orders}>
        {data.orders.map((order) => (
          <li key={order.id} className={styles.order}>
            <Link to="/$locale/orders/$order" params={{ locale, order: order.id }} className="link">
              {i18n.t({
                id: 'orders.order.title',
                message: 'Order {number}',
                values: { number: String(order.number) },
              })}
            </Link>
            <span className={styles.what}>
              {[order.operatorAct ? actName(order.operatorAct) : '', changeText(order.change)]
                .filter(Boolean)
                .join(', ')}
            </span>
            <span className={styles.at}>
              {order.requestedBy}, <DateTime at={order.requestedAt} />
            </span>
            <OrderStateBadge state={order.pausedAt ? 'paused' : order.state} />
          </li>
        ))}
      </ul>
    </section>
  );
}

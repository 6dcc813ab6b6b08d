import { useLingui } from '@lingui/react';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Order } from '../../../server/orders/contract.ts';
import { formatDateTime } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { Notice } from '../kit/notice.tsx';
import styles from './when.module.css';

/** When an order begins, which one ends it or which one it ends; nothing when it began at once and for good. */
export function PlannedNotice({ order, received }: { order: Order; received: boolean }): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const waits = order.plannedCount > 0 && order.startsAt !== null;
  // dropped with what it was to end
  const endedBy = order.endedBy?.state === 'cancelled' ? null : order.endedBy;
  if (!waits && !endedBy && !order.ends) return null;
  const at = order.startsAt ? formatDateTime(locale, order.startsAt) : '';
  const title = !waits
    ? null
    : order.starts.kind === 'cycle'
      ? i18n.t({
          id: 'orders.planned.begins-cycle',
          message: 'Begins with the billing cycle of each number, first on {at}',
          values: { at },
        })
      : i18n.t({ id: 'orders.planned.begins', message: 'Begins on {at}', values: { at } });
  return (
    <Notice kind={received ? 'good' : 'info'} announce={received} title={title}>
      <div className={styles.near}>
        {received && waits && (
          <p>
            {i18n.t({
              id: 'orders.planned.received',
              message:
                'We have received your request. The same confirmation is on its way to you by e-mail; until it begins you can move or cancel it.',
            })}
          </p>
        )}
        {endedBy && (
          <p>
            {i18n.t({
              id: 'orders.planned.ended-by',
              message: 'What it adds is removed again on {at}:',
              values: { at: formatDateTime(locale, endedBy.startsAt ?? '') },
            })}{' '}
            <ToOrder id={endedBy.id} number={endedBy.number} />
          </p>
        )}
        {order.ends && (
          <p>
            {i18n.t({ id: 'orders.planned.ends', message: 'Takes away again what was added by:' })}{' '}
            <ToOrder id={order.ends.id} number={order.ends.number} />
          </p>
        )}
      </div>
    </Notice>
  );
}

function ToOrder({ id, number }: { id: string; number: number }): ReactNode {
  const { i18n } = useLingui();
  const { locale } = useParams({ from: '/$locale/signed-in' });
  return (
    <Link className="link" to="/$locale/orders/$order" params={{ locale, order: id }}>
      {i18n.t({ id: 'orders.order.title', message: 'Order {number}', values: { number: String(number) } })}
    </Link>
  );
}

import { useLingui } from '@lingui/react';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { PlannedNear as Near } from '../../../server/quotes/contract.ts';
import { DateTime } from '../kit/date-time.tsx';
import { Notice } from '../kit/notice.tsx';
import { useChangeText } from './change-text.ts';
import styles from './when.module.css';

/** Warns of what is planned already for the same options of the same numbers. */
export function PlannedNear({ near }: { near: Near[] }): ReactNode {
  const { i18n } = useLingui();
  const { locale } = useParams({ from: '/$locale/signed-in' });
  const changeText = useChangeText();
  if (near.length === 0) return null;
  return (
    <Notice
      kind="warn"
      title={i18n.t({
        id: 'orders.when.near',
        message: 'Something is already planned for these options',
      })}
    >
      <ul className={styles.near}>
        {near.map((planned) => (
          <li key={planned.orderId}>
            <DateTime at={planned.startsAt} /> · {changeText(planned)} ·{' '}
            {i18n.t({
              id: 'orders.planned.numbers',
              message: '{count, plural, one {# number} other {# numbers}}',
              values: { count: planned.lineCount },
            })}{' '}
            ·{' '}
            <Link className="link" to="/$locale/orders/$order" params={{ locale, order: planned.orderId }}>
              {i18n.t({
                id: 'orders.order.title',
                message: 'Order {number}',
                values: { number: String(planned.orderNumber) },
              })}
            </Link>
          </li>
        ))}
      </ul>
      <p>
        {i18n.t({
          id: 'orders.when.near.effect',
          message:
            'Each number is checked again when its change begins; what no longer fits then is not done.',
        })}
      </p>
    </Notice>
  );
}

import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { LineHistory as History } from '../../../server/orders/contract.ts';
import { DateTime } from '../kit/date-time.tsx';
import { ErrorState } from '../kit/error-state.tsx';
import { ByOperator } from './by-operator.tsx';
import { ActionList } from './action-list.tsx';
import { OrderStateBadge } from './order-state-badge.tsx';
import { lineHistoryQuery } from './queries.ts';
import styles from './line-history.module.css';

/** What is under way on a line and what was done before: who asked what, when, with which result. */
export function LineHistory({ lineId }: { lineId: string }): ReactNode {
  const { i18n } = useLingui();
  const { data, error, refetch } = useQuery(lineHistoryQuery(lineId));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const entries = data?.entries ?? [];
  const planned = entries
    .filter((entry) => entry.startsAt !== null)
    .toSorted((a, b) => ((a.startsAt ?? '') < (b.startsAt ?? '') ? -1 : 1));
  const underWay = entries.filter((entry) => entry.endedAt === null && entry.startsAt === null);
  const ended = entries.filter((entry) => entry.endedAt !== null);
  return (
    <>
      {planned.length > 0 && (
        <section className={styles.section} aria-labelledby="line-planned">
          <h2 id="line-planned">{i18n.t({ id: 'orders.line.planned', message: 'Planned' })}</h2>
          <Entries entries={planned} />
        </section>
      )}
      {underWay.length > 0 && (
        <section className={styles.section} aria-labelledby="line-under-way">
          <h2 id="line-under-way">{i18n.t({ id: 'orders.line.under-way', message: 'Under way' })}</h2>
          <Entries entries={underWay} />
        </section>
      )}
      <section className={styles.section} aria-labelledby="line-history" aria-busy={!data}>
        <h2 id="line-history">{i18n.t({ id: 'orders.line.history', message: 'History' })}</h2>
        {data && ended.length === 0 ? (
          <p className={styles.none}>
            {i18n.t({ id: 'orders.line.history.none', message: 'Nothing was changed on this number yet.' })}
          </p>
        ) : (
          <Entries entries={ended} />
        )}
      </section>
    </>
  );
}

function Entries({ entries }: { entries: History['entries'] }): ReactNode {
  const { i18n } = useLingui();
  const { locale } = useParams({ from: '/$locale/signed-in' });
  return (
    <ol className={styles.entries}>
      {entries.map((entry) => (
        <li key={entry.itemId} className={styles.entry}>
          <div className={styles.head}>
            <DateTime at={entry.startsAt ?? entry.requestedAt} />
            <span>{entry.requestedBy}</span>
            <Link className="link" to="/$locale/orders/$order" params={{ locale, order: entry.orderId }}>
              {i18n.t({
                id: 'orders.order.title',
                message: 'Order {number}',
                values: { number: String(entry.orderNumber) },
              })}
            </Link>
            <OrderStateBadge state={entry.state} atNetwork={entry.atNetwork} />
          </div>
          <ActionList actions={entry.actions} />
          {entry.failure && <p className={styles.failure}>{entry.failure.sentence}</p>}
          <ByOperator item={entry} className={styles.byOperator} />
        </li>
      ))}
    </ol>
  );
}

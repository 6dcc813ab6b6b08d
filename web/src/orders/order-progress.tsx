import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { Order } from '../../../server/orders/contract.ts';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import styles from './order-progress.module.css';

/** How far an order is: its steps, a bar with done, failed and cancelled, and the counts in words. */
export function OrderProgress({ order }: { order: Order }): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const ended = order.completedCount + order.failedCount + order.cancelledCount;
  const steps = [
    { name: i18n.t({ id: 'orders.step.received', message: 'Received' }), reached: true },
    {
      name: i18n.t({ id: 'orders.step.network', message: 'On the network' }),
      reached: order.state !== 'acknowledged',
    },
    { name: i18n.t({ id: 'orders.step.ended', message: 'Ended' }), reached: order.endedAt !== null },
  ];
  const current = steps.findLastIndex((step) => step.reached);
  const percent = (count: number) => `${(count / order.itemCount) * 100}%`;
  const words = [
    i18n.t({
      id: 'orders.progress.done',
      message: '{done} of {total} done',
      values: {
        done: formatNumber(locale, order.completedCount),
        total: formatNumber(locale, order.itemCount),
      },
    }),
    order.inProgressCount > 0 &&
      i18n.t({
        id: 'orders.progress.under-way',
        message: '{count, number} under way',
        values: { count: order.inProgressCount },
      }),
    order.waitingCount > 0 &&
      i18n.t({
        id: 'orders.progress.waiting',
        message: '{count, number} waiting',
        values: { count: order.waitingCount },
      }),
    order.failedCount > 0 &&
      i18n.t({
        id: 'orders.progress.failed',
        message: '{count, number} failed',
        values: { count: order.failedCount },
      }),
    order.cancelledCount > 0 &&
      i18n.t({
        id: 'orders.progress.cancelled',
        message: '{count, number} cancelled',
        values: { count: order.cancelledCount },
      }),
  ].filter((word) => typeof word === 'string');
  return (
    <section className={styles.progress} aria-label={i18n.t({ id: 'orders.progress', message: 'Progress' })}>
      <ol className={styles.steps}>
        {steps.map((step, at) => (
          <li
            key={step.name}
            className={styles.step}
            data-reached={step.reached || undefined}
            aria-current={at === current ? 'step' : undefined}
          >
            {step.name}
          </li>
        ))}
      </ol>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={i18n.t({ id: 'orders.progress', message: 'Progress' })}
        aria-valuemin={0}
        aria-valuemax={order.itemCount}
        aria-valuenow={ended}
        aria-valuetext={words.join(', ')}
      >
        <span className={styles.done} style={{ width: percent(order.completedCount) }} />
        <span className={styles.failed} style={{ width: percent(order.failedCount) }} />
        <span className={styles.cancelled} style={{ width: percent(order.cancelledCount) }} />
      </div>
      <p role="status" className={styles.words}>
        {words.join(' · ')}
      </p>
    </section>
  );
}

import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { Order } from '../../../server/orders/contract.ts';
import { DateTime } from '../kit/date-time.tsx';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { Notice } from '../kit/notice.tsx';
import { useRateSentence, useTimeLeftSentence } from './pace-words.ts';
import { useSlowly } from './use-slowly.ts';
import styles from './order-progress.module.css';

/** Milliseconds between two sentences of a screen reader while an order moves. */
const toldEvery = 30_000;

/** How far an order is: its steps, a bar with done, failed, cancelled and what is left, the counts in words, how fast it goes. */
export function OrderProgress({ order }: { order: Order }): ReactNode {
  const { i18n } = useLingui();
  const rate = useRateSentence(order.rate);
  const timeLeft = useTimeLeftSentence(order.secondsLeft);
  const parts = usePartsOf(order);
  const ended = order.completedCount + order.failedCount + order.cancelledCount;
  const name = i18n.t({ id: 'orders.progress', message: 'Progress' });
  const words = parts.map(({ words: said }) => said).join(', ');
  const heard = useSlowly(
    [words, timeLeft].filter(Boolean).join('. '),
    toldEvery,
    `${order.state} ${order.pausedAt} ${order.stoppingCount > 0} ${order.movingCount > 0}`,
  );
  return (
    <section className={styles.progress} aria-label={name}>
      <Steps order={order} />
      {order.pausedAt && <Paused order={order} pausedAt={order.pausedAt} />}
      {order.stoppingCount > 0 && <Stopping count={order.stoppingCount} />}
      {order.movingCount > 0 && <Moving count={order.movingCount} />}
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={order.itemCount}
        aria-valuenow={ended}
        aria-valuetext={words}
        data-paused={order.pausedAt !== null || undefined}
      >
        {parts.map(
          ({ part, count }) =>
            part !== 'open' &&
            count > 0 && (
              <span key={part} data-part={part} style={{ flexGrow: count }} className={styles.part} />
            ),
        )}
        {order.itemCount > ended && <span style={{ flexGrow: order.itemCount - ended }} />}
      </div>
      <p className={styles.words}>
        {parts.map(({ key, part, words: said }, place) => (
          <span key={key} data-part={part} className={styles.word}>
            {place > 0 && ' · '}
            {said}
          </span>
        ))}
      </p>
      {(rate || timeLeft) && <p className={styles.pace}>{[rate, timeLeft].filter(Boolean).join(' · ')}</p>}
      <p role="status" className="visually-hidden">
        {heard}
      </p>
    </section>
  );
}

function Steps({ order }: { order: Order }): ReactNode {
  const { i18n } = useLingui();
  const steps = [
    { name: i18n.t({ id: 'orders.step.received', message: 'Received' }), reached: true },
    ...(order.startsAt === null
      ? []
      : [{ name: i18n.t({ id: 'orders.state.planned', message: 'Planned' }), reached: true }]),
    {
      name: i18n.t({ id: 'orders.step.network', message: 'On the network' }),
      // what was cancelled as a whole may never have come so far
      reached: !['planned', 'acknowledged', 'cancelled'].includes(order.state),
    },
    { name: i18n.t({ id: 'orders.step.ended', message: 'Ended' }), reached: order.endedAt !== null },
  ];
  const current = steps.findLastIndex((step) => step.reached);
  return (
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
  );
}

function Paused({ order, pausedAt }: { order: Order; pausedAt: string }): ReactNode {
  const { i18n } = useLingui();
  return (
    <Notice
      kind="warn"
      title={i18n.t({
        id: 'orders.paused.by',
        message: 'Paused by {name}',
        values: { name: order.pausedBy ?? '' },
      })}
    >
      <DateTime at={pausedAt} />.{' '}
      {i18n.t({
        id: 'orders.paused.effect',
        message:
          'What the network has begun goes on to its end; nothing new begins until the order is resumed.',
      })}
    </Notice>
  );
}

function Stopping({ count }: { count: number }): ReactNode {
  const { i18n } = useLingui();
  return (
    <Notice
      kind="info"
      title={i18n.t({
        id: 'orders.stopping',
        message:
          '{count, plural, one {# number is still being cancelled} other {# numbers are still being cancelled}}',
        values: { count },
      })}
    >
      {i18n.t({ id: 'orders.stopping.effect', message: 'None of them begins any more.' })}
    </Notice>
  );
}

function Moving({ count }: { count: number }): ReactNode {
  const { i18n } = useLingui();
  return (
    <Notice
      kind="info"
      title={i18n.t({
        id: 'orders.moving',
        message:
          '{count, plural, one {# number is still being moved to the new time} other {# numbers are still being moved to the new time}}',
        values: { count },
      })}
    >
      {i18n.t({
        id: 'orders.moving.effect',
        message:
          'None of the order begins before all of them are there. Its price is then that of the new day.',
      })}
    </Notice>
  );
}

type Part = { key: string; part: 'done' | 'failed' | 'cancelled' | 'open'; count: number; words: string };

function usePartsOf(order: Order): Part[] {
  const { i18n } = useLingui();
  const locale = useLocale();
  // what a cancellation still goes through waits for nothing but that
  const stopping = Math.min(order.stoppingCount, order.waitingCount);
  const all: Part[] = [
    {
      key: 'done',
      part: 'done',
      count: order.completedCount,
      words: i18n.t({
        id: 'orders.progress.done',
        message: '{count, plural, one {{done} of {total} done} other {{done} of {total} done}}',
        values: {
          count: order.completedCount,
          done: formatNumber(locale, order.completedCount),
          total: formatNumber(locale, order.itemCount),
        },
      }),
    },
    {
      key: 'under-way',
      part: 'open',
      count: order.inProgressCount,
      words: i18n.t({
        id: 'orders.progress.under-way',
        message: '{count, number} under way',
        values: { count: order.inProgressCount },
      }),
    },
    {
      key: 'planned',
      part: 'open',
      count: order.plannedCount,
      words: i18n.t({
        id: 'orders.progress.planned',
        message: '{count, number} planned',
        values: { count: order.plannedCount },
      }),
    },
    {
      key: 'waiting',
      part: 'open',
      count: order.waitingCount - stopping,
      words: i18n.t({
        id: 'orders.progress.waiting',
        message: '{count, number} waiting',
        values: { count: order.waitingCount - stopping },
      }),
    },
    {
      key: 'stopping',
      part: 'open',
      count: stopping,
      words: i18n.t({
        id: 'orders.progress.stopping',
        message: '{count, number} being cancelled',
        values: { count: stopping },
      }),
    },
    {
      key: 'failed',
      part: 'failed',
      count: order.failedCount,
      words: i18n.t({
        id: 'orders.progress.failed',
        message: '{count, number} failed',
        values: { count: order.failedCount },
      }),
    },
    {
      key: 'cancelled',
      part: 'cancelled',
      count: order.cancelledCount,
      words: i18n.t({
        id: 'orders.progress.cancelled',
        message: '{count, number} cancelled',
        values: { count: order.cancelledCount },
      }),
    },
  ];
  return all.filter(({ key, count }) => key === 'done' || count > 0);
}

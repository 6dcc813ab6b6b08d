import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { Monitor } from '../../../server/monitor/contract.ts';
import { formatDateTime, formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import styles from './monitor.module.css';

const height = 120;
const step = 10;
const gap = 2;

/** What ended in each of the last sixty minutes: done, and on top of it what failed for good. The present minute has only begun. */
export function MinuteChart({ minutes }: { minutes: Monitor['minutes'] | undefined }): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const most = Math.max(0, ...(minutes ?? []).map(({ completed, failed }) => completed + failed));
  const done = (minutes ?? []).reduce((sum, { completed }) => sum + completed, 0);
  const failed = (minutes ?? []).reduce((sum, minute) => sum + minute.failed, 0);
  const time = (at: string | undefined) => (at ? (formatDateTime(locale, at).split(' ').at(-1) ?? '') : '');
  const scale = most === 0 ? 0 : height / most;
  return (
    <figure className={styles.panel}>
      <figcaption className={styles.caption}>
        <h2>{i18n.t({ id: 'monitor.hour', message: 'The last hour, minute by minute' })}</h2>
        <ul className={styles.legend}>
          <li data-of="done">
            {i18n.t({
              id: 'monitor.done',
              message: '{count, plural, one {# done} other {# done}}',
              values: { count: done },
            })}
          </li>
          <li data-of="failed">
            {i18n.t({
              id: 'monitor.failed',
              message: '{count, plural, one {# failed for good} other {# failed for good}}',
              values: { count: failed },
            })}
          </li>
        </ul>
      </figcaption>
      {most === 0 ? (
        <p className={styles.quiet}>
          {minutes ? i18n.t({ id: 'monitor.hour.none', message: 'Nothing ended in the last hour.' }) : '…'}
        </p>
      ) : (
        <div className={styles.chart}>
          <span aria-hidden className={styles.most}>
            {formatNumber(locale, most)}
          </span>
          <svg
            role="img"
            aria-label={i18n.t({
              id: 'monitor.hour.said',
              message:
                'From {from} to {to}: {done} done, {failed} failed for good, at most {most} in a minute',
              values: {
                from: time(minutes?.[0]?.at),
                to: time(minutes?.at(-1)?.at),
                done: formatNumber(locale, done),
                failed: formatNumber(locale, failed),
                most: formatNumber(locale, most),
              },
            })}
            viewBox={`0 0 ${(minutes?.length ?? 0) * step} ${height}`}
            preserveAspectRatio="none"
          >
            {minutes?.map((minute, place) => (
              <g key={minute.at}>
                <Bar of="done" place={place} from={0} size={minute.completed * scale} />
                <Bar of="failed" place={place} from={minute.completed * scale} size={minute.failed * scale} />
              </g>
            ))}
          </svg>
          <p aria-hidden className={styles.times}>
            <span>{time(minutes?.[0]?.at)}</span>
            <span>{time(minutes?.at(-1)?.at)}</span>
          </p>
        </div>
      )}
    </figure>
  );
}

/** What there is of something is seen, however little beside the rest. */
function Bar({
  of,
  place,
  from,
  size,
}: {
  of: string;
  place: number;
  from: number;
  size: number;
}): ReactNode {
  if (size <= 0) return null;
  const shown = Math.max(size, 2);
  return (
    <rect
      className={styles.bar}
      data-of={of}
      x={place * step + gap / 2}
      y={Math.max(0, height - from - shown)}
      width={step - gap}
      height={shown}
    />
  );
}

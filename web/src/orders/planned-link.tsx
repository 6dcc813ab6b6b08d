import { useLingui } from '@lingui/react';
import { Link, useParams } from '@tanstack/react-router';
import { IconCalendarEvent, IconCalendarOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PlannedEntry } from '../../../server/orders/contract.ts';
import { wallTime } from './brussels-clock.ts';
import { useChangeText } from './change-text.ts';
import styles from './planned-page.module.css';

/** Something planned, with its time; leads to its order. */
export function PlannedLink({ entry }: { entry: PlannedEntry }): ReactNode {
  const { i18n } = useLingui();
  const { locale } = useParams({ from: '/$locale/signed-in' });
  const changeText = useChangeText();
  const Icon = entry.ends ? IconCalendarOff : IconCalendarEvent;
  return (
    <Link
      to="/$locale/orders/$order"
      params={{ locale, order: entry.orderId }}
      className={styles.entry}
      data-ends={entry.ends ? true : undefined}
    >
      <span className={styles.entryHead}>
        <Icon aria-hidden size={15} stroke={1.75} />
        <time dateTime={entry.startsAt} className="tabular">
          {wallTime(new Date(entry.startsAt)).slice(11)}
        </time>
        <span className={styles.count}>
          {i18n.t({
            id: 'orders.planned.numbers',
            message: '{count, plural, one {# number} other {# numbers}}',
            values: { count: entry.lineCount },
          })}
        </span>
      </span>
      <span className={styles.what}>{changeText(entry)}</span>
      {entry.ends && (
        <span className={styles.ends}>
          {i18n.t({
            id: 'orders.calendar.ends',
            message: 'End of order {number}',
            values: { number: String(entry.ends.orderNumber) },
          })}
        </span>
      )}
      {entry.isMoving && (
        <span className={styles.ends}>
          {i18n.t({ id: 'orders.calendar.moving', message: 'Being moved to another time' })}
        </span>
      )}
    </Link>
  );
}

import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { PlannedEntry } from '../../../server/orders/contract.ts';
import { useLocale } from '../kit/locale.ts';
import { PlannedLink } from './planned-link.tsx';
import styles from './planned-page.module.css';

type Props = { days: [day: string, entries: PlannedEntry[]][]; isLoading: boolean };

/** What is planned day by day: the calendar of a narrow screen. Days without anything are left out. */
export function PlannedAgenda({ days, isLoading }: Props): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const written = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  if (isLoading)
    return (
      <p role="status" aria-busy>
        {i18n.t({ id: 'orders.loading', message: 'Loading' })}
      </p>
    );
  return (
    <div className={styles.agenda}>
      {days.map(([day, entries]) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h3 id={`day-${day}`} className={styles.agendaDay}>
            {written.format(new Date(`${day}T00:00:00Z`))}
          </h3>
          <ul className={styles.entries}>
            {entries.map((entry) => (
              <li key={`${entry.orderId} ${entry.startsAt}`}>
                <PlannedLink entry={entry} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

import type { ReactNode } from 'react';
import { useLingui } from '@lingui/react';
import type { PlannedEntry } from '../../../server/orders/contract.ts';
import { useLocale } from '../kit/locale.ts';
import { PlannedLink } from './planned-link.tsx';
import styles from './planned-page.module.css';

type Props = {
  /** The month in words, for the table's name. */
  name: string;
  month: string;
  weeks: string[][];
  byDay: Map<string, PlannedEntry[]>;
  today: string;
  busy: boolean;
};

/** So many stand in a day before the rest is folded away. */
const most = 3;

/** A month as a table: a row a week, a cell a day, with what begins then. */
export function PlannedMonth({ name, month, weeks, byDay, today, busy }: Props): ReactNode {
  const locale = useLocale();
  const weekday = (style: 'short' | 'long') =>
    new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' });
  const long = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
  return (
    <table className={styles.grid} aria-busy={busy}>
      <caption className="visually-hidden">{name}</caption>
      <thead>
        <tr>
          {weeks[0]?.map((day) => (
            <th key={day} scope="col" abbr={weekday('long').format(at(day))}>
              {weekday('short').format(at(day))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <td
                key={day}
                data-outside={!day.startsWith(month.slice(0, 7)) || undefined}
                aria-current={day === today ? 'date' : undefined}
              >
                <time dateTime={day} className={styles.day}>
                  <span className="visually-hidden">{long.format(at(day))}</span>
                  <span aria-hidden>{Number(day.slice(8))}</span>
                </time>
                <Entries entries={byDay.get(day) ?? []} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** For formats in UTC. */
function at(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function Entries({ entries }: { entries: PlannedEntry[] }): ReactNode {
  const { i18n } = useLingui();
  if (entries.length === 0) return null;
  const rest = entries.slice(most);
  return (
    <>
      <List entries={entries.slice(0, most)} />
      {rest.length > 0 && (
        <details className={styles.rest}>
          <summary>
            {i18n.t({
              id: 'orders.several.more',
              message: '{count, plural, one {and # more} other {and # more}}',
              values: { count: rest.length },
            })}
          </summary>
          <List entries={rest} />
        </details>
      )}
    </>
  );
}

function List({ entries }: { entries: PlannedEntry[] }): ReactNode {
  return (
    <ul className={styles.entries}>
      {entries.map((entry) => (
        <li key={`${entry.orderId} ${entry.startsAt}`}>
          <PlannedLink entry={entry} />
        </li>
      ))}
    </ul>
  );
}

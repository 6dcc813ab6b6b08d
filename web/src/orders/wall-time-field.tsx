import { useLingui } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import { daysLater } from './brussels-clock.ts';
import { useToday } from './use-today.ts';
import styles from './when.module.css';

type Props = {
  /** What begins or ends then. */
  label: string;
  /** A time in Brussels: `2026-03-14T23:59`. */
  value: string;
  /** Told of whole times only: while one is typed it stays as it was. */
  onChange: (time: string) => void;
};

/** Thirteen months, as the server allows. */
const mostDays = 396;

/** A date and a time in Brussels, by the browser's own fields. */
export function WallTimeField({ label, value, onChange }: Props): ReactNode {
  const { i18n } = useLingui();
  const [day, setDay] = useState(value.slice(0, 10));
  const [time, setTime] = useState(value.slice(11, 16));
  const today = useToday();
  const tell = (newDay: string, newTime: string) => {
    setDay(newDay);
    setTime(newTime);
    if (/^20\d\d-/.test(newDay) && newTime !== '') onChange(`${newDay}T${newTime}`);
  };
  return (
    <span className={styles.field}>
      <input
        type="date"
        aria-label={i18n.t({ id: 'orders.when.date-of', message: '{what}: date', values: { what: label } })}
        value={day}
        min={today}
        max={daysLater(today, mostDays)}
        onChange={(event) => tell(event.currentTarget.value, time)}
      />
      <input
        type="time"
        aria-label={i18n.t({ id: 'orders.when.time-of', message: '{what}: time', values: { what: label } })}
        value={time}
        onChange={(event) => tell(day, event.currentTarget.value)}
      />
    </span>
  );
}

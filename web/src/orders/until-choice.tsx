import { useLingui } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import { dayIn, daysLater } from './brussels-clock.ts';
import { useToday } from './use-today.ts';
import { WallTimeField } from './wall-time-field.tsx';
import styles from './when.module.css';

type Props = {
  value: string | null;
  /** When what is added begins; null: at once. */
  startsAt: string | null;
  /** Numbers are suspended until then. */
  suspends: boolean;
  onChange: (until: string | null) => void;
};

/** « Jusqu'au »: takes away again what is added. */
export function UntilChoice({ value, startsAt, suspends, onChange }: Props): ReactNode {
  const { i18n } = useLingui();
  const [at, setAt] = useState(value);
  const label = suspends
    ? i18n.t({ id: 'orders.when.reactivate', message: 'Reactivate on' })
    : i18n.t({ id: 'orders.when.until', message: 'Until' });
  const today = useToday();
  const proposed = `${daysLater(startsAt ? dayIn(new Date(startsAt)) : today, 14)}T23:59`;
  return (
    <div className={styles.when}>
      <label className={styles.choice}>
        <input
          type="checkbox"
          checked={value !== null}
          onChange={(event) => {
            const until = event.currentTarget.checked ? (at ?? proposed) : null;
            if (until) setAt(until);
            onChange(until);
          }}
        />
        {label}
      </label>
      {value !== null && (
        <WallTimeField
          label={label}
          value={value}
          onChange={(chosen) => {
            setAt(chosen);
            onChange(chosen);
          }}
        />
      )}
    </div>
  );
}

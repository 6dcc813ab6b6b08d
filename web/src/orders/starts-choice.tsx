import { useLingui } from '@lingui/react';
import { type ReactNode, useId, useState } from 'react';
import type { Starts } from '../../../server/quotes/contract.ts';
import { daysLater } from './brussels-clock.ts';
import { useToday } from './use-today.ts';
import { WallTimeField } from './wall-time-field.tsx';
import styles from './when.module.css';

type Props = {
  value: Starts;
  onChange: (starts: Starts) => void;
};

/** « Quand ? »: now, with the next billing cycle, or at a date and time. */
export function StartsChoice({ value, onChange }: Props): ReactNode {
  const { i18n } = useLingui();
  const name = useId();
  const tomorrow = daysLater(useToday(), 1);
  const [at, setAt] = useState(value.kind === 'at' ? value.at : `${tomorrow}T08:00`);
  const choices = [
    { kind: 'now', label: i18n.t({ id: 'orders.when.now', message: 'Now' }) },
    { kind: 'cycle', label: i18n.t({ id: 'orders.when.cycle', message: 'With the next billing cycle' }) },
    { kind: 'at', label: i18n.t({ id: 'orders.when.at', message: 'On a date' }) },
  ] as const;
  return (
    <fieldset className={styles.when}>
      <legend className={styles.legend}>{i18n.t({ id: 'orders.when', message: 'When?' })}</legend>
      {choices.map(({ kind, label }) => (
        <label key={kind} className={styles.choice}>
          <input
            type="radio"
            name={name}
            checked={value.kind === kind}
            onChange={() => onChange(kind === 'at' ? { kind, at } : { kind })}
          />
          {label}
        </label>
      ))}
      {value.kind === 'at' && (
        <WallTimeField
          label={i18n.t({ id: 'orders.when.start', message: 'Start' })}
          value={at}
          onChange={(chosen) => {
            setAt(chosen);
            onChange({ kind: 'at', at: chosen });
          }}
        />
      )}
    </fieldset>
  );
}

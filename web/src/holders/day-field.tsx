import type { ReactNode } from 'react';
import styles from './holders.module.css';

type Props = {
  label: string;
  /** A calendar day, `2026-12-01`; empty when none. */
  value: string;
  min?: string;
  required?: boolean;
  onChange: (day: string) => void;
};

/** A day in Brussels, by the browser's own field. */
export function DayField({ label, value, min, required = false, onChange }: Props): ReactNode {
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <input
        type="date"
        value={value}
        min={min ?? '2000-01-01'}
        max="2099-12-31"
        required={required}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}

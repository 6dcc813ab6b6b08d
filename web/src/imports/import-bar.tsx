import type { ReactNode } from 'react';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import styles from './imports.module.css';

/** How much of something is done: a bar, and the part in words. */
export function ImportBar({ name, part }: { name: string; part: number }): ReactNode {
  const locale = useLocale();
  const percent = Math.round(Math.min(1, Math.max(0, part)) * 100);
  return (
    <div
      className={styles.bar}
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={`${formatNumber(locale, percent)} %`}
    >
      <span style={{ width: `${percent}%` }} />
    </div>
  );
}

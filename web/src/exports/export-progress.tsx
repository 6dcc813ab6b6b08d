import type { ReactNode } from 'react';
import type { Export } from '../../../server/exports/contract.ts';
import { useTimeLeftSentence } from '../orders/pace-words.ts';
import { useExportStateName, useFarSentence } from './export-words.ts';
import styles from './exports.module.css';

/** How far a file is that is not written yet: a bar, the rows of all, the time left. */
export function ExportProgress({ one }: { one: Export }): ReactNode {
  const stateName = useExportStateName();
  const far = useFarSentence()(one);
  const left = useTimeLeftSentence(one.secondsLeft);
  const name = stateName(one.state);
  return (
    <div className={styles.progress}>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={Math.max(one.rowsTotal, 1)}
        aria-valuenow={one.rowsWritten}
        aria-valuetext={far}
      >
        <span style={{ width: `${(100 * one.rowsWritten) / Math.max(one.rowsTotal, 1)}%` }} />
      </div>
      <p className={styles.words}>
        {[one.state === 'waiting' ? name : far, left].filter(Boolean).join(' · ')}
      </p>
    </div>
  );
}

import type { ReactNode } from 'react';
import styles from './bulk-bar.module.css';

type Props = {
  /** `3 cartes sélectionnées`, read out when it changes. */
  count: string;
  /** The rule of the selection in words, or what else the person must know. */
  rule?: ReactNode;
  /** Buttons for all that is selected, and the one that lets go of the selection. */
  children: ReactNode;
};

/** The bar at the bottom that a selection lifts. It lies over the page's end and leaves room there. */
export function BulkBar({ count, rule, children }: Props): ReactNode {
  return (
    <section className={styles.bar} aria-label={count}>
      <div className={styles.words}>
        <p role="status" className={styles.count}>
          {count}
        </p>
        {rule && <p className={styles.rule}>{rule}</p>}
      </div>
      <div className={styles.actions}>{children}</div>
    </section>
  );
}

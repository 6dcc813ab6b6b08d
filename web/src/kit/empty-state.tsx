import type { ReactNode } from 'react';
import styles from './states.module.css';

type Props = {
  /** What is not there: `No number matches`. */
  title: string;
  /** What to do about it. */
  children?: ReactNode;
  /** A decorative icon. */
  icon?: ReactNode;
  /** Buttons or links. */
  actions?: ReactNode;
};

/** In place of a list that has nothing to show: says so, and what to do. */
export function EmptyState({ title, children, icon, actions }: Props): ReactNode {
  return (
    <div className={styles.state}>
      {icon && (
        <span aria-hidden className={styles.icon}>
          {icon}
        </span>
      )}
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.note}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

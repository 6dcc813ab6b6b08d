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
  /** It is all there is on the page: its title is the page's heading. */
  wholePage?: boolean;
};

/** In place of a list that has nothing to show: says so, and what to do. */
export function EmptyState({ title, children, icon, actions, wholePage = false }: Props): ReactNode {
  const Title = wholePage ? 'h1' : 'p';
  return (
    <div className={styles.state}>
      {icon && (
        <span aria-hidden className={styles.icon}>
          {icon}
        </span>
      )}
      <Title className={styles.title}>{title}</Title>
      {children && <div className={styles.note}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

import type { ReactNode } from 'react';
import styles from './named-icon.module.css';

type Props = {
  /** What the icon means, read by screen readers and shown on hover. */
  name: string;
  /** The icon itself. */
  children: ReactNode;
  tone?: 'plain' | 'dimmed' | 'good' | 'warn' | 'bad' | 'info';
  /** Shows the name beside the icon as well: for states, where colour and shape alone would not do. */
  withText?: boolean;
};

/** An icon that carries a meaning, with its name. */
export function NamedIcon({ name, children, tone = 'plain', withText = false }: Props): ReactNode {
  if (withText) {
    return (
      <span className={styles.named}>
        <span className={styles.icon} data-tone={tone} aria-hidden>
          {children}
        </span>
        {name}
      </span>
    );
  }
  return (
    <span className={styles.icon} data-tone={tone} role="img" aria-label={name} data-hint={name}>
      {children}
    </span>
  );
}

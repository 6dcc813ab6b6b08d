import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './states.module.css';

const icons = {
  bad: IconAlertTriangle,
  warn: IconAlertTriangle,
  good: IconCircleCheck,
  info: IconInfoCircle,
};

type Props = {
  kind: 'good' | 'warn' | 'bad' | 'info';
  title?: ReactNode;
  children?: ReactNode;
  /** Read out at once by screen readers: for what appears after an act of the person. */
  announce?: boolean;
};

/** A sentence that matters, within a page or a form. */
export function Notice({ kind, title, children, announce = false }: Props): ReactNode {
  const Icon = icons[kind];
  const role = announce ? (kind === 'bad' ? 'alert' : 'status') : undefined;
  return (
    <div className={styles.notice} data-kind={kind} role={role}>
      <Icon aria-hidden size={20} stroke={1.75} />
      <div>
        {title && <p className={styles.noticeTitle}>{title}</p>}
        {children && <div>{children}</div>}
      </div>
    </div>
  );
}

import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import styles from './options-page.module.css';

/** The shape of the options page while it is fetched. */
export function OptionsSkeleton(): ReactNode {
  const { i18n } = useLingui();
  return (
    <div className={styles.layout} aria-busy>
      <span className="visually-hidden" role="status">
        {i18n.t({ id: 'orders.loading', message: 'Loading' })}
      </span>
      <div className={styles.blankCards} aria-hidden>
        {Array.from({ length: 5 }, (_, at) => (
          <div key={at} className={styles.blankCard} />
        ))}
      </div>
      <div className={styles.blankSummary} aria-hidden />
    </div>
  );
}

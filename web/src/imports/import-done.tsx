import { useLingui } from '@lingui/react';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Import } from '../../../server/imports/contract.ts';
import { Notice } from '../kit/notice.tsx';
import { BadRows } from './bad-rows.tsx';
import { ImportCounts } from './import-counts.tsx';
import styles from './imports.module.css';

/** What became of the file: its order, and the rows that are left to correct. */
export function ImportDone({ made }: { made: Import }): ReactNode {
  const { i18n } = useLingui();
  const { locale } = useParams({ from: '/$locale/signed-in' });
  return (
    <div className={styles.stack}>
      <Notice
        kind="good"
        announce
        title={i18n.t({ id: 'imports.done', message: 'The good rows of this file are ordered' })}
      >
        {made.orderId && (
          <Link
            to="/$locale/orders/$order"
            params={{ locale, order: made.orderId }}
            className={styles.orderLink}
          >
            {i18n.t({
              id: 'imports.done.order',
              message: 'Follow order {number}',
              values: { number: String(made.orderNumber) },
            })}
          </Link>
        )}
      </Notice>
      <ImportCounts made={made} />
      {made.rowsBad > 0 && <BadRows made={made} />}
    </div>
  );
}

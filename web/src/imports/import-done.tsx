import { useLingui } from '@lingui/react';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Import } from '../../../server/imports/contract.ts';
import { Notice } from '../kit/notice.tsx';
import { BadRows } from './bad-rows.tsx';
import { ImportCounts } from './import-counts.tsx';
import { TargetList } from './target-list.tsx';
import styles from './imports.module.css';

/** What became of the file: its order or who was given what, and the rows that are left to correct. */
export function ImportDone({ made }: { made: Import }): ReactNode {
  const { i18n } = useLingui();
  const { locale } = useParams({ from: '/$locale/signed-in' });
  return (
    <div className={styles.stack}>
      <Notice
        kind="good"
        announce
        title={
          made.kind === 'options'
            ? i18n.t({ id: 'imports.done', message: 'The good rows of this file are ordered' })
            : i18n.t({ id: 'imports.carried', message: 'The good rows of this file are carried out' })
        }
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
        {made.kind !== 'options' && (
          <Link to="/$locale/fleet" params={{ locale }} className={styles.orderLink}>
            {i18n.t({ id: 'imports.back', message: 'My numbers' })}
          </Link>
        )}
      </Notice>
      <ImportCounts made={made} />
      {made.targets && made.targets.most.length > 0 && <TargetList targets={made.targets} />}
      {made.rowsBad > 0 && <BadRows made={made} />}
    </div>
  );
}

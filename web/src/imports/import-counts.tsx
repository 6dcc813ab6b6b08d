import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { Import } from '../../../server/imports/contract.ts';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import styles from './imports.module.css';

/** How many rows there are, how many will be carried out and how many cannot. */
export function ImportCounts({ made }: { made: Import }): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const counts = [
    {
      key: 'read',
      count: made.rowsRead,
      name: i18n.t({
        id: 'imports.count.read',
        message: '{count, plural, one {row read} other {rows read}}',
        values: { count: made.rowsRead },
      }),
    },
    {
      key: 'good',
      count: made.rowsGood,
      name: i18n.t({
        id: 'imports.count.good',
        message: '{count, plural, one {can be carried out} other {can be carried out}}',
        values: { count: made.rowsGood },
      }),
    },
    { key: 'bad', count: made.rowsBad, name: i18n.t({ id: 'imports.count.bad', message: 'to correct' }) },
    {
      key: 'empty',
      count: made.rowsEmpty,
      name: i18n.t({
        id: 'imports.count.empty',
        message: '{count, plural, one {asks for nothing} other {ask for nothing}}',
        values: { count: made.rowsEmpty },
      }),
    },
  ].filter(({ key, count }) => count > 0 || key === 'good');
  return (
    <ul
      className={styles.counts}
      aria-label={i18n.t({ id: 'imports.counts', message: 'What the check has found' })}
    >
      {counts.map(({ key, count, name }) => (
        <li key={key} data-kind={key}>
          <strong className="tabular">{formatNumber(locale, count)}</strong> {name}
        </li>
      ))}
    </ul>
  );
}

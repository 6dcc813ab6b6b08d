import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { Import } from '../../../server/imports/contract.ts';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import styles from './imports.module.css';

type Counts = Pick<Import, 'kind' | 'state' | 'rowsRead' | 'rowsGood' | 'rowsSame' | 'rowsBad' | 'rowsEmpty'>;

/** How many rows there are, how many will be carried out and how many cannot, in words. */
export function useCountWords(): (made: Counts) => { key: string; shown: string; name: string }[] {
  const { i18n } = useLingui();
  const locale = useLocale();
  return ({ kind, state, rowsRead, rowsGood, rowsSame, rowsBad, rowsEmpty }) =>
    [
      {
        key: 'read',
        count: rowsRead,
        name: i18n.t({
          id: 'imports.count.read',
          message: '{count, plural, one {row read} other {rows read}}',
          values: { count: rowsRead },
        }),
      },
      {
        key: 'good',
        count: rowsGood,
        name:
          kind !== 'options' && state === 'submitted'
            ? i18n.t({
                id: 'imports.count.done',
                message: '{count, plural, one {carried out} other {carried out}}',
                values: { count: rowsGood },
              })
            : i18n.t({
                id: 'imports.count.good',
                message: '{count, plural, one {can be carried out} other {can be carried out}}',
                values: { count: rowsGood },
              }),
      },
      {
        key: 'same',
        count: rowsSame,
        name: i18n.t({
          id: 'imports.count.same',
          message: '{count, plural, one {is so already} other {are so already}}',
          values: { count: rowsSame },
        }),
      },
      { key: 'bad', count: rowsBad, name: i18n.t({ id: 'imports.count.bad', message: 'to correct' }) },
      {
        key: 'empty',
        count: rowsEmpty,
        name: i18n.t({
          id: 'imports.count.empty',
          message: '{count, plural, one {asks for nothing} other {ask for nothing}}',
          values: { count: rowsEmpty },
        }),
      },
    ]
      .filter(({ key, count }) => count > 0 || key === 'good')
      .map(({ key, count, name }) => ({ key, shown: formatNumber(locale, count), name }));
}

/** The counts of a check at a glance. */
export function ImportCounts({ made }: { made: Import }): ReactNode {
  const { i18n } = useLingui();
  const counted = useCountWords();
  return (
    <ul
      className={styles.counts}
      aria-label={i18n.t({ id: 'imports.counts', message: 'What the check has found' })}
    >
      {counted(made).map(({ key, shown, name }) => (
        <li key={key} data-kind={key}>
          <strong className="tabular">{shown}</strong> {name}
        </li>
      ))}
    </ul>
  );
}

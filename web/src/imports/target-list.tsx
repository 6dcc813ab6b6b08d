import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { Import } from '../../../server/imports/contract.ts';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import styles from './imports.module.css';

/** Who or what the rows give, those that get most numbers first. */
export function TargetList({ targets }: { targets: NonNullable<Import['targets']> }): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  return (
    <section className={styles.panel} aria-labelledby="import-targets">
      <h2 id="import-targets" className={styles.heading}>
        {i18n.t({ id: 'imports.targets', message: 'What is given, and to how many numbers' })}
      </h2>
      <ul className={styles.changes}>
        {targets.most.map(({ name, isNew, count }, place) => (
          // two may be called alike
          <li key={`${place} ${name}`}>
            <strong className="tabular">{formatNumber(locale, count)}</strong>
            <span>
              {name}{' '}
              {isNew && (
                <span className={styles.new}>{i18n.t({ id: 'imports.targets.new', message: 'new' })}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { useLingui } from '@lingui/react';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Monitor } from '../../../server/monitor/contract.ts';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { useCauseName } from './cause-name.ts';
import styles from './monitor.module.css';

/** Why changes failed for good in the last hour, most first; each leads to those that wait. */
export function CauseBars({ causes }: { causes: Monitor['causes'] | undefined }): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const params = useParams({ from: '/$locale/signed-in' });
  const causeName = useCauseName();
  const most = Math.max(1, ...(causes ?? []).map(({ items }) => items));
  return (
    <section className={styles.section}>
      <h2>{i18n.t({ id: 'monitor.causes', message: 'Why changes failed for good in the last hour' })}</h2>
      {causes?.length === 0 && (
        <p className={styles.panel}>{i18n.t({ id: 'monitor.causes.none', message: 'None failed.' })}</p>
      )}
      {causes && causes.length > 0 && (
        <ol className={styles.causes}>
          {causes.map(({ element, code, items }) => (
            <li key={`${element} ${code}`}>
              <Link
                className="link"
                to="/$locale/operator/fallout/$element/$code"
                params={{ ...params, element, code }}
              >
                {causeName(code)}
              </Link>
              <span className={styles.on}>{element}</span>
              <svg aria-hidden viewBox="0 0 100 8" preserveAspectRatio="none">
                <rect
                  className={styles.bar}
                  data-of="failed"
                  width={Math.max(1, (100 * items) / most)}
                  height={8}
                />
              </svg>
              <span className="tabular">{formatNumber(locale, items)}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

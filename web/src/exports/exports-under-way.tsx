import { useLingui } from '@lingui/react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Export } from '../../../server/exports/contract.ts';
import { useLocale } from '../kit/locale.ts';
import { ExportProgress } from './export-progress.tsx';
import { useExportName, useExportStateName } from './export-words.ts';
import { exportsQuery, fileAddress, isUnderWay } from './queries.ts';
import styles from './exports.module.css';

/** Beside the list from which it was asked for: how far the file is, and the file when it is there. Also what is under way besides. */
export function ExportsUnderWay({ onClose }: { onClose: () => void }): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const { data: all = [] } = useQuery(exportsQuery);
  const shown = all.filter((each, place) => place === 0 || isUnderWay(each));
  const stateName = useExportStateName();
  const [newest] = shown;
  if (!newest) return null;
  return (
    <section
      className={styles.underWay}
      aria-label={i18n.t({ id: 'exports.under-way', message: 'Your export' })}
    >
      <p role="status" className="visually-hidden">
        {stateName(newest.state)}
      </p>
      <ul className={styles.list}>
        {shown.map((one) => (
          <UnderWay key={one.id} one={one} />
        ))}
      </ul>
      <div className={styles.acts}>
        <Link to="/$locale/exports" params={{ locale }} className="link">
          {i18n.t({ id: 'exports.see-all', message: 'All exports' })}
        </Link>
        <Button variant="default" size="compact-sm" onClick={onClose}>
          {i18n.t({ id: 'kit.close', message: 'Close' })}
        </Button>
      </div>
    </section>
  );
}

function UnderWay({ one }: { one: Export }): ReactNode {
  const { i18n } = useLingui();
  const nameOf = useExportName();
  const stateName = useExportStateName();
  return (
    <li className={styles.one}>
      <strong className={styles.name}>{nameOf(one)}</strong>
      {isUnderWay(one) ? (
        <>
          <ExportProgress one={one} />
          <span className={styles.quiet}>
            {i18n.t({
              id: 'exports.under-way.hint',
              message: 'You may close this page: you get a mail when the file is ready.',
            })}
          </span>
        </>
      ) : (
        <>
          <span className={styles.quiet}>{one.failure?.sentence ?? stateName(one.state)}</span>
          {one.mayDownload && (
            <a href={fileAddress(one)} download className="link">
              {i18n.t({ id: 'exports.download', message: 'Download' })}
            </a>
          )}
        </>
      )}
    </li>
  );
}

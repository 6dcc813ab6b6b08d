import { useLingui } from '@lingui/react';
import { Link } from '@tanstack/react-router';
import { IconCircleCheck, IconCircleX, IconClock, IconLoader2, IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Export } from '../../../server/exports/contract.ts';
import { searchOfView } from '../fleet/views.ts';
import type { Column } from '../kit/data-table.tsx';
import { DateTime } from '../kit/date-time.tsx';
import { formatBytes, formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { NamedIcon } from '../kit/named-icon.tsx';
import { ExportActs } from './export-acts.tsx';
import { ExportProgress } from './export-progress.tsx';
import { useExportName, useExportStateName } from './export-words.ts';
import { isUnderWay } from './queries.ts';
import styles from './exports.module.css';

/** Columns of the list of exports: what, when, how much, how far, and what can be done with it. */
export function useExportColumns(): Column<Export>[] {
  const { i18n } = useLingui();
  const locale = useLocale();
  const nameOf = useExportName();
  return [
    {
      key: 'what',
      name: i18n.t({ id: 'exports.column.what', message: 'What' }),
      cell: (one) => (
        <span className={styles.what}>
          {one.list ? (
            <Link
              to="/$locale/fleet"
              params={{ locale }}
              search={searchOfView(one.list)}
              className={`link ${styles.name ?? ''}`}
            >
              {nameOf(one)}
            </Link>
          ) : (
            nameOf(one)
          )}
        </span>
      ),
      width: 180,
      card: 'title',
    },
    {
      key: 'asked',
      name: i18n.t({ id: 'exports.column.asked', message: 'Asked' }),
      cell: ({ askedAt }) => <DateTime at={askedAt} />,
      width: 155,
    },
    {
      key: 'rows',
      name: i18n.t({ id: 'exports.column.numbers', message: 'Numbers' }),
      cell: ({ rowsTotal }) => <span className="tabular">{formatNumber(locale, rowsTotal)}</span>,
      width: 100,
      align: 'end',
    },
    {
      key: 'file',
      name: i18n.t({ id: 'exports.column.file', message: 'File' }),
      cell: ({ format, writing, state, size }) =>
        [
          format === 'csv' ? 'CSV' : 'XLSX',
          writing === 'iso' && 'ISO',
          state === 'ready' && formatBytes(locale, size),
        ]
          .filter(Boolean)
          .join(' · '),
      width: 175,
    },
    {
      key: 'state',
      name: i18n.t({ id: 'exports.column.state', message: 'State' }),
      cell: (one) => (isUnderWay(one) ? <ExportProgress one={one} /> : <EndedState one={one} />),
    },
    {
      key: 'acts',
      name: i18n.t({ id: 'exports.column.acts', message: 'Actions' }),
      cell: (one) => <ExportActs one={one} name={nameOf(one)} />,
      width: 285,
      align: 'end',
    },
  ];
}

const looks = {
  waiting: { tone: 'info', Icon: IconClock },
  writing: { tone: 'info', Icon: IconLoader2 },
  closed: { tone: 'warn', Icon: IconLock },
  ready: { tone: 'good', Icon: IconCircleCheck },
  failed: { tone: 'bad', Icon: IconCircleX },
} as const;

function EndedState({ one }: { one: Export }): ReactNode {
  const { i18n } = useLingui();
  const stateName = useExportStateName();
  const closed = i18n.t({ id: 'exports.state.closed', message: 'Not available any more' });
  const why = i18n.t({
    id: 'refusal.export-beyond-access',
    message: 'This file holds numbers that you may no longer see. Export the list again.',
  });
  const isClosed = one.state === 'ready' && !one.mayDownload;
  const { tone, Icon } = isClosed ? looks.closed : looks[one.state];
  return (
    <span className={styles.ended}>
      <NamedIcon name={isClosed ? closed : stateName(one.state)} tone={tone} withText>
        <Icon size={17} stroke={1.75} />
      </NamedIcon>
      <span className={styles.quiet}>
        {isClosed
          ? why
          : one.failure
            ? one.failure.sentence
            : one.expiresAt && (
                <>
                  {i18n.t({ id: 'exports.until', message: 'kept until' })}{' '}
                  <DateTime at={one.expiresAt} dateOnly />
                </>
              )}
      </span>
    </span>
  );
}

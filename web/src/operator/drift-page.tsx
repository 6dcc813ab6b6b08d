import { useLingui } from '@lingui/react';
import { IconMoodCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { showMsisdn } from '../../../server/fleet/contract.ts';
import type { DriftedLine, DriftList } from '../../../server/reconciliation/contract.ts';
import { type Column, DataTable } from '../kit/data-table.tsx';
import { DateTime } from '../kit/date-time.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { PageHeader } from '../kit/page-header.tsx';
import { Pages } from '../kit/pages.tsx';
import styles from './operator.module.css';
import { driftQuery } from './queries.ts';

/** The numbers for which the network has something else than the portal shows. */
export function DriftPage(): ReactNode {
  const { i18n } = useLingui();
  const { page = 1, size = 50 } = useSearch({ from: '/$locale/signed-in/operator/drift' });
  const navigate = useNavigate({ from: '/$locale/operator/drift' });
  const drift = useQuery(driftQuery({ page, size }));
  const columns = useDriftColumns();
  const title = i18n.t({ id: 'drift.title', message: 'Differences with the network' });
  const go = (next: { page?: number | undefined; size?: number | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...next }) });
  return (
    <>
      <PageHeader title={title} freshness={drift.data && <Round round={drift.data.round} />} />
      <div className={styles.list}>
        <DataTable<DriftedLine>
          name={title}
          columns={columns}
          rows={drift.data?.lines}
          rowKey={(line) => line.lineId}
          empty={
            <EmptyState
              icon={<IconMoodCheck size={32} stroke={1.5} />}
              title={i18n.t({ id: 'drift.none', message: 'No difference is known' })}
            >
              {i18n.t({
                id: 'drift.none.hint',
                message:
                  'Numbers are compared with the network in the background, one after the other. What differs appears here.',
              })}
            </EmptyState>
          }
          error={drift.error}
          onRetry={() => void drift.refetch()}
          busy={drift.isPlaceholderData}
          skeletonRows={4}
        />
        <Pages
          page={page}
          size={size}
          total={drift.data?.total}
          onPage={(chosen) => go({ page: chosen === 1 ? undefined : chosen })}
          onSize={(chosen) => go({ size: chosen === 50 ? undefined : chosen, page: undefined })}
        />
      </div>
    </>
  );
}

function Round({ round }: { round: DriftList['round'] }): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  if (!round) return i18n.t({ id: 'drift.round.none', message: 'No number has been compared yet.' });
  return (
    <>
      {i18n.t({
        id: 'drift.round',
        message: 'Compared in this round: {count}.',
        values: { count: formatNumber(locale, round.compared) },
      })}{' '}
      {round.lastEndedAt && (
        <>
          {i18n.t({ id: 'drift.round.ended', message: 'Last complete round:' })}{' '}
          <DateTime at={round.lastEndedAt} />
        </>
      )}
    </>
  );
}

function useDriftColumns(): Column<DriftedLine>[] {
  const { i18n } = useLingui();
  return [
    {
      key: 'number',
      name: i18n.t({ id: 'fallout.column.number', message: 'Number' }),
      cell: ({ msisdn }) => <span className="tabular">{showMsisdn(msisdn)}</span>,
      width: 140,
      sticky: true,
      card: 'title',
    },
    {
      key: 'company',
      name: i18n.t({ id: 'fallout.column.company', message: 'Company' }),
      cell: ({ organisation }) => <span className={styles.answer}>{organisation.name}</span>,
    },
    {
      key: 'sim',
      name: i18n.t({ id: 'drift.column.sim', message: 'SIM card' }),
      cell: ({ iccid }) => <span className="tabular">{iccid}</span>,
      width: 190,
    },
    {
      key: 'element',
      name: i18n.t({ id: 'fallout.column.element', message: 'Network element' }),
      cell: ({ element }) => element,
      width: 140,
    },
    {
      key: 'since',
      name: i18n.t({ id: 'drift.column.since', message: 'Found' }),
      cell: ({ foundAt }) => <DateTime at={foundAt} />,
      width: 160,
    },
    {
      key: 'what',
      name: i18n.t({ id: 'drift.column.what', message: 'Portal → network' }),
      cell: (line) => <Differences line={line} />,
    },
  ];
}

function Differences({ line }: { line: DriftedLine }): ReactNode {
  const { i18n } = useLingui();
  const nothing = i18n.t({ id: 'drift.nothing', message: 'nothing' });
  if (!line.isKnown)
    return i18n.t({ id: 'drift.unknown', message: 'The network does not know this SIM card.' });
  return (
    <ul className={styles.wanted}>
      {line.differences.map(({ what, portal, network }) => (
        <li key={what}>
          {what}: {portal ?? nothing} → <strong>{network ?? nothing}</strong>
        </li>
      ))}
    </ul>
  );
}

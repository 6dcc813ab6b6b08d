import { useLingui } from '@lingui/react';
import { IconMoodCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { showMsisdn } from '../../../server/identifiers/contract.ts';
import type { DriftedLine, DriftList } from '../../../server/reconciliation/contract.ts';
import { DataTable } from '../kit/data-table.tsx';
import { DateTime } from '../kit/date-time.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { Notice } from '../kit/notice.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { Pages } from '../kit/pages.tsx';
import { FalloutTools } from './fallout-tools.tsx';
import styles from './operator.module.css';
import { DriftBar } from './drift-bar.tsx';
import { useDriftColumns } from './drift-columns.tsx';
import { driftQuery } from './queries.ts';

/** The numbers for which the network has something else than the portal shows. */
export function DriftPage(): ReactNode {
  const { i18n } = useLingui();
  const { company, search, page = 1, size = 50 } = useSearch({ from: '/$locale/signed-in/operator/drift' });
  const navigate = useNavigate({ from: '/$locale/operator/drift' });
  const filter = { ...(company ? { organisationId: company } : {}), ...(search ? { search } : {}) };
  const drift = useQuery(driftQuery({ ...filter, page, size }));
  const columns = useDriftColumns();
  const [chosen, setChosen] = useState<string[] | 'all'>([]);
  const [done, setDone] = useState<string | null>(null);
  const total = drift.data?.total ?? 0;
  const repairable = drift.data?.repairable ?? 0;
  const lines = drift.data?.lines ?? [];
  const title = i18n.t({ id: 'drift.title', message: 'Differences with the network' });
  const go = (next: object) => void navigate({ search: (before) => ({ ...before, ...next }) });
  const narrow = (next: object) => {
    // what was chosen is what was seen: another filter begins anew
    setChosen([]);
    go({ ...next, page: undefined });
  };
  return (
    <>
      <PageHeader title={title} freshness={drift.data && <Round round={drift.data.round} />} />
      <div className={styles.list}>
        {done && (
          <Notice kind="good" announce>
            {done}
          </Notice>
        )}
        {(total > 0 || company || search) && (
          <FalloutTools
            label={i18n.t({ id: 'drift.search', message: 'Search a number' })}
            search={search ?? ''}
            company={company}
            companies={drift.data?.organisations ?? []}
            onSearch={(text) => narrow({ search: text || undefined })}
            onCompany={(id) => narrow({ company: id })}
          />
        )}
        <DataTable<DriftedLine>
          name={title}
          columns={columns}
          rows={drift.data?.lines}
          rowKey={(line) => line.lineId}
          selection={{
            isSelected: ({ lineId, isRepairable }) =>
              isRepairable && (chosen === 'all' || chosen.includes(lineId)),
            reasonAgainst: ({ isRepairable }) =>
              isRepairable
                ? null
                : i18n.t({
                    id: 'drift.not-repairable',
                    message: 'Put this right on the network element: an order cannot make a SIM card known.',
                  }),
            rowName: (line) =>
              i18n.t({
                id: 'fallout.choose',
                message: 'Choose {number}',
                values: { number: showMsisdn(line.msisdn) },
              }),
            onChange: (some, wanted) => {
              setDone(null);
              const ids = some.map(({ lineId }) => lineId);
              const before =
                chosen === 'all'
                  ? lines.filter(({ isRepairable }) => isRepairable).map(({ lineId }) => lineId)
                  : chosen;
              const next = wanted
                ? [...new Set([...before, ...ids])]
                : before.filter((id) => !ids.includes(id));
              setChosen(next.slice(0, mostNamed));
            },
          }}
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
          onPage={(wanted) => go({ page: wanted === 1 ? undefined : wanted })}
          onSize={(wanted) => go({ size: wanted === 50 ? undefined : wanted, page: undefined })}
        />
      </div>
      {chosen.length > 0 && (
        <DriftBar
          count={chosen === 'all' ? repairable : chosen.length}
          more={chosen === 'all' || repairable <= chosen.length ? null : repairable}
          // what is chosen on other pages is not known here: the answer says what was not possible
          mayTakeOver={
            chosen === 'all' ||
            chosen.some((id) => lines.find(({ lineId }) => lineId === id)?.takeOver !== null)
          }
          selection={chosen === 'all' ? { filter } : { lineIds: chosen }}
          onAll={() => setChosen('all')}
          onNone={() => setChosen([])}
          onDone={(sentence) => {
            setChosen([]);
            setDone(sentence);
          }}
        />
      )}
    </>
  );
}

/** A request takes so many at most; above, all that fit are chosen by the filter. */
const mostNamed = 1000;

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

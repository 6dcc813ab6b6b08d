import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { CostCentre } from '../../../server/holders/contract.ts';
import { type Column, DataTable } from '../kit/data-table.tsx';
import { DateTime } from '../kit/date-time.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { formatNumber } from '../kit/format.ts';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { useLocale } from '../kit/locale.ts';
import { Pages, useLastPage } from '../kit/pages.tsx';
import { SearchField } from '../orders/search-field.tsx';
import { useReadOnlyReason } from '../sign-in/may-change.ts';
import { CostCentreActs } from './cost-centre-acts.tsx';
import { CostCentreDialog } from './cost-centre-dialog.tsx';
import { HoldersHeader } from './holders-tabs.tsx';
import { useKindWords } from './kind-words.ts';
import styles from './lists.module.css';
import { costCentresQuery } from './queries.ts';

/** The cost centres of the company by code: how many numbers each has today, and what can be done with it. */
export function CostCentreListPage(): ReactNode {
  const { i18n } = useLingui();
  const words = useKindWords('cost-centre');
  const reason = useReadOnlyReason();
  const search = useSearch({ from: '/$locale/signed-in/holders/cost-centres' });
  const navigate = useNavigate({ from: '/$locale/holders/cost-centres' });
  const [isAdding, setAdding] = useState(false);
  const [renamed, setRenamed] = useState<CostCentre | null>(null);
  const columns = useColumns(reason, setRenamed);
  const { page = 1, size = 50 } = search;
  const list = useQuery(costCentresQuery({ search: search.search, open: search.open, page, size }));
  const go = (next: Partial<typeof search>, replace = false) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace });
  useLastPage({ page, size, total: list.isPlaceholderData ? undefined : list.data?.total }, (last) =>
    go({ page: last === 1 ? undefined : last }, true),
  );
  const isNarrowed = search.search !== undefined || search.open !== undefined;
  return (
    <>
      <HoldersHeader
        actions={
          <GuardedButton
            leftSection={<IconPlus aria-hidden size={17} />}
            reason={reason}
            onClick={() => setAdding(true)}
          >
            {words.add}
          </GuardedButton>
        }
      />
      <div className={styles.list}>
        <div className={styles.tools}>
          <SearchField
            label={words.search}
            value={search.search ?? ''}
            onChange={(typed) => go({ search: typed || undefined, page: undefined }, true)}
          />
          <label className={styles.filter}>
            {i18n.t({ id: 'holders.shown', message: 'Shown' })}
            <select
              value={search.open ?? ''}
              onChange={(event) => {
                const open = (['true', 'false'] as const).find((each) => each === event.currentTarget.value);
                go({ open, page: undefined });
              }}
            >
              <option value="">{i18n.t({ id: 'holders.shown.all', message: 'All' })}</option>
              <option value="true">{i18n.t({ id: 'holders.shown.open', message: 'Open' })}</option>
              <option value="false">{i18n.t({ id: 'holders.shown.closed', message: 'Closed' })}</option>
            </select>
          </label>
        </div>
        <DataTable<CostCentre>
          name={i18n.t({ id: 'holders.cost-centres', message: 'Cost centres' })}
          columns={columns}
          rows={list.data?.costCentres}
          rowKey={({ id }) => id}
          empty={
            <EmptyState
              title={
                isNarrowed
                  ? i18n.t({ id: 'holders.cost-centres.none-found', message: 'No cost centre matches' })
                  : i18n.t({ id: 'holders.cost-centres.none', message: 'No cost centre yet' })
              }
            >
              {isNarrowed
                ? i18n.t({
                    id: 'holders.none-found.hint',
                    message: 'Check the spelling, or search for a part of it.',
                  })
                : i18n.t({
                    id: 'holders.cost-centres.none.hint',
                    message: 'Add those of your books by their code, then assign numbers to them.',
                  })}
            </EmptyState>
          }
          error={list.error}
          onRetry={() => void list.refetch()}
          busy={list.isPlaceholderData}
        />
        <Pages
          page={page}
          size={size}
          total={list.data?.total}
          onPage={(chosen) => go({ page: chosen === 1 ? undefined : chosen })}
          onSize={(chosen) => go({ size: chosen === 50 ? undefined : chosen, page: undefined })}
        />
      </div>
      {isAdding && <CostCentreDialog onClose={() => setAdding(false)} />}
      {renamed && <CostCentreDialog costCentre={renamed} onClose={() => setRenamed(null)} />}
    </>
  );
}

function useColumns(reason: string | null, onRename: (costCentre: CostCentre) => void): Column<CostCentre>[] {
  const { i18n } = useLingui();
  const locale = useLocale();
  return [
    {
      key: 'code',
      name: i18n.t({ id: 'holders.code', message: 'Code' }),
      cell: ({ code }) => <strong className={styles.name}>{code}</strong>,
      width: 160,
      sticky: true,
      card: 'title',
    },
    {
      key: 'name',
      name: i18n.t({ id: 'holders.name', message: 'Name' }),
      cell: ({ name }) => <span className={styles.name}>{name}</span>,
    },
    {
      key: 'state',
      name: i18n.t({ id: 'holders.state', message: 'State' }),
      cell: ({ closedAt }) =>
        closedAt ? (
          <span className={styles.quiet}>
            {i18n.t({ id: 'holders.closed-since', message: 'Closed on' })} <DateTime at={closedAt} dateOnly />
          </span>
        ) : (
          i18n.t({ id: 'holders.state.open', message: 'Open' })
        ),
      width: 220,
      card: 'corner',
    },
    {
      key: 'lines',
      name: i18n.t({ id: 'holders.numbers-today', message: 'Numbers today' }),
      cell: ({ code, lines }) =>
        lines === 0 ? (
          '0'
        ) : (
          <Link
            to="/$locale/fleet"
            params={{ locale }}
            search={{ costCentre: [code] }}
            className={`link tabular ${styles.count ?? ''}`}
            aria-label={i18n.t({
              id: 'holders.numbers-of',
              message: '{count, plural, one {# number of {name}} other {# numbers of {name}}}',
              values: { count: lines, name: code },
            })}
          >
            {formatNumber(locale, lines)}
          </Link>
        ),
      width: 150,
      align: 'end',
    },
    {
      key: 'acts',
      name: i18n.t({ id: 'holders.acts', message: 'Change' }),
      cell: (costCentre) => (
        <CostCentreActs costCentre={costCentre} reason={reason} onRename={() => onRename(costCentre)} />
      ),
      width: 280,
    },
  ];
}

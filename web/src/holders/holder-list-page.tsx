import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { IconUserPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Holder } from '../../../server/holders/contract.ts';
import { type Column, DataTable } from '../kit/data-table.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { formatNumber } from '../kit/format.ts';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { useLocale } from '../kit/locale.ts';
import { Pages, useLastPage } from '../kit/pages.tsx';
import { SearchField } from '../orders/search-field.tsx';
import { useReadOnlyReason } from '../sign-in/may-change.ts';
import { HolderDialog } from './holder-dialog.tsx';
import { HoldersHeader } from './holders-tabs.tsx';
import { useKindWords } from './kind-words.ts';
import styles from './lists.module.css';
import { localeNames } from './locale-names.ts';
import { holdersQuery } from './queries.ts';

/** All people who use numbers of the company, by name: who they are and how many numbers they have. */
export function HolderListPage(): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const words = useKindWords('holder');
  const readOnly = useReadOnlyReason();
  const search = useSearch({ from: '/$locale/signed-in/holders/' });
  const navigate = useNavigate({ from: '/$locale/holders' });
  const columns = useHolderColumns();
  const [isAdding, setAdding] = useState(false);
  const { page = 1, size = 50 } = search;
  const list = useQuery(holdersQuery({ search: search.search, page, size }));
  const go = (next: Partial<typeof search>, replace = false) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace });
  useLastPage({ page, size, total: list.isPlaceholderData ? undefined : list.data?.total }, (last) =>
    go({ page: last === 1 ? undefined : last }, true),
  );
  return (
    <>
      <HoldersHeader
        actions={
          <GuardedButton
            leftSection={<IconUserPlus aria-hidden size={17} />}
            reason={readOnly}
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
        </div>
        <DataTable<Holder>
          name={i18n.t({ id: 'holders.people', message: 'Users' })}
          columns={columns}
          rows={list.data?.holders}
          rowKey={({ id }) => id}
          empty={
            <EmptyState
              title={
                search.search
                  ? i18n.t({ id: 'holders.people.none-found', message: 'No user matches' })
                  : i18n.t({ id: 'holders.people.none', message: 'No user yet' })
              }
            >
              {search.search
                ? i18n.t({
                    id: 'holders.none-found.hint',
                    message: 'Check the spelling, or search for a part of it.',
                  })
                : i18n.t({
                    id: 'holders.people.none.hint',
                    message: 'Add the people who use your numbers, then give them their numbers.',
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
      {isAdding && (
        <HolderDialog
          onClose={() => setAdding(false)}
          onSaved={({ id }) =>
            void navigate({ to: '/$locale/holders/$holder', params: { locale, holder: id } })
          }
        />
      )}
    </>
  );
}

function useHolderColumns(): Column<Holder>[] {
  const { i18n } = useLingui();
  const locale = useLocale();
  return [
    {
      key: 'name',
      name: i18n.t({ id: 'fleet.column.name', message: 'Last name, First name' }),
      cell: (holder) => (
        <Link to="/$locale/holders/$holder" params={{ locale, holder: holder.id }} className="link">
          <span className={styles.name}>{holder.name}</span>
        </Link>
      ),
      width: 260,
      sticky: true,
      card: 'title',
    },
    {
      key: 'personnelNumber',
      name: i18n.t({ id: 'holders.personnel-number', message: 'Personnel number' }),
      cell: ({ personnelNumber }) => personnelNumber && <span className="tabular">{personnelNumber}</span>,
      width: 170,
    },
    {
      key: 'email',
      name: i18n.t({ id: 'holders.email', message: 'E-mail' }),
      cell: ({ email }) => <span className={styles.name}>{email}</span>,
    },
    {
      key: 'language',
      name: i18n.t({ id: 'holders.language', message: 'Language' }),
      cell: ({ locale: own }) => own && <span lang={own}>{localeNames[own]}</span>,
      width: 130,
    },
    {
      key: 'lines',
      name: i18n.t({ id: 'holders.numbers-today', message: 'Numbers today' }),
      cell: ({ id, name, lines }) =>
        lines === 0 ? (
          '0'
        ) : (
          <Link
            to="/$locale/fleet"
            params={{ locale }}
            search={{ holder: [id] }}
            className={`link tabular ${styles.count ?? ''}`}
            aria-label={i18n.t({
              id: 'holders.numbers-of',
              message: '{count, plural, one {# number of {name}} other {# numbers of {name}}}',
              values: { count: lines, name },
            })}
          >
            {formatNumber(locale, lines)}
          </Link>
        ),
      width: 150,
      align: 'end',
    },
  ];
}

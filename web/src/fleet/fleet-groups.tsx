import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Breakdown } from '../../../server/finding/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { type Column, DataTable, type Sort } from '../kit/data-table.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { formatMoney, formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { Money } from '../kit/money.tsx';
import { Pages } from '../kit/pages.tsx';
import { type FleetSearch, filterOf, type GroupName, withFilter } from './fleet-search.ts';
import styles from './fleet.module.css';
import { useGroupNames } from './group-choice.tsx';
import { breakdownQuery } from './queries.ts';

type Group = Breakdown['groups'][number];

/** The list added up: how many numbers each plan, customer number or cost centre has and what they cost a month. Each leads to its numbers. */
export function FleetGroups({ search, by }: { search: FleetSearch; by: GroupName }): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const { data, error, refetch, isPlaceholderData } = useQuery(breakdownQuery(by, filterOf(search)));
  const valueName = useValueName(by);
  const [sort, setSort] = useState<Sort>({ by: 'monthly', descending: true });
  const [page, setPage] = useState(1);
  const [size, setSize] = useState(50);
  const columns = useColumns(search, by);
  const total = data?.total;
  const sorted = data?.groups.toSorted(
    (a, b) => order(sort.by, a, b, valueName) * (sort.descending ? -1 : 1),
  );
  return (
    <>
      <p role="status" className={styles.chosen}>
        {total &&
          i18n.t({
            id: 'fleet.group.total',
            message:
              '{count, plural, one {{shown} number, {sum} a month excl. VAT} other {{shown} numbers, {sum} a month excl. VAT}}',
            values: {
              count: total.count,
              shown: formatNumber(locale, total.count),
              sum: formatMoney(locale, total.monthly),
            },
          })}
      </p>
      <DataTable<Group>
        name={i18n.t({ id: 'fleet.groups', message: 'Groups' })}
        columns={columns}
        rows={sorted?.slice((page - 1) * size, page * size)}
        rowKey={({ value }) => value}
        sort={sort}
        onSort={setSort}
        empty={<EmptyState title={i18n.t({ id: 'fleet.nothing', message: 'No number matches' })} />}
        error={error}
        onRetry={() => void refetch()}
        busy={isPlaceholderData}
        skeletonRows={5}
      />
      {data && data.groups.length > size && (
        <Pages page={page} size={size} total={data.groups.length} onPage={setPage} onSize={setSize} />
      )}
    </>
  );
}

function order(by: string, a: Group, b: Group, nameOf: (value: string) => string): number {
  if (by === 'count') return a.count - b.count;
  if (by === 'monthly') return Number(a.monthly) - Number(b.monthly);
  return nameOf(a.value).localeCompare(nameOf(b.value));
}

function useColumns(search: FleetSearch, by: GroupName): Column<Group>[] {
  const { i18n } = useLingui();
  const locale = useLocale();
  const names = useGroupNames();
  const valueName = useValueName(by);
  return [
    {
      key: 'value',
      name: names[by],
      cell: ({ value }) => (
        <Link
          to="/$locale/fleet"
          params={{ locale }}
          search={withFilter({ ...search, group: undefined, [by]: undefined }, by, value, true)}
          className="link"
        >
          {valueName(value)}
        </Link>
      ),
      sortable: true,
      card: 'title',
    },
    {
      key: 'count',
      name: i18n.t({ id: 'fleet.numbers', message: 'Numbers' }),
      cell: ({ count }) => formatNumber(locale, count),
      sortable: true,
      align: 'end',
      width: 140,
    },
    {
      key: 'monthly',
      name: i18n.t({ id: 'fleet.group.monthly', message: 'A month, excl. VAT' }),
      cell: ({ monthly }) => <Money amount={monthly} />,
      sortable: true,
      align: 'end',
      width: 200,
    },
  ];
}

function useValueName(by: GroupName): (value: string) => string {
  const { i18n } = useLingui();
  const names = useCatalogue();
  return (value) => {
    if (by === 'plan') return names.planName(value);
    return value === ''
      ? i18n.t({ id: 'fleet.filter.no-cost-centre', message: 'Without cost centre' })
      : value;
  };
}

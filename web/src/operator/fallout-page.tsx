import { useLingui } from '@lingui/react';
import { IconMoodCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { FalloutGroup } from '../../../server/fallout/contract.ts';
import { type Column, DataTable } from '../kit/data-table.tsx';
import { DateTime } from '../kit/date-time.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { PageHeader } from '../kit/page-header.tsx';
import { useCauseName } from './cause-name.ts';
import { HandledLately } from './handled-lately.tsx';
import { falloutQuery } from './queries.ts';

/** What failed for good and waits for staff: one row for each cause on each network element. */
export function FalloutPage(): ReactNode {
  const { i18n } = useLingui();
  const fallout = useQuery(falloutQuery);
  const columns = useGroupColumns();
  const title = i18n.t({ id: 'fallout.title', message: 'Fallout' });
  const items = fallout.data?.items;
  return (
    <>
      <PageHeader
        title={title}
        freshness={
          items === undefined
            ? undefined
            : i18n.t({
                id: 'fallout.waiting',
                message:
                  '{count, plural, =0 {Nothing waits for you.} one {# change failed for good and waits for you.} other {# changes failed for good and wait for you.}}',
                values: { count: items },
              })
        }
      />
      <DataTable<FalloutGroup>
        name={title}
        columns={columns}
        rows={fallout.data?.groups}
        rowKey={(group) => `${group.element} ${group.code}`}
        empty={
          <EmptyState
            icon={<IconMoodCheck size={32} stroke={1.5} />}
            title={i18n.t({ id: 'fallout.none', message: 'No change has failed for good' })}
          >
            {i18n.t({
              id: 'fallout.none.hint',
              message:
                'What a network element refuses, or does not answer in the end, appears here by itself.',
            })}
          </EmptyState>
        }
        error={fallout.error}
        onRetry={() => void fallout.refetch()}
        skeletonRows={4}
      />
      <HandledLately />
    </>
  );
}

function useGroupColumns(): Column<FalloutGroup>[] {
  const { i18n } = useLingui();
  const locale = useLocale();
  const params = useParams({ from: '/$locale/signed-in' });
  const causeName = useCauseName();
  return [
    {
      key: 'cause',
      name: i18n.t({ id: 'fallout.column.cause', message: 'Cause' }),
      cell: ({ code, element }) => (
        <Link
          className="link"
          to="/$locale/operator/fallout/$element/$code"
          params={{ ...params, element, code }}
        >
          {causeName(code)}
        </Link>
      ),
      width: 260,
      sticky: true,
      card: 'title',
    },
    {
      key: 'element',
      name: i18n.t({ id: 'fallout.column.element', message: 'Network element' }),
      cell: ({ element }) => element,
    },
    {
      key: 'items',
      name: i18n.t({ id: 'fallout.column.numbers', message: 'Numbers' }),
      cell: ({ items }) => <span className="tabular">{formatNumber(locale, items)}</span>,
      align: 'end',
      width: 110,
      card: 'corner',
    },
    {
      key: 'orders',
      name: i18n.t({ id: 'fallout.column.orders', message: 'Orders' }),
      cell: ({ orders }) => <span className="tabular">{formatNumber(locale, orders)}</span>,
      align: 'end',
      width: 120,
    },
    {
      key: 'companies',
      name: i18n.t({ id: 'fallout.column.companies', message: 'Companies' }),
      cell: ({ organisations }) => <span className="tabular">{formatNumber(locale, organisations)}</span>,
      align: 'end',
      width: 120,
    },
    {
      key: 'oldest',
      name: i18n.t({ id: 'fallout.column.oldest', message: 'Waiting since' }),
      cell: ({ oldestAt }) => <DateTime at={oldestAt} />,
      width: 170,
    },
    {
      key: 'newest',
      name: i18n.t({ id: 'fallout.column.newest', message: 'Latest' }),
      cell: ({ newestAt }) => <DateTime at={newestAt} />,
      width: 170,
    },
  ];
}

import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { IconCalendarEvent } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type Order, type OrderState, orderStates } from '../../../server/orders/contract.ts';
import { type Column, DataTable } from '../kit/data-table.tsx';
import { DateTime } from '../kit/date-time.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { FilterChips } from '../kit/filter-chips.tsx';
import { formatNumber } from '../kit/format.ts';
import { useLocale } from '../kit/locale.ts';
import { PageHeader } from '../kit/page-header.tsx';
import { Pages, useLastPage } from '../kit/pages.tsx';
import { useOperatorAct } from './operator-act.tsx';
import { useChangeText } from './change-text.ts';
import { OrderStateBadge, useOrderStateName } from './order-state-badge.tsx';
import { orderListQuery } from './queries.ts';
import styles from './order-list-page.module.css';

/** All orders of the company that this person may see, newest first. */
export function OrderListPage(): ReactNode {
  const { i18n } = useLingui();
  const { locale } = useParams({ from: '/$locale/signed-in' });
  const search = useSearch({ from: '/$locale/signed-in/orders/' });
  const navigate = useNavigate({ from: '/$locale/orders' });
  const stateName = useOrderStateName();
  const columns = useOrderColumns();
  const page = search.page ?? 1;
  const size = search.size ?? 25;
  const orders = useQuery(
    orderListQuery({
      page,
      size,
      ...(search.state ? { state: [search.state] } : {}),
      ...(search.failed ? { failed: 'true' as const } : {}),
    }),
  );
  const go = (next: {
    state?: OrderState | undefined;
    failed?: boolean | undefined;
    page?: number | undefined;
    size?: number | undefined;
  }) => void navigate({ search: (before) => ({ ...before, ...next }) });
  useLastPage(
    { page, size, total: orders.isPlaceholderData ? undefined : orders.data?.total },
    (last) =>
      void navigate({
        search: (before) => ({ ...before, page: last === 1 ? undefined : last }),
        replace: true,
      }),
  );
  const chips = [
    ...(search.state
      ? [
          {
            key: 'state',
            name: i18n.t({ id: 'orders.column.status', message: 'Status' }),
            value: stateName(search.state),
            onRemove: () => go({ state: undefined, page: undefined }),
          },
        ]
      : []),
    ...(search.failed
      ? [
          {
            key: 'failed',
            name: i18n.t({ id: 'orders.filter.shown', message: 'Shown' }),
            value: i18n.t({ id: 'orders.filter.failed', message: 'with failed numbers' }),
            onRemove: () => go({ failed: undefined, page: undefined }),
          },
        ]
      : []),
  ];
  return (
    <>
      <PageHeader
        title={i18n.t({ id: 'orders.list.title', message: 'Orders' })}
        actions={
          <Link to="/$locale/orders/planned" params={{ locale }} className={styles.calendar}>
            <IconCalendarEvent aria-hidden size={18} />
            {i18n.t({ id: 'orders.calendar', message: 'Calendar' })}
          </Link>
        }
      />
      <div className={styles.list}>
        <div className={styles.tools}>
          <label className={styles.filter}>
            {i18n.t({ id: 'orders.column.status', message: 'Status' })}
            <select
              value={search.state ?? ''}
              onChange={(event) => {
                const state = orderStates.find((each) => each === event.currentTarget.value);
                go({ state, page: undefined });
              }}
            >
              <option value="">{i18n.t({ id: 'orders.filter.any', message: 'Any' })}</option>
              {orderStates.map((state) => (
                <option key={state} value={state}>
                  {stateName(state)}
                </option>
              ))}
            </select>
          </label>
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={search.failed ?? false}
              onChange={(event) => go({ failed: event.currentTarget.checked || undefined, page: undefined })}
            />
            {i18n.t({ id: 'orders.filter.only-failed', message: 'Only with failed numbers' })}
          </label>
        </div>
        <FilterChips chips={chips} onClear={() => void navigate({ search: {} })} />
        <DataTable<Order>
          name={i18n.t({ id: 'orders.list.title', message: 'Orders' })}
          columns={columns}
          rows={orders.data?.orders}
          rowKey={(order) => order.id}
          empty={
            <EmptyState title={i18n.t({ id: 'orders.list.empty', message: 'No order here' })}>
              {i18n.t({
                id: 'orders.list.empty.hint',
                message: 'Choose numbers in your fleet and change their options: the order appears here.',
              })}
            </EmptyState>
          }
          error={orders.error}
          onRetry={() => void orders.refetch()}
          busy={orders.isPlaceholderData}
        />
        <Pages
          page={page}
          size={size}
          total={orders.data?.total}
          onPage={(chosen) => go({ page: chosen === 1 ? undefined : chosen })}
          onSize={(chosen) => go({ size: chosen === 25 ? undefined : chosen, page: undefined })}
        />
      </div>
    </>
  );
}

function useOrderColumns(): Column<Order>[] {
  const { i18n } = useLingui();
  const locale = useLocale();
  const changeText = useChangeText();
  const actName = useOperatorAct();
  return [
    {
      key: 'number',
      name: i18n.t({ id: 'orders.order', message: 'Order' }),
      cell: (order) => (
        <Link to="/$locale/orders/$order" params={{ locale, order: order.id }} className="link">
          <span className="tabular">{order.number}</span>
        </Link>
      ),
      width: 110,
      sticky: true,
      card: 'title',
    },
    {
      key: 'at',
      name: i18n.t({ id: 'orders.column.at', message: 'Requested' }),
      cell: (order) => <DateTime at={order.requestedAt} />,
      width: 160,
    },
    {
      key: 'by',
      name: i18n.t({ id: 'orders.column.by', message: 'By' }),
      cell: (order) => order.requestedBy,
      width: 180,
    },
    {
      key: 'what',
      name: i18n.t({ id: 'orders.column.what', message: 'Change' }),
      cell: (order) =>
        [order.operatorAct ? actName(order.operatorAct) : '', changeText(order.change)]
          .filter(Boolean)
          .join(', '),
    },
    {
      key: 'count',
      name: i18n.t({ id: 'orders.column.numbers', message: 'Numbers' }),
      cell: (order) => (
        <span className="tabular">
          {formatNumber(locale, order.completedCount)} / {formatNumber(locale, order.itemCount)}
        </span>
      ),
      align: 'end',
      width: 150,
    },
    {
      key: 'state',
      name: i18n.t({ id: 'orders.column.status', message: 'Status' }),
      cell: (order) => <OrderStateBadge state={order.pausedAt ? 'paused' : order.state} />,
      width: 200,
      card: 'corner',
    },
  ];
}

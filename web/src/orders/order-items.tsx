import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { showMsisdn } from '../../../server/identifiers/contract.ts';
import type { Order, OrderItem } from '../../../server/orders/contract.ts';
import type { PricedAction } from '../../../server/quotes/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { ParameterText } from '../catalogue/parameter-text.tsx';
import { type Column, DataTable } from '../kit/data-table.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { Pages } from '../kit/pages.tsx';
import { ByOperator } from './by-operator.tsx';
import { OrderItemsTools } from './order-items-tools.tsx';
import type { OrderItemsSearch } from './order-search.ts';
import { OrderStateBadge } from './order-state-badge.tsx';
import { PlannedItem } from './planned-item.tsx';
import { orderItemsQuery } from './queries.ts';
import { useMoveName } from './move-words.ts';
import styles from './order-items.module.css';

/** The numbers of an order with what is done to each and how it went; failed ones first. The address keeps what is shown. */
export function OrderItems({ order }: { order: Order }): ReactNode {
  const { i18n } = useLingui();
  const search = useSearch({ from: '/$locale/signed-in/orders/$order' });
  const navigate = useNavigate({ from: '/$locale/orders/$order' });
  const { page = 1, size = 50, state, cause, q } = search;
  const items = useQuery(
    orderItemsQuery(order.id, {
      page,
      size,
      ...(state ? { state: [state] } : {}),
      ...(cause ? { cause: [cause] } : {}),
      ...(q ? { search: q } : {}),
    }),
  );
  const columns = useItemColumns(order);
  const go = (next: Partial<OrderItemsSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  return (
    <div className={styles.items}>
      <OrderItemsTools order={order} search={search} onSearch={go} />
      <DataTable<OrderItem>
        name={i18n.t({ id: 'orders.items', message: 'Numbers of this order' })}
        columns={columns}
        rows={items.data?.items}
        rowKey={(item) => item.id}
        empty={<EmptyState title={i18n.t({ id: 'orders.items.none', message: 'No number' })} />}
        error={items.error}
        onRetry={() => void items.refetch()}
        busy={items.isPlaceholderData}
        skeletonRows={Math.min(order.itemCount, 8)}
      />
      {order.itemCount > 25 && (
        <Pages
          page={page}
          size={size}
          total={items.data?.total}
          onPage={(chosen) => go({ page: chosen === 1 ? undefined : chosen })}
          onSize={(chosen) => go({ size: chosen === 50 ? undefined : chosen, page: undefined })}
        />
      )}
    </div>
  );
}

function useItemColumns(order: Order): Column<OrderItem>[] {
  const { i18n } = useLingui();
  const { locale } = useParams({ from: '/$locale/signed-in' });
  const toRemove =
    order.operatorAct === 'expiry'
      ? i18n.t({ id: 'orders.actions.expire', message: 'Passes that have ended' })
      : i18n.t({ id: 'orders.actions.remove', message: 'Options to deactivate' });
  return [
    {
      key: 'number',
      name: i18n.t({ id: 'orders.column.number', message: 'Number' }),
      cell: (item) => (
        <Link to="/$locale/fleet/$line" params={{ locale, line: item.lineId }} className="link">
          <span className="tabular">{showMsisdn(item.msisdn)}</span>
        </Link>
      ),
      width: 140,
      sticky: true,
      card: 'title',
    },
    {
      key: 'account',
      name: i18n.t({ id: 'orders.column.account', message: 'Customer number' }),
      cell: (item) => <span className="tabular">{item.billingAccountNumber}</span>,
      width: 150,
    },
    ...(order.change.status
      ? [
          {
            key: 'move',
            name: i18n.t({ id: 'fleet.column.status', message: 'Status' }),
            cell: (item: OrderItem) => <Moves actions={item.actions} />,
          },
        ]
      : []),
    ...(order.change.add.length > 0
      ? [actionColumn('add', 'add', i18n.t({ id: 'orders.actions.add', message: 'Options to activate' }))]
      : []),
    ...(order.change.remove.length > 0 ? [actionColumn('remove', 'remove', toRemove)] : []),
    {
      key: 'state',
      name: i18n.t({ id: 'orders.column.state', message: 'Result' }),
      cell: (item) => <Result orderId={order.id} item={item} />,
      card: 'corner',
    },
  ];
}

function actionColumn(act: PricedAction['action'], key: string, name: string): Column<OrderItem> {
  return {
    key,
    name,
    cell: (item) => (
      <Names
        actions={item.actions.filter((action) =>
          act === 'remove' ? action.action === 'remove' : action.action !== 'remove',
        )}
      />
    ),
  };
}

function Moves({ actions }: { actions: PricedAction[] }): ReactNode {
  const moveName = useMoveName();
  return actions
    .flatMap(({ action, parameters }) =>
      action === 'suspend' || action === 'reactivate' ? [moveName(action, parameters['reason'])] : [],
    )
    .join(', ');
}

function Names({ actions }: { actions: PricedAction[] }): ReactNode {
  const names = useCatalogue();
  return (
    <ul className={styles.names}>
      {actions.map((action) => (
        <li key={action.code}>
          {names.optionName(action.code)}
          <ParameterText code={action.code} values={action.parameters} />
        </li>
      ))}
    </ul>
  );
}

function Result({ orderId, item }: { orderId: string; item: OrderItem }): ReactNode {
  const { i18n } = useLingui();
  const { locale } = useParams({ from: '/$locale/signed-in' });
  return (
    <span className={styles.result}>
      <OrderStateBadge state={item.state} atNetwork={item.atNetwork} />
      <PlannedItem orderId={orderId} item={item} />
      {item.waitsFor && (
        <Link to="/$locale/orders/$order" params={{ locale, order: item.waitsFor.orderId }} className="link">
          {i18n.t({
            id: 'orders.items.waits-for',
            message: 'Waits for order {number}',
            values: { number: String(item.waitsFor.number) },
          })}
        </Link>
      )}
      {item.failure && <span className={styles.failure}>{item.failure.sentence}</span>}
      <ByOperator item={item} className={styles.byOperator} />
    </span>
  );
}

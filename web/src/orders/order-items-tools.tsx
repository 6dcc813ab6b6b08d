import { useLingui } from '@lingui/react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconDownload, IconFileSpreadsheet, IconFileText } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { itemStates, type Order } from '../../../server/orders/contract.ts';
import { GuardedButton } from '../kit/guarded-button.tsx';
import { useLocale } from '../kit/locale.ts';
import { Notice } from '../kit/notice.tsx';
import { PopupDownload, PopupGroup } from '../kit/popup-choice.tsx';
import { Popup } from '../kit/popup.tsx';
import { problemIn } from '../kit/problem.ts';
import { useReadOnlyReason } from '../sign-in/may-change.ts';
import type { OrderItemsSearch } from './order-search.ts';
import { useOrderStateName } from './order-state-badge.tsx';
import { orderCausesQuery, resultAddress, retryOrder } from './queries.ts';
import { SearchField } from './search-field.tsx';
import styles from './order-items-tools.module.css';

type Props = {
  order: Order;
  search: OrderItemsSearch;
  onSearch: (next: Partial<OrderItemsSearch>) => void;
};

/** What narrows the numbers of an order: their state, why they failed, a part of the number; and the result as a file. */
export function OrderItemsTools({ order, search, onSearch }: Props): ReactNode {
  const { i18n } = useLingui();
  const itemStateName = useItemStateName();
  const counts = {
    planned: order.plannedCount,
    acknowledged: order.waitingCount,
    inProgress: order.inProgressCount,
    completed: order.completedCount,
    failed: order.failedCount,
    cancelled: order.cancelledCount,
  };
  const shown = itemStates.filter((state) => counts[state] > 0 || search.state === state);
  return (
    <div className={styles.tools}>
      {order.itemCount > 1 && (
        <>
          <SearchField
            label={i18n.t({ id: 'orders.items.search', message: 'Search a number' })}
            value={search.q ?? ''}
            onChange={(q) => onSearch({ q: q || undefined, page: undefined })}
          />
          <label className={styles.filter}>
            {i18n.t({ id: 'orders.column.state', message: 'Result' })}
            <select
              value={search.state ?? ''}
              onChange={(event) => {
                const state = itemStates.find((each) => each === event.currentTarget.value);
                onSearch({ state, cause: undefined, page: undefined });
              }}
            >
              <option value="">{i18n.t({ id: 'orders.filter.any', message: 'Any' })}</option>
              {shown.map((state) => (
                <option key={state} value={state}>
                  {itemStateName(state)}
                </option>
              ))}
            </select>
          </label>
        </>
      )}
      {(order.failedCount > 0 || search.cause) && order.itemCount > 1 && (
        <Causes order={order} search={search} onSearch={onSearch} />
      )}
      <Export order={order} search={search} />
    </div>
  );
}

function Causes({ order, search, onSearch }: Props): ReactNode {
  const { i18n } = useLingui();
  const readOnly = useReadOnlyReason();
  const { data } = useQuery(orderCausesQuery(order.id));
  const retry = useMutation({ mutationFn: (cause: string) => retryOrder(order.id, cause) });
  const { cause } = search;
  const chosen = data?.causes.find(({ code }) => code === cause);
  return (
    <>
      <label className={styles.filter}>
        {i18n.t({ id: 'orders.items.cause', message: 'Cause' })}
        <select
          value={chosen ? cause : ''}
          onChange={(event) => onSearch({ cause: event.currentTarget.value || undefined, page: undefined })}
        >
          <option value="">{i18n.t({ id: 'orders.filter.any', message: 'Any' })}</option>
          {data?.causes.map(({ code, sentence, count }) => (
            <option key={code} value={code}>
              {i18n.t({
                id: 'orders.items.cause.count',
                message: '{sentence} ({count, number})',
                values: { sentence, count },
              })}
            </option>
          ))}
        </select>
      </label>
      {chosen && (
        <GuardedButton
          variant="default"
          loading={retry.isPending}
          reason={readOnly}
          onClick={() =>
            retry.mutate(chosen.code, { onSuccess: () => onSearch({ cause: undefined, page: undefined }) })
          }
        >
          {i18n.t({
            id: 'orders.retry.cause',
            message: '{count, plural, one {Retry this number} other {Retry these # numbers}}',
            values: { count: chosen.count },
          })}
        </GuardedButton>
      )}
      {retry.error && (
        <Notice kind="bad" announce>
          {problemIn(retry.error).detail}
        </Notice>
      )}
    </>
  );
}

function Export({ order, search }: { order: Order; search: OrderItemsSearch }): ReactNode {
  const { i18n } = useLingui();
  const locale = useLocale();
  const itemStateName = useItemStateName();
  const formats = [
    { format: 'csv', Icon: IconFileText, name: i18n.t({ id: 'fleet.export.csv', message: 'CSV' }) },
    {
      format: 'xlsx',
      Icon: IconFileSpreadsheet,
      name: i18n.t({ id: 'fleet.export.xlsx', message: 'Excel (XLSX)' }),
    },
  ] as const;
  const what = search.state
    ? i18n.t({
        id: 'orders.export.state',
        message: 'The numbers that are: {state}',
        values: { state: itemStateName(search.state) },
      })
    : i18n.t({ id: 'orders.export.all', message: 'All numbers with their results' });
  return (
    <div className={styles.export}>
      <Popup
        button={
          <>
            <IconDownload aria-hidden size={17} />
            {i18n.t({ id: 'fleet.export', message: 'Export' })}
          </>
        }
        align="end"
      >
        {(close) => (
          <PopupGroup name={what}>
            {formats.map(({ format, Icon, name }) => (
              <PopupDownload
                key={format}
                icon={<Icon size={17} />}
                href={resultAddress(order.id, format, locale, search.state)}
                onChoose={close}
              >
                {name}
              </PopupDownload>
            ))}
          </PopupGroup>
        )}
      </Popup>
    </div>
  );
}

/** An item that has not begun waits; an order that has not begun was received. */
function useItemStateName(): (state: (typeof itemStates)[number]) => string {
  const { i18n } = useLingui();
  const name = useOrderStateName();
  return (state) =>
    state === 'acknowledged' ? i18n.t({ id: 'orders.item.waiting', message: 'Waiting' }) : name(state);
}

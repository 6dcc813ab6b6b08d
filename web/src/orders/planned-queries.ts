import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Order, PlannedList } from '../../../server/orders/contract.ts';
import type { Quote, Starts, When } from '../../../server/quotes/contract.ts';
import { api } from '../api/client.ts';
import { queries } from '../api/queries.ts';

/** What is planned to begin between two days, both included. */
export function plannedQuery(from: string, to: string) {
  return queryOptions({
    queryKey: ['orders', 'planned', from, to],
    queryFn: async ({ signal }) =>
      (await api.GET('/api/orders/planned', { params: { query: { from, to } }, signal })).data as PlannedList,
    placeholderData: keepPreviousData,
  });
}

/** Moves a quote to another time: it comes back at the prices of that day. */
export async function moveQuote(quoteId: string, when: When): Promise<Quote> {
  const { data } = await api.PATCH('/api/quotes/{quoteId}', { params: { path: { quoteId } }, body: when });
  await queries.invalidateQueries({ queryKey: ['quotes', quoteId] });
  return data as Quote;
}

/** Moves a planned order; `preview` only says what it would cost then. */
export async function moveOrder(orderId: string, starts: Starts, preview: boolean): Promise<Order> {
  const { data } = await api.POST('/api/orders/{orderId}/move', {
    params: { path: { orderId } },
    body: { starts, preview },
  });
  if (!preview) await queries.invalidateQueries({ queryKey: ['orders'] });
  return data as Order;
}

/** Takes a number out of a planned order. */
export async function leaveOutOfOrder(orderId: string, lineId: string): Promise<void> {
  await api.POST('/api/orders/{orderId}/leave-out', {
    params: { path: { orderId } },
    body: { lineIds: [lineId] },
  });
  await queries.invalidateQueries({ queryKey: ['orders'] });
}

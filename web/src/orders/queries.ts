import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Selection } from '../../../server/finding/contract.ts';
import type {
  ItemState,
  LineHistory,
  Order,
  OrderCauses,
  OrderItemList,
  OrderList,
  OrderState,
  OrderSummary,
} from '../../../server/orders/contract.ts';
import type { OptionChange, OptionStates, Quote } from '../../../server/quotes/contract.ts';
import { api } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import type { Locale } from '../kit/locale.ts';
import { isNothing, type Wanted } from './group-drafts.ts';

/** What can be done with each option on the chosen lines. */
export function optionStatesQuery(selection: Selection) {
  return queryOptions({
    queryKey: ['orders', 'option-states', selection],
    queryFn: async ({ signal }) =>
      (await api.POST('/api/options/states', { body: { selection }, signal })).data as OptionStates,
  });
}

/** A dry run of a change: made anew whenever the change moves, kept on screen until the new one is there. */
export function draftQuoteQuery(selection: Selection, wanted: Wanted) {
  return queryOptions({
    queryKey: ['quotes', 'draft', selection, wanted],
    queryFn: async ({ signal }) =>
      (await api.POST('/api/quotes', { body: { selection, ...wanted }, signal })).data as Quote,
    enabled: !isNothing(wanted),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** A dry run that is to be looked at on its own page. */
export async function quoteFor(selection: Selection, change: OptionChange): Promise<Quote> {
  return (await api.POST('/api/quotes', { body: { selection, change } })).data as Quote;
}

export function quoteQuery(quoteId: string, part: 'eligible' | 'left-out', page: number, size: number) {
  return queryOptions({
    queryKey: ['quotes', quoteId, part, page, size],
    queryFn: async ({ signal }) =>
      (
        await api.GET('/api/quotes/{quoteId}', {
          params: { path: { quoteId }, query: { part, page, size } },
          signal,
        })
      ).data as Quote,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** Annuler: leaves lines out of a quote or options away. */
export async function reduceQuote(
  quoteId: string,
  less: { leaveOut?: string[]; withoutAdd?: string[]; withoutRemove?: string[] },
): Promise<Quote> {
  const { data } = await api.PATCH('/api/quotes/{quoteId}', { params: { path: { quoteId } }, body: less });
  await queries.invalidateQueries({ queryKey: ['quotes', quoteId] });
  return data as Quote;
}

/** Orders what was quoted. The key is the quote's own, so that a double click or a lost answer is one order. */
export async function submitQuote(quoteId: string): Promise<Order> {
  const { data } = await api.POST('/api/orders', {
    body: { quoteId },
    params: { header: { 'idempotency-key': `quote-${quoteId}` } },
  });
  await queries.invalidateQueries({ queryKey: ['fleet'] });
  return data as Order;
}

export function orderListQuery(search: {
  state?: OrderState[];
  failed?: 'true';
  page: number;
  size: number;
}) {
  return queryOptions({
    queryKey: ['orders', 'list', search],
    queryFn: async ({ signal }) =>
      (await api.GET('/api/orders', { params: { query: search }, signal })).data as OrderList,
    placeholderData: keepPreviousData,
  });
}

export const orderSummaryQuery = queryOptions({
  queryKey: ['orders', 'summary'],
  queryFn: async ({ signal }) => (await api.GET('/api/orders/summary', { signal })).data as OrderSummary,
});

export function orderQuery(orderId: string) {
  return queryOptions({
    queryKey: ['orders', 'one', orderId],
    queryFn: async ({ signal }) =>
      (await api.GET('/api/orders/{orderId}', { params: { path: { orderId } }, signal })).data as Order,
  });
}

export function orderItemsQuery(
  orderId: string,
  search: { state?: ItemState[]; cause?: string[]; search?: string; page: number; size: number },
) {
  return queryOptions({
    queryKey: ['orders', 'items', orderId, search],
    queryFn: async ({ signal }) =>
      (await api.GET('/api/orders/{orderId}/items', { params: { path: { orderId }, query: search }, signal }))
        .data as OrderItemList,
    placeholderData: keepPreviousData,
  });
}

export function lineHistoryQuery(lineId: string) {
  return queryOptions({
    queryKey: ['orders', 'history', lineId],
    queryFn: async ({ signal }) =>
      (await api.GET('/api/lines/{lineId}/history', { params: { path: { lineId } }, signal }))
        .data as LineHistory,
  });
}

/** Why numbers of an order failed. */
export function orderCausesQuery(orderId: string) {
  return queryOptions({
    queryKey: ['orders', 'causes', orderId],
    queryFn: async ({ signal }) =>
      (await api.GET('/api/orders/{orderId}/causes', { params: { path: { orderId } }, signal }))
        .data as OrderCauses,
    placeholderData: keepPreviousData,
  });
}

/** Where the file with the result of an order is fetched from. */
export function resultAddress(
  orderId: string,
  format: 'csv' | 'xlsx',
  locale: Locale,
  state: ItemState | undefined,
): string {
  const query = new URLSearchParams({ format, locale, ...(state ? { state } : {}) });
  return `/api/orders/${orderId}/export?${query}`;
}

/** Sends all that failed again, or what failed with one cause. */
export async function retryOrder(orderId: string, cause?: string): Promise<void> {
  const query = cause === undefined ? {} : { cause: [cause] };
  await api.POST('/api/orders/{orderId}/retry', { params: { path: { orderId }, query } });
  await queries.invalidateQueries({ queryKey: ['orders'] });
}

export async function pauseOrder(orderId: string): Promise<void> {
  await api.POST('/api/orders/{orderId}/pause', { params: { path: { orderId } } });
  await queries.invalidateQueries({ queryKey: ['orders'] });
}

export async function resumeOrder(orderId: string): Promise<void> {
  await api.POST('/api/orders/{orderId}/resume', { params: { path: { orderId } } });
  await queries.invalidateQueries({ queryKey: ['orders'] });
}

/** A quote that reverses an order; answers its id. */
export async function undoOrder(orderId: string): Promise<string> {
  const { data } = await api.POST('/api/orders/{orderId}/undo', { params: { path: { orderId } } });
  return (data as Quote).id;
}

export async function cancelOrder(orderId: string): Promise<void> {
  await api.POST('/api/orders/{orderId}/cancel', { params: { path: { orderId } } });
  await queries.invalidateQueries({ queryKey: ['orders'] });
}

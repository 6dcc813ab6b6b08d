import { z } from 'zod';
import { sheetType } from '../platform/export/table-file.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Network } from '../provisioning/provisioning.ts';
import { quoteSchema } from '../quotes/contract.ts';
import { whenRefusals } from '../quotes/quotes.ts';
import { cancelOrder } from './cancel-order.ts';
import {
  leaveOutSchema,
  lineHistorySchema,
  moveSchema,
  orderCausesSchema,
  orderExportQuerySchema,
  orderItemListSchema,
  orderItemsQuerySchema,
  orderListQuerySchema,
  orderListSchema,
  orderSchema,
  orderSummarySchema,
  plannedListSchema,
  plannedQuerySchema,
  retryQuerySchema,
  submitHeadersSchema,
  submitSchema,
} from './contract.ts';
import { leaveOutOfOrder } from './leave-out.ts';
import { exportItems } from './export-items.ts';
import { quoteUndo } from './quote-undo.ts';
import { moveOrder } from './move-order.ts';
import { pauseOrder, resumeOrder } from './pause-order.ts';
import {
  readCauses,
  readHistory,
  readItems,
  readOrder,
  readOrders,
  readPlanned,
  readSummary,
} from './read-orders.ts';
import { retryOrder } from './retry-order.ts';
import { submitOrder } from './submit-order.ts';

const tag = 'orders';
const ofOrder = z.object({ orderId: z.uuid() });
const ofLine = z.object({ lineId: z.uuid() });

/** The routes of orders. `network` tells which element carries out what is ordered for a line. */
export function ordersRoutes({ network }: { network: Network }): Route[] {
  return [
    route(
      {
        method: 'post',
        path: '/api/orders',
        who: 'may-change',
        tag,
        summary: 'Orders what a quote says; the same key gives the same order (then 200)',
        headers: submitHeadersSchema,
        body: submitSchema,
        status: 201,
        answer: orderSchema,
        refusals: ['lines-moved', 'key-reused', 'nothing-to-order', 'quote-expired'],
      },
      async (call, { headers, body }) => {
        const key = headers['idempotency-key'];
        const { order, isNew } = await submitOrder(call, { quoteId: body.quoteId, key, network });
        return isNew ? order : Response.json(order, { headers: { 'cache-control': 'no-store' } });
      },
    ),
    route(
      {
        method: 'get',
        path: '/api/orders',
        who: 'person',
        tag,
        summary: 'The orders, newest first',
        query: orderListQuerySchema,
        answer: orderListSchema,
      },
      (call, { query }) => readOrders(call, query),
    ),
    route(
      {
        method: 'get',
        path: '/api/orders/summary',
        who: 'person',
        tag,
        summary: 'What is under way, and what failed and waits for a person',
        answer: orderSummarySchema,
      },
      (call) => readSummary(call),
    ),
    route(
      {
        method: 'get',
        path: '/api/orders/planned',
        who: 'person',
        tag,
        summary: 'The calendar: what is planned to begin between two days',
        query: plannedQuerySchema,
        answer: plannedListSchema,
      },
      (call, { query }) => readPlanned(call, query),
    ),
    route(
      {
        method: 'get',
        path: '/api/orders/{orderId}',
        who: 'person',
        tag,
        summary: 'One order',
        params: ofOrder,
        answer: orderSchema,
      },
      (call, { params }) => readOrder(call, params),
    ),
    route(
      {
        method: 'get',
        path: '/api/orders/{orderId}/items',
        who: 'person',
        tag,
        summary: 'The numbers of an order, failed first',
        params: ofOrder,
        query: orderItemsQuerySchema,
        answer: orderItemListSchema,
      },
      (call, { params, query }) => readItems(call, { ...params, ...query }),
    ),
    route(
      {
        method: 'get',
        path: '/api/orders/{orderId}/causes',
        who: 'person',
        tag,
        summary: 'Why numbers of an order failed, most frequent first',
        params: ofOrder,
        answer: orderCausesSchema,
      },
      (call, { params }) => readCauses(call, params),
    ),
    route(
      {
        method: 'get',
        path: '/api/orders/{orderId}/export',
        who: 'person',
        tag,
        summary: 'The numbers of an order with their results as a file: CSV or XLSX',
        params: ofOrder,
        query: orderExportQuerySchema,
        answer: 'stream',
        streams: ['text/csv', sheetType],
        refusals: ['exports-busy'],
        perMinute: 30,
      },
      (call, { params, query }) => exportItems(call, { ...params, ...query }),
    ),
    route(
      {
        method: 'post',
        path: '/api/orders/{orderId}/retry',
        who: 'may-change',
        tag,
        summary: 'Sends what failed again, or what failed with some causes',
        params: ofOrder,
        query: retryQuerySchema,
        answer: orderSchema,
        refusals: ['nothing-to-retry', 'nothing-still-possible'],
      },
      (call, { params, query }) => retryOrder(call, { ...params, ...query }),
    ),
    route(
      {
        method: 'post',
        path: '/api/orders/{orderId}/undo',
        who: 'may-change',
        tag,
        summary: 'A quote that reverses what an order that has ended has done',
        params: ofOrder,
        status: 201,
        answer: quoteSchema,
        refusals: ['order-not-ended', 'nothing-to-undo', 'too-many-lines'],
      },
      (call, { params }) => quoteUndo(call, params),
    ),
    route(
      {
        method: 'post',
        path: '/api/orders/{orderId}/pause',
        who: 'may-change',
        tag,
        summary: 'Lets nothing more of an order begin until it is resumed; paused already: as it is',
        params: ofOrder,
        answer: orderSchema,
        refusals: ['nothing-to-pause', 'order-in-part'],
      },
      (call, { params }) => pauseOrder(call, params),
    ),
    route(
      {
        method: 'post',
        path: '/api/orders/{orderId}/resume',
        who: 'may-change',
        tag,
        summary: 'Lets a paused order go on; not paused: as it is',
        params: ofOrder,
        answer: orderSchema,
        refusals: ['order-in-part'],
      },
      (call, { params }) => resumeOrder(call, params),
    ),
    route(
      {
        method: 'post',
        path: '/api/orders/{orderId}/cancel',
        who: 'may-change',
        tag,
        summary: 'Cancels what has not begun',
        params: ofOrder,
        answer: orderSchema,
        refusals: ['nothing-to-cancel'],
      },
      (call, { params }) => cancelOrder(call, params),
    ),
    route(
      {
        method: 'post',
        path: '/api/orders/{orderId}/move',
        who: 'may-change',
        tag,
        summary: 'Moves a planned order to another time, or says what it would cost then',
        params: ofOrder,
        body: moveSchema,
        answer: orderSchema,
        refusals: ['not-planned', 'part-of-others', ...whenRefusals],
      },
      (call, { params, body }) => moveOrder(call, { ...params, ...body }),
    ),
    route(
      {
        method: 'post',
        path: '/api/orders/{orderId}/leave-out',
        who: 'may-change',
        tag,
        summary: 'Takes numbers out of a planned order',
        params: ofOrder,
        body: leaveOutSchema,
        answer: orderSchema,
        refusals: ['not-planned'],
      },
      (call, { params, body }) => leaveOutOfOrder(call, { ...params, ...body }),
    ),
    route(
      {
        method: 'get',
        path: '/api/lines/{lineId}/history',
        who: 'person',
        tag,
        summary: 'Who asked what of a line, when, with which result',
        params: ofLine,
        answer: lineHistorySchema,
      },
      (call, { params }) => readHistory(call, params),
    ),
  ];
}

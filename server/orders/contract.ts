import { z } from 'zod';
import { exportFormats } from '../finding/contract.ts';
import {
  changeSchema,
  groupShape,
  moneySchema,
  pricedActionSchema,
  startsSchema,
} from '../quotes/contract.ts';

export * from './plan-contract.ts';

/** Life of an order (TMF622 words). Its state is a function of its items' states. */
export const orderStates = [
  'planned',
  'acknowledged',
  'inProgress',
  'completed',
  'partial',
  'failed',
  'cancelled',
] as const;
export const orderStateSchema = z.enum(orderStates).meta({ id: 'OrderState' });
export type OrderState = z.infer<typeof orderStateSchema>;

export const itemStates = [
  'planned',
  'acknowledged',
  'inProgress',
  'completed',
  'failed',
  'cancelled',
] as const;
export const itemStateSchema = z.enum(itemStates).meta({ id: 'ItemState' });
export type ItemState = z.infer<typeof itemStateSchema>;

/**
 * An item that is in progress and that the network has accepted: it works on it by itself, for minutes or days. `cancelling`: a person
 * wants it given up, and the network will say.
 */
export const atNetworkSchema = z.enum(['working', 'cancelling']).meta({ id: 'AtNetwork' });
export type AtNetwork = z.infer<typeof atNetworkSchema>;

/**
 * What the operator does by itself: its staff bring the network back to what the portal shows, the network is told that passes have ended, or
 * staff make the portal show what the network has.
 */
export const operatorActSchema = z.enum(['correction', 'expiry', 'takeover']).meta({ id: 'OperatorAct' });
export type OperatorAct = z.infer<typeof operatorActSchema>;

export const submitSchema = z.object({ quoteId: z.uuid() });
export const submitHeadersSchema = z.object({
  'idempotency-key': z.string().min(8).max(200),
});

const linkedOrderSchema = z
  .object({ id: z.uuid(), number: z.int(), state: orderStateSchema, startsAt: z.iso.datetime().nullable() })
  .meta({ id: 'LinkedOrder' });

export const orderGroupSchema = z
  .object({
    ...groupShape,
    change: changeSchema,
    itemCount: z.int().describe('How many of its lines were ordered'),
  })
  .meta({ id: 'OrderGroup' });
export type OrderGroup = z.infer<typeof orderGroupSchema>;

export const orderSchema = z
  .object({
    id: z.uuid(),
    number: z.int(),
    operatorAct: operatorActSchema
      .nullable()
      .describe('What the operator did by itself, free of charge; null: a customer ordered it'),
    state: orderStateSchema,
    requestedBy: z.string(),
    requestedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    starts: startsSchema.describe('When it was asked to begin'),
    startsAt: z.iso.datetime().nullable().describe('When its first number begins or began; null: at once'),
    endedBy: linkedOrderSchema.nullable().describe('The order that takes away again what this one adds'),
    ends: linkedOrderSchema.nullable().describe('The order whose additions this one takes away again'),
    undoes: linkedOrderSchema.nullable().describe('The order that this one reverses'),
    undoneBy: linkedOrderSchema.nullable().describe('The latest order that reverses this one'),
    change: changeSchema,
    groups: z
      .array(orderGroupSchema)
      .nullable()
      .describe(
        'What was asked of each kind of subscription and status; null: of one, or one sees a part of it',
      ),
    itemCount: z.int(),
    plannedCount: z.int().describe('Wait for their time'),
    waitingCount: z.int(),
    stoppingCount: z.int().describe('Of these two: being cancelled, and none of them begins any more'),
    movingCount: z
      .int()
      .describe(
        'Of those planned: on their way to the time it was moved to; nothing begins before all are there',
      ),
    inProgressCount: z.int(),
    acceptedCount: z
      .int()
      .describe('Of those in progress: the network works on them and was not asked to give them up'),
    completedCount: z.int(),
    failedCount: z.int(),
    cancelledCount: z.int(),
    now: moneySchema,
    proRata: z.string(),
    monthly: moneySchema,
    vatRate: z.string().describe('In percent, as it was confirmed'),
    pricedCount: z.int().describe('How many numbers these amounts are for: those left out since are not'),
    pausedAt: z.iso.datetime().nullable().describe('Since when nothing of it begins; null: it goes on'),
    pausedBy: z.string().nullable(),
    rate: z
      .number()
      .nullable()
      .describe(
        'Numbers a second, counted over the last 15 to 30 seconds; null while not known, paused or ended',
      ),
    secondsLeft: z.int().nullable().describe('At this rate; null when there is none'),
    mayRetry: z.boolean(),
    mayCancel: z.boolean(),
    mayPause: z.boolean(),
    mayResume: z.boolean(),
    mayUndo: z.boolean(),
    mayMove: z.boolean(),
  })
  .meta({ id: 'Order' });
export type Order = z.infer<typeof orderSchema>;

export const orderListQuerySchema = z.object({
  state: z.union([orderStateSchema.transform((value) => [value]), z.array(orderStateSchema)]).optional(),
  failed: z.enum(['true']).optional().describe('Only orders with failed items'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(25),
});
export const orderListSchema = z
  .object({ orders: z.array(orderSchema), total: z.int(), page: z.int(), size: z.int() })
  .meta({ id: 'OrderList' });
export type OrderList = z.infer<typeof orderListSchema>;

export const failureSchema = z
  .object({
    code: z.string(),
    sentence: z.string().describe('In the language of the request'),
    temporary: z.boolean(),
  })
  .meta({ id: 'Failure' });

/** The operator's staff ended it, after it had failed on the network. */
export const byOperatorSchema = z
  .object({
    how: z.enum(['completed', 'cancelled']),
    reason: z.string().nullable().describe('Why it was cancelled, in the words of who did it'),
  })
  .meta({ id: 'ByOperator' });

export const orderItemSchema = z
  .object({
    id: z.uuid(),
    lineId: z.uuid(),
    msisdn: z.string(),
    billingAccountNumber: z.string(),
    state: itemStateSchema,
    atNetwork: atNetworkSchema.nullable(),
    actions: z.array(pricedActionSchema),
    attempts: z.int(),
    failure: failureSchema.nullable(),
    byOperator: byOperatorSchema.nullable(),
    waitsFor: z
      .object({ orderId: z.uuid(), number: z.int() })
      .nullable()
      .describe('The order whose change of the same number comes first'),
    startsAt: z.iso.datetime().nullable().describe('When it is planned to begin; null: it waits for no time'),
    startedAt: z.iso.datetime().nullable(),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'OrderItem' });
export type OrderItem = z.infer<typeof orderItemSchema>;

const states = z.union([itemStateSchema.transform((value) => [value]), z.array(itemStateSchema)]).optional();
const causes = z
  .union([z.string().transform((value) => [value]), z.array(z.string())])
  .optional()
  .describe('Codes of failures: only items that failed with one of them');

export const orderItemsQuerySchema = z.object({
  state: states,
  cause: causes,
  search: z.string().max(40).optional().describe('Part of a number, in any writing'),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
});
export const orderItemListSchema = z
  .object({
    items: z.array(orderItemSchema).describe('Failed first, then by position'),
    total: z.int(),
    page: z.int(),
    size: z.int(),
  })
  .meta({ id: 'OrderItemList' });
export type OrderItemList = z.infer<typeof orderItemListSchema>;

/** POST /api/orders/{orderId}/retry: all that failed, or what failed with these causes. */
export const retryQuerySchema = z.object({ cause: causes });

/** GET /api/orders/{orderId}/causes: why numbers failed, most frequent first. */
export const orderCausesSchema = z
  .object({ causes: z.array(failureSchema.extend({ count: z.int() })) })
  .meta({ id: 'OrderCauses' });
export type OrderCauses = z.infer<typeof orderCausesSchema>;

/** GET /api/orders/{orderId}/export: one row per number with its result. */
export const orderExportQuerySchema = z.object({
  state: states,
  format: z.enum(exportFormats),
  locale: z.enum(['fr', 'nl', 'en', 'de']).default('fr'),
});

/** GET /api/lines/{lineId}/history: who asked what of this line, when, with which result; newest first. */
export const lineHistorySchema = z
  .object({
    entries: z.array(
      z.object({
        itemId: z.uuid(),
        orderId: z.uuid(),
        orderNumber: z.int(),
        requestedBy: z.string(),
        requestedAt: z.iso.datetime(),
        startsAt: z.iso.datetime().nullable().describe('When it is planned to begin'),
        endedAt: z.iso.datetime().nullable(),
        state: itemStateSchema,
        atNetwork: atNetworkSchema.nullable(),
        actions: z.array(pricedActionSchema),
        failure: failureSchema.nullable(),
        byOperator: byOperatorSchema.nullable(),
      }),
    ),
  })
  .meta({ id: 'LineHistory' });
export type LineHistory = z.infer<typeof lineHistorySchema>;

/** GET /api/orders/summary: what is under way and what failed and waits for a person. */
export const orderSummarySchema = z
  .object({
    itemsUnderWay: z.int(),
    ordersUnderWay: z.int(),
    itemsFailed: z.int(),
    ordersFailed: z.int(),
    latestFailedOrderId: z.uuid().nullable(),
    ordersPlanned: z.int(),
    nextPlannedAt: z.iso.datetime().nullable().describe('When the first of what is planned begins'),
  })
  .meta({ id: 'OrderSummary' });
export type OrderSummary = z.infer<typeof orderSummarySchema>;

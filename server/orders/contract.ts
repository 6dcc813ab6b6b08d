import { z } from 'zod';
import { lineFacts } from '../catalogue/contract.ts';
import { lineStatusSchema, selectionSchema } from '../fleet/contract.ts';

/** Life of an order (TMF622 words). Its state is a function of its items' states. */
export const orderStates = [
  'acknowledged',
  'inProgress',
  'completed',
  'partial',
  'failed',
  'cancelled',
] as const;
export const orderStateSchema = z.enum(orderStates).meta({ id: 'OrderState' });
export type OrderState = z.infer<typeof orderStateSchema>;

export const itemStates = ['acknowledged', 'inProgress', 'completed', 'failed', 'cancelled'] as const;
export const itemStateSchema = z.enum(itemStates).meta({ id: 'ItemState' });
export type ItemState = z.infer<typeof itemStateSchema>;

export const parametersSchema = z.record(
  z.string().max(80),
  z.union([z.string().max(200), z.number(), z.boolean()]),
);

/** What is wanted on every chosen line. An option already active is not added again; one not active is not removed. */
export const changeSchema = z
  .object({
    add: z
      .array(z.object({ code: z.string().max(80), parameters: parametersSchema.default({}) }))
      .max(50)
      .default([]),
    remove: z.array(z.string().max(80)).max(50).default([]),
  })
  .meta({ id: 'OptionChange' });
export type OptionChange = z.infer<typeof changeSchema>;

/** Why something cannot be done to a line: message `eligibility.<code>` filled with values; option codes in values are named by the catalogue. */
export const reasonSchema = z
  .object({
    code: z.string(),
    option: z.string().nullable().describe('The option it concerns'),
    values: z.record(z.string(), z.union([z.string(), z.number()])),
    sentence: z.string().describe('In the language of the request'),
    wayOut: z
      .object({ add: z.array(z.string()), remove: z.array(z.string()) })
      .nullable()
      .describe('Do this as well and it can be done'),
  })
  .meta({ id: 'Reason' });
export type Reason = z.infer<typeof reasonSchema>;

/** POST /api/options/states: what can be done with each option on the chosen lines. */
export const optionStatesRequestSchema = z.object({ selection: selectionSchema });
export const optionStateSchema = z
  .object({
    code: z.string(),
    /** One line: one of these is 1, the rest 0. Several: how many lines each. */
    active: z.int().describe('Lines on which it is active'),
    available: z.int().describe('Lines on which it can be added'),
    removable: z.int().describe('Lines on which it is active and can be removed'),
    pending: z.int().describe('Lines on which it is being added or removed'),
    pendingAction: z.enum(['add', 'remove']).nullable(),
    unavailable: z
      .array(z.object({ reason: reasonSchema, count: z.int() }))
      .describe('Why not, for the rest'),
    notRemovable: z.array(z.object({ reason: reasonSchema, count: z.int() })),
    parameters: parametersSchema
      .nullable()
      .describe('Present values, when one line is chosen and the option is active'),
    activeSince: z.iso.datetime().nullable(),
    activeUntil: z.iso.datetime().nullable(),
  })
  .meta({ id: 'OptionState' });
export type OptionState = z.infer<typeof optionStateSchema>;
export const optionStatesSchema = z
  .object({
    lineCount: z.int(),
    subscriptionKind: z.string(),
    status: lineStatusSchema,
    /** The first 200, for the dialog's list; the count is exact. */
    lines: z.array(
      z.object({
        id: z.uuid(),
        msisdn: z.string(),
        holderName: z.string(),
        billingAccountNumber: z.string(),
        planCode: z.string(),
      }),
    ),
    options: z.array(optionStateSchema),
    /**
     * The chosen lines as the rules see them, one entry for all lines that the rules cannot tell apart (signatureOf), with
     * pending changes: a screen judges each tick at once with judgeOptions. Null when there are more than 200 kinds of line.
     */
    groups: z.array(z.object({ facts: lineFacts, count: z.int() })).nullable(),
  })
  .meta({ id: 'OptionStates' });
export type OptionStates = z.infer<typeof optionStatesSchema>;

/** Euro as decimal strings with two places. */
export const moneySchema = z
  .object({ excl: z.string(), vat: z.string(), incl: z.string() })
  .meta({ id: 'Amount' });
export type Amount = z.infer<typeof moneySchema>;

export const pricedActionSchema = z
  .object({
    action: z.enum(['add', 'remove', 'modify']).describe('modify: sets parameters anew on an active option'),
    code: z.string(),
    parameters: parametersSchema,
    type: z.enum(['recurring', 'pass']),
    now: z
      .string()
      .describe('Due now excl. VAT: one-off price, or pro rata of this cycle; negative = refund'),
    proRata: z.string().describe('The part of `now` that is pro rata'),
    monthly: z.string().describe('Change of the monthly amount excl. VAT'),
    minimumTermEnd: z.iso.datetime().nullable(),
  })
  .meta({ id: 'PricedAction' });
export type PricedAction = z.infer<typeof pricedActionSchema>;

export const quoteLineSchema = z
  .object({
    lineId: z.uuid(),
    msisdn: z.string(),
    holderName: z.string(),
    billingAccountNumber: z.string(),
    eligible: z.boolean(),
    reasons: z.array(reasonSchema),
    actions: z.array(pricedActionSchema),
    now: z.string(),
    proRata: z.string(),
    monthly: z.string(),
  })
  .meta({ id: 'QuoteLine' });
export type QuoteLine = z.infer<typeof quoteLineSchema>;

export const quoteRequestSchema = z.object({ selection: selectionSchema, change: changeSchema });
export const quoteSchema = z
  .object({
    id: z.uuid(),
    madeAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    change: changeSchema,
    lineCount: z.int(),
    eligibleCount: z.int().describe('Lines that the order will change'),
    leftOutCount: z.int(),
    now: moneySchema,
    proRata: z.string().describe('Part of now excl. VAT that is pro rata of this month'),
    monthly: moneySchema,
    vatRate: z.string(),
    leftOut: z
      .array(z.object({ reason: reasonSchema, count: z.int() }))
      .describe('Why lines are left out, most frequent first; a line counts under each of its reasons'),
    lines: z.array(quoteLineSchema).describe('A page of the lines; those left out first'),
    page: z.int(),
    size: z.int(),
  })
  .meta({ id: 'Quote' });
export type Quote = z.infer<typeof quoteSchema>;

/** PATCH /api/quotes/{quoteId}: Annuler. Leaves a line out of it or an action away; answers the new quote (same id). */
export const quotePatchSchema = z.object({
  leaveOut: z.array(z.uuid()).max(1000).default([]),
  withoutAdd: z.array(z.string()).default([]),
  withoutRemove: z.array(z.string()).default([]),
});

export const quotePageQuerySchema = z.object({
  part: z.enum(['all', 'left-out', 'eligible']).default('all').describe('Which lines the pages are of'),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
});

/** What a refusal `lines-moved` (409) tells of one line in its member `lines`: what was quoted and what would hold now. */
export const movedLineSchema = z
  .object({
    lineId: z.uuid(),
    msisdn: z.string(),
    differences: z.array(z.enum(['eligibility', 'actions', 'price', 'gone'])),
    quoted: quoteLineSchema,
    present: quoteLineSchema.nullable().describe('null: the line is gone or out of sight'),
  })
  .meta({ id: 'MovedLine' });
export type MovedLine = z.infer<typeof movedLineSchema>;

export const submitSchema = z.object({ quoteId: z.uuid() });
export const submitHeadersSchema = z.object({
  'idempotency-key': z.string().min(8).max(200),
});

export const orderSchema = z
  .object({
    id: z.uuid(),
    number: z.int(),
    state: orderStateSchema,
    requestedBy: z.string(),
    requestedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    change: changeSchema,
    itemCount: z.int(),
    waitingCount: z.int(),
    inProgressCount: z.int(),
    completedCount: z.int(),
    failedCount: z.int(),
    cancelledCount: z.int(),
    now: moneySchema,
    proRata: z.string(),
    monthly: moneySchema,
    mayRetry: z.boolean(),
    mayCancel: z.boolean(),
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

export const orderItemSchema = z
  .object({
    id: z.uuid(),
    lineId: z.uuid(),
    msisdn: z.string(),
    billingAccountNumber: z.string(),
    state: itemStateSchema,
    actions: z.array(pricedActionSchema),
    attempts: z.int(),
    failure: failureSchema.nullable(),
    startedAt: z.iso.datetime().nullable(),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'OrderItem' });
export type OrderItem = z.infer<typeof orderItemSchema>;

export const orderItemsQuerySchema = z.object({
  state: z.union([itemStateSchema.transform((value) => [value]), z.array(itemStateSchema)]).optional(),
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
        endedAt: z.iso.datetime().nullable(),
        state: itemStateSchema,
        actions: z.array(pricedActionSchema),
        failure: failureSchema.nullable(),
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
  })
  .meta({ id: 'OrderSummary' });
export type OrderSummary = z.infer<typeof orderSummarySchema>;

import { z } from 'zod';
import { failureSchema } from '../orders/contract.ts';
import { pricedActionSchema } from '../quotes/contract.ts';

/** What failed for good and waits for the operator's staff, taken together by cause and network element. */
export const falloutGroupSchema = z
  .object({
    code: z.string().describe('Why: the code of the failure'),
    element: z.string().describe('The network element that carried it out'),
    items: z.int(),
    orders: z.int(),
    organisations: z.int(),
    oldestAt: z.iso.datetime(),
    newestAt: z.iso.datetime(),
  })
  .meta({ id: 'FalloutGroup' });
export type FalloutGroup = z.infer<typeof falloutGroupSchema>;

export const falloutSchema = z
  .object({ groups: z.array(falloutGroupSchema).describe('Most items first'), items: z.int() })
  .meta({ id: 'Fallout' });
export type Fallout = z.infer<typeof falloutSchema>;

/** Narrows one group. `search`: some digits of a number, or the number of an order. */
const narrowed = {
  code: z.string().min(1).max(80),
  element: z.string().min(1).max(80),
  organisationId: z.uuid().optional(),
  search: z.string().max(40).optional(),
};
/** A misspelt member would narrow nothing: it is refused. */
export const falloutFilterSchema = z.strictObject(narrowed);
export type FalloutFilter = z.infer<typeof falloutFilterSchema>;

export const falloutItemsQuerySchema = z.object({
  ...narrowed,
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
});

export const falloutItemSchema = z
  .object({
    id: z.uuid(),
    msisdn: z.string(),
    iccid: z.string(),
    organisation: z.object({ id: z.uuid(), name: z.string() }),
    billingAccountNumber: z.string(),
    order: z.object({
      id: z.uuid(),
      number: z.int(),
      requestedBy: z.string(),
      requestedAt: z.iso.datetime(),
    }),
    actions: z.array(pricedActionSchema),
    failedAt: z.iso.datetime(),
    attempts: z.int(),
    failure: failureSchema.describe('The last answer'),
  })
  .meta({ id: 'FalloutItem' });
export type FalloutItem = z.infer<typeof falloutItemSchema>;

export const falloutItemListSchema = z
  .object({
    items: z.array(falloutItemSchema).describe('Those that wait longest first'),
    total: z.int(),
    page: z.int(),
    size: z.int(),
    asOf: z.iso.datetime().describe('The `until` of an act on all that fit'),
    organisations: z
      .array(z.object({ id: z.uuid(), name: z.string(), items: z.int() }))
      .describe('Whose items fit the rest of the filter, most first; at most 200'),
  })
  .meta({ id: 'FalloutItemList' });
export type FalloutItemList = z.infer<typeof falloutItemListSchema>;

/** retry: send again. complete: it was carried out by hand. cancel: give it up. */
export const handlingActionSchema = z.enum(['retry', 'complete', 'cancel']).meta({ id: 'HandlingAction' });
export type HandlingAction = z.infer<typeof handlingActionSchema>;

/** POST /api/operator/fallout/handle: some items, or all that fit a filter and had failed by `until`. */
export const handleRequestSchema = z
  .object({
    id: z.uuid().describe('Chosen by the client for this act: sent again it is the same act and goes on'),
    action: handlingActionSchema,
    note: z
      .string()
      .trim()
      .max(2000)
      .default('')
      .describe('complete: what was done, for staff alone. cancel: the reason, which the customer is told'),
    selection: z.union([
      z.strictObject({ itemIds: z.array(z.uuid()).min(1).max(1000) }),
      z.strictObject({ filter: falloutFilterSchema, until: z.iso.datetime() }),
    ]),
    after: z.uuid().optional().describe('`next` of the answer before: go on from there'),
  })
  .check(({ value: { action, note }, issues }) => {
    if (action !== 'retry' && note === '')
      issues.push({
        code: 'too_small',
        origin: 'string',
        minimum: 1,
        inclusive: true,
        path: ['note'],
        input: note,
      });
  })
  .meta({ id: 'HandleFallout' });
export type HandleRequest = z.output<typeof handleRequestSchema>;

export const handledSchema = z
  .object({
    handled: z.int().describe('By this act so far'),
    refused: z
      .int()
      .describe('By this request: no longer possible by the rules; they wait under that cause now'),
    left: z.int().describe('Still to do after `next`'),
    next: z.uuid().nullable().describe('Send the same act again with it as `after`; null = all is done'),
  })
  .meta({ id: 'FalloutHandled' });
export type FalloutHandled = z.infer<typeof handledSchema>;

/** GET /api/operator/fallout/handled: what staff did lately. */
export const handlingListSchema = z
  .object({
    handlings: z.array(
      z.object({
        id: z.uuid(),
        action: handlingActionSchema,
        note: z.string(),
        by: z.string(),
        at: z.iso.datetime(),
        items: z.int(),
        msisdn: z.string().nullable().describe('When it concerned one number'),
        organisation: z.string().nullable().describe('When it concerned one company'),
      }),
    ),
  })
  .meta({ id: 'HandlingList' });
export type HandlingList = z.infer<typeof handlingListSchema>;

import { z } from 'zod';
import { failureSchema, pricedActionSchema } from '../orders/contract.ts';

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
export const falloutFilterSchema = z.object(narrowed);
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
    organisations: z
      .array(z.object({ id: z.uuid(), name: z.string(), items: z.int() }))
      .describe('Whose items fit the rest of the filter, most first; at most 200'),
  })
  .meta({ id: 'FalloutItemList' });
export type FalloutItemList = z.infer<typeof falloutItemListSchema>;

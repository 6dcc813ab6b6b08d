import { z } from 'zod';
import { startsSchema, statusChangeSchema } from '../quotes/contract.ts';

/** POST /api/orders/{orderId}/move. `preview`: only says what would hold. */
export const moveSchema = z.object({ starts: startsSchema, preview: z.boolean().default(false) });

/** POST /api/orders/{orderId}/leave-out: takes numbers out of a planned order. */
export const leaveOutSchema = z.object({ lineIds: z.array(z.uuid()).min(1).max(1000) });

/** GET /api/orders/planned: the calendar. Days in Brussels, both included. */
export const plannedQuerySchema = z.object({ from: z.iso.date(), to: z.iso.date() });
export const plannedEntrySchema = z
  .object({
    orderId: z.uuid(),
    orderNumber: z.int(),
    startsAt: z.iso.datetime(),
    lineCount: z.int().describe('Numbers of it that begin then'),
    isMoving: z
      .boolean()
      .describe('It was moved to another time, and some of its numbers have not followed yet'),
    add: z.array(z.string()),
    remove: z.array(z.string()),
    status: statusChangeSchema.nullable(),
    requestedBy: z.string(),
    ends: z.object({ orderId: z.uuid(), orderNumber: z.int() }).nullable(),
  })
  .meta({ id: 'PlannedEntry' });
export type PlannedEntry = z.infer<typeof plannedEntrySchema>;
export const plannedListSchema = z
  .object({
    entries: z.array(plannedEntrySchema).describe('In the order of time, at most 1,000'),
    total: z.int().describe('How many there are at any time, in the whole calendar'),
    next: z.iso.datetime().nullable().describe('When the first of all begins'),
  })
  .meta({ id: 'PlannedList' });
export type PlannedList = z.infer<typeof plannedListSchema>;

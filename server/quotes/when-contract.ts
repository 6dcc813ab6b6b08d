import { z } from 'zod';
import { statusChangeSchema } from './change-contract.ts';

const isRealDay = (time: string) => {
  const written = new Date(`${time}:00Z`);
  return !Number.isNaN(written.getTime()) && written.toISOString().startsWith(time);
};

/** A time in Brussels, to the minute, as clocks there show it. */
export const wallTimeSchema = z
  .string()
  .regex(/^20\d\d-\d\d-\d\dT\d\d:\d\d$/, { abort: true })
  // in the words of the schema's own refusals, which are in the language of who asks
  .check(({ value, issues }) => {
    if (!isRealDay(value)) issues.push({ code: 'invalid_format', format: 'datetime', input: value });
  })
  .meta({ id: 'WallTime', examples: ['2026-03-14T23:59'] });

/**
 * When an order begins: at once, at a time in Brussels, or for each number when the next billing cycle of its customer number begins. A time that
 * the clocks skip in spring is an hour later; of one that they repeat in autumn the first is meant.
 */
export const startsSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('now') }),
    z.object({ kind: z.literal('at'), at: wallTimeSchema }),
    z.object({ kind: z.literal('cycle') }),
  ])
  .meta({ id: 'Starts' });
export type Starts = z.infer<typeof startsSchema>;

/** When a change begins, and until when what it adds is wanted. */
export const whenSchema = z.object({
  starts: startsSchema.default({ kind: 'now' }),
  until: wallTimeSchema
    .nullable()
    .default(null)
    .describe('A time in Brussels at which the options that it adds are removed again; null = for good'),
});
export type When = z.infer<typeof whenSchema>;

/** How the clocks of Brussels treat a time: it does not exist and is an hour later, or exists twice and the first is meant. */
export const clockChangeSchema = z.enum(['skipped', 'repeated']).meta({ id: 'ClockChange' });
export type ClockChange = z.infer<typeof clockChangeSchema>;

/** Something planned for the same options of the same numbers as a quote. */
export const plannedNearSchema = z
  .object({
    orderId: z.uuid(),
    orderNumber: z.int(),
    startsAt: z.iso.datetime(),
    add: z.array(z.string()),
    remove: z.array(z.string()),
    status: statusChangeSchema.nullable(),
    lineCount: z.int().describe('How many numbers of the quote it concerns'),
  })
  .meta({ id: 'PlannedNear' });
export type PlannedNear = z.infer<typeof plannedNearSchema>;

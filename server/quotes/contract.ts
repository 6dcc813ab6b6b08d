import { z } from 'zod';
import { selectionSchema } from '../finding/contract.ts';
import {
  changeSchema,
  groupShape,
  moneySchema,
  pricedActionSchema,
  reasonSchema,
} from './change-contract.ts';
import {
  clockChangeSchema,
  plannedNearSchema,
  startsSchema,
  wallTimeSchema,
  whenSchema,
} from './when-contract.ts';

export * from './change-contract.ts';
export * from './when-contract.ts';

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
    group: z
      .int()
      .nullable()
      .describe('Which of `groups` (from 0) of the quote it is in; null: there are none'),
  })
  .meta({ id: 'QuoteLine' });
export type QuoteLine = z.infer<typeof quoteLineSchema>;

/** What the lines of one group should end with. */
const groupChangeSchema = z.object({ ...groupShape, change: changeSchema }).meta({ id: 'GroupChange' });
export type GroupChange = z.infer<typeof groupChangeSchema>;

export const quoteRequestSchema = z.object({
  selection: selectionSchema,
  change: changeSchema,
  groups: z
    .array(groupChangeSchema)
    .max(100)
    .default([])
    .check(({ value, issues }) => {
      const seen = new Set<string>();
      for (const [place, { subscriptionKind, status }] of value.entries()) {
        const key = JSON.stringify([subscriptionKind, status]);
        if (seen.has(key)) issues.push({ code: 'custom', input: value, path: [place] });
        seen.add(key);
      }
    })
    .describe('What the lines of a group should end with instead of `change`; each group once'),
  ...whenSchema.shape,
});

/** A group of a quote over several. Amounts excl. VAT, which is computed once on the totals. */
const quoteGroupSchema = z
  .object({
    ...groupShape,
    change: changeSchema,
    lineCount: z.int(),
    eligibleCount: z.int(),
    now: z.string(),
    proRata: z.string(),
    monthly: z.string(),
    leftOut: z.array(z.object({ reason: reasonSchema, count: z.int() })),
  })
  .meta({ id: 'QuoteGroup' });
export type QuoteGroup = z.infer<typeof quoteGroupSchema>;

export const quoteSchema = z
  .object({
    id: z.uuid(),
    madeAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    change: changeSchema.describe('Of several groups all that is wanted of one of them'),
    starts: startsSchema,
    startsAt: z.iso.datetime().nullable().describe('When the first number begins; null: at once'),
    lastStartsAt: z.iso.datetime().nullable().describe('When the last number begins: billing cycles differ'),
    until: wallTimeSchema.nullable(),
    clockChanges: z
      .object({ starts: clockChangeSchema.nullable(), until: clockChangeSchema.nullable() })
      .describe('How the clocks of Brussels treat the times asked for'),
    end: z
      .object({ at: z.iso.datetime(), itemCount: z.int(), now: moneySchema, monthly: moneySchema })
      .nullable()
      .describe('What is taken away again at `until`, and what that costs or gives back'),
    plannedNear: z
      .array(plannedNearSchema)
      .describe(
        'What is planned already for the same options of these numbers, or for options that exclude or need them',
      ),
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
    groups: z
      .array(quoteGroupSchema)
      .nullable()
      .describe('Where lines of several kinds of subscription or statuses are changed: what holds for each'),
    undoes: z
      .object({
        orderId: z.uuid(),
        number: z.int(),
        passesKept: z.int().describe('Passes that were bought and stay: they are not refunded'),
      })
      .nullable()
      .describe('The order that it reverses'),
    lines: z.array(quoteLineSchema).describe('A page of the lines; those left out first'),
    page: z.int(),
    size: z.int(),
  })
  .meta({ id: 'Quote' });
export type Quote = z.infer<typeof quoteSchema>;

/** PATCH /api/quotes/{quoteId}: Annuler. Leaves a line out of it or an action away, or moves it; answers the new quote (same id). */
export const quotePatchSchema = z.object({
  leaveOut: z.array(z.uuid()).max(1000).default([]),
  withoutAdd: z.array(z.string()).default([]),
  withoutRemove: z.array(z.string()).default([]),
  starts: startsSchema.optional().describe('Absent: as it was'),
  until: wallTimeSchema.nullable().optional().describe('Absent: as it was; null: for good'),
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

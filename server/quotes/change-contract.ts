import { z } from 'zod';
import { catalogueCode, lineFacts } from '../catalogue/contract.ts';
import { lineStatusSchema, suspensionReasons } from '../fleet/contract.ts';
import { selectionSchema } from '../finding/contract.ts';

export const parametersSchema = z.record(
  z.string().max(80),
  z.union([z.string().max(200), z.number(), z.boolean()]),
);

const optionCode = catalogueCode.max(80);

/** What is to become of the lines themselves. */
export const statusChangeSchema = z
  .discriminatedUnion('move', [
    z.object({ move: z.literal('suspend'), reason: z.enum(suspensionReasons) }),
    z.object({ move: z.literal('reactivate') }),
  ])
  .meta({ id: 'StatusChange' });
export type StatusChange = z.infer<typeof statusChangeSchema>;

/** What is wanted on every chosen line: options, or another status and nothing else. An option already active is not added again; one not active is not removed. */
export const changeSchema = z
  .object({
    add: z
      .array(z.object({ code: optionCode, parameters: parametersSchema.default({}) }))
      .max(50)
      .default([]),
    remove: z.array(optionCode).max(50).default([]),
    status: statusChangeSchema
      .optional()
      .describe('Suspends or reactivates the lines; then no option is changed'),
  })
  .check(({ value, issues }) => {
    if (value.status && value.add.length + value.remove.length > 0)
      issues.push({ code: 'custom', input: value.status, path: ['status'] });
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

/** Euro as decimal strings with two places. */
export const moneySchema = z
  .object({ excl: z.string(), vat: z.string(), incl: z.string() })
  .meta({ id: 'Amount' });
export type Amount = z.infer<typeof moneySchema>;

export const pricedActionSchema = z
  .object({
    action: z
      .enum(['add', 'remove', 'modify', 'suspend', 'reactivate'])
      .describe('modify: sets parameters anew on an active option; suspend, reactivate: the line itself'),
    code: z.string(),
    parameters: parametersSchema.describe('suspend, reactivate: `reason`, why it is or was suspended'),
    type: z.enum(['recurring', 'pass']),
    now: z
      .string()
      .describe('Due now excl. VAT: one-off price, or pro rata of this cycle; negative = refund'),
    proRata: z.string().describe('The part of `now` that is pro rata'),
    monthly: z.string().describe('Change of the monthly amount excl. VAT'),
    minimumTermEnd: z.iso.datetime().nullable(),
    isExpired: z.boolean().optional().describe('true: the time of the pass was over, the network is told'),
    keepsCharging: z.boolean().optional().describe('suspend: whether its plan goes on being charged'),
  })
  .meta({ id: 'PricedAction' });
export type PricedAction = z.infer<typeof pricedActionSchema>;

/**
 * Lines that may be changed together: of one kind of subscription and one status. Where the operator lets several groups be changed in one
 * order, each has a change of its own.
 */
export const groupShape = { subscriptionKind: z.string().max(80), status: lineStatusSchema };
export type Group = { subscriptionKind: string; status: z.infer<typeof lineStatusSchema> };

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
const optionGroupSchema = z
  .object({
    ...groupShape,
    lineCount: z.int(),
    numbers: z.array(z.string()).describe('The first of its numbers, to know it by'),
    options: z.array(optionStateSchema),
    /**
     * Its lines as the rules see them, one entry for all lines that the rules cannot tell apart (signatureOf), with
     * pending changes: a screen judges each tick at once with judgeOptions. Null when there are more than 200 kinds of line.
     */
    samples: z.array(z.object({ facts: lineFacts, count: z.int() })).nullable(),
  })
  .meta({ id: 'OptionGroup' });
export type OptionGroup = z.infer<typeof optionGroupSchema>;
export const optionStatesSchema = z
  .object({
    lineCount: z.int(),
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
    groups: z
      .array(optionGroupSchema)
      .describe(
        'By kind of subscription and status, the largest first; several only where the operator lets them be changed together',
      ),
  })
  .meta({ id: 'OptionStates' });
export type OptionStates = z.infer<typeof optionStatesSchema>;

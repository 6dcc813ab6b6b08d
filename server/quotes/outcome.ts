import { z } from 'zod';
import { reason, wayOut } from '../catalogue/contract.ts';
import { lineStatusSchema } from '../fleet/contract.ts';
import { parametersSchema } from './contract.ts';

/**
 * One action as it is kept in order_item.actions: with its price and terms, and with the services that the network switches
 * on (add, modify) or off (remove), so that nothing later asks the catalogue of another day.
 */
export const itemAction = z.object({
  action: z.enum(['add', 'remove', 'modify', 'suspend', 'reactivate']),
  code: z.string(),
  /** Whose terms hold: ends and pools count from the activation, by this version. */
  catalogueVersion: z.int(),
  parameters: parametersSchema,
  type: z.enum(['recurring', 'pass']),
  now: z.string(),
  proRata: z.string(),
  monthly: z.string(),
  oneOffPrice: z.string(),
  monthlyPrice: z.string(),
  minimumTermEnd: z.iso.datetime().nullable(),
  services: z.array(z.object({ service: z.string(), value: z.string() })),
  /** The time of the pass is over on its line already: the network alone is told. */
  isExpired: z.boolean().optional(),
  /** Of a suspension: its plan goes on being charged. */
  keepsCharging: z.boolean().optional(),
});
export type ItemAction = z.infer<typeof itemAction>;

const ofLine = <C extends string>(code: C) =>
  z.object({ option: z.null(), code: z.literal(code), values: z.object({}) });

/** Why a line is left out: a reason of the rules, that it is as wanted already, that nothing is wanted of it, or why an order cannot be undone on it. */
export const leftOutReason = z.union([
  reason,
  z.object({ option: z.null(), code: z.literal('nothing-to-do'), values: z.object({}) }),
  z.object({ option: z.null(), code: z.literal('nothing-wanted'), values: z.object({}) }),
  ofLine('already-suspended'),
  ofLine('not-suspended'),
  ofLine('suspended-by-operator'),
  ofLine('status-under-way'),
  z.object({
    option: z.null(),
    code: z.literal('line-status'),
    values: z.object({ status: lineStatusSchema }),
  }),
  z.object({ option: z.string(), code: z.literal('changed-since'), values: z.object({}) }),
  z.object({ option: z.string(), code: z.literal('pass-not-refunded'), values: z.object({}) }),
]);
export type LeftOutReason = z.infer<typeof leftOutReason>;

/** What a change does to a line, and what it costs excl. VAT; or why the line is left out, whole. */
export const outcome = z.object({
  eligible: z.boolean(),
  reasons: z.array(leftOutReason),
  wayOut: wayOut.nullable(),
  actions: z.array(itemAction),
  now: z.string(),
  proRata: z.string(),
  monthly: z.string(),
  /** When it begins; null = at once. */
  startsAt: z.iso.datetime().nullable().default(null),
  /** What takes away again what it adds, when that is wanted until a time only. */
  end: z
    .object({
      actions: z.array(itemAction),
      now: z.string(),
      proRata: z.string(),
      monthly: z.string(),
      startsAt: z.iso.datetime(),
    })
    .nullable()
    .default(null),
});
export type Outcome = z.infer<typeof outcome>;

/** The outcome of a line that is left out for this reason. */
export function leftOutFor(reason: LeftOutReason): Outcome {
  return { ...nothing, reasons: [reason] };
}

export const nothing: Outcome = {
  eligible: false,
  reasons: [],
  wayOut: null,
  actions: [],
  now: '0.00',
  proRata: '0.00',
  monthly: '0.00',
  startsAt: null,
  end: null,
};

/** Answers of outcomes that read the same always the same one: tens of thousands of kinds of line have but a few. */
export function sharedOutcomes(): (outcome: Outcome) => Outcome {
  const known = new Map<string, Outcome>();
  return (outcome) => {
    const text = JSON.stringify(outcome);
    const same = known.get(text) ?? outcome;
    known.set(text, same);
    return same;
  };
}

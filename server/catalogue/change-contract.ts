import { z } from 'zod';
import { catalogueCode, parameterValues, price } from './document-contract.ts';

/** What the life of a line is called where options are judged; only an active line changes its options. */
const lineStatus = z.enum(['active', 'suspended', 'pending', 'ceased']);
export type LineStatus = z.infer<typeof lineStatus>;

/** An option that a line holds, or will hold or lose by an order that has not ended (`pending`). Instants are ISO UTC. */
const heldOption = z.object({
  code: catalogueCode,
  since: z.iso.datetime(),
  /** Until when removing it is refused or paid for, as the catalogue says. */
  minimumTermEnd: z.iso.datetime().nullish(),
  /** How many of it are held: more than 1 only for passes. */
  count: z.int().positive(),
  parameters: parameterValues,
  pending: z.enum(['add', 'remove']).nullish(),
  /** Per month under the terms it was bought with; left out: the price of the catalogue. */
  monthlyPrice: price.nullish(),
});
export type HeldOption = z.infer<typeof heldOption>;

/** What the rules of options need to know of a line. Each code stands at most once in `activeOptions`. */
export const lineFacts = z.object({
  planCode: catalogueCode,
  status: lineStatus,
  /** Its status is being changed by an order that has not ended. */
  statusUnderWay: z.enum(['suspend', 'reactivate']).nullish(),
  activeOptions: z.array(heldOption),
});
export type LineFacts = z.infer<typeof lineFacts>;

/** One option to add. On an option that is held or included it sets the parameters anew. */
const wantedOption = z
  .object({ code: catalogueCode, parameters: parameterValues.optional() })
  .meta({ id: 'WantedOption' });
export type WantedOption = z.infer<typeof wantedOption>;

/** What is asked for a line: added and removed together, judged on what is left in the end. Order means nothing. */
const wantedChange = z
  .object({ add: z.array(wantedOption), remove: z.array(catalogueCode) })
  .meta({ id: 'WantedChange' });
export type WantedChange = z.infer<typeof wantedChange>;

const reasonOf = <C extends string, V extends z.ZodRawShape>(code: C, values: V) =>
  z.object({ option: catalogueCode, code: z.literal(code), values: z.object(values) });

/**
 * Why an option cannot be added or removed. `option` is the one judged; `values` hold catalogue codes, amounts and
 * instants, never texts: `reasonMessage` turns a reason into the message `eligibility.<code>` in the person's language.
 */
export const reason = z
  .discriminatedUnion('code', [
    reasonOf('excluded-by', {
      option: catalogueCode,
      how: z.enum(['active', 'included', 'pending', 'chosen']),
    }),
    reasonOf('requires', { option: catalogueCode, how: z.enum(['missing', 'pending', 'leaving']) }),
    reasonOf('required-by', { option: catalogueCode, how: z.enum(['active', 'pending', 'chosen']) }),
    reasonOf('plan-incompatible', { plan: z.string() }),
    reasonOf('included-in-plan', { plan: catalogueCode }),
    reasonOf('already-active', {}),
    reasonOf('max-reached', { max: z.int() }),
    reasonOf('not-active', {}),
    reasonOf('not-sold', {}),
    reasonOf('not-in-catalogue', {}),
    reasonOf('change-under-way', {}),
    reasonOf('added-and-removed', {}),
    reasonOf('minimum-term', { until: z.iso.datetime() }),
    reasonOf('line-suspended', {}),
    reasonOf('status-under-way', {}),
    reasonOf('line-status', { status: lineStatus }),
    reasonOf('parameter-unknown', { parameter: z.string() }),
    reasonOf('parameter-choice', { parameter: catalogueCode }),
    reasonOf('parameter-range', {
      parameter: catalogueCode,
      min: z.string(),
      max: z.string(),
      step: z.string(),
    }),
  ])
  .meta({ id: 'EligibilityReason' });
export type Reason = z.infer<typeof reason>;
export type ReasonCode = Reason['code'];

/** What to add and remove as well, so that a refused change becomes possible. */
export const wayOut = z
  .object({ add: z.array(catalogueCode), remove: z.array(catalogueCode) })
  .meta({ id: 'WayOut' });
export type WayOut = z.infer<typeof wayOut>;

/** The judgement of a change: no reasons = allowed. A way out, when there is one, makes the change allowed. */
const verdict = z
  .object({ allowed: z.boolean(), reasons: z.array(reason), wayOut: wayOut.nullable() })
  .meta({ id: 'Verdict' });
export type Verdict = z.infer<typeof verdict>;

/** The state of one option for one line as a person sees it; `unavailable` is told by `add.reasons`. */
const optionState = z
  .object({
    code: catalogueCode,
    state: z.enum(['available', 'active', 'included', 'pending-add', 'pending-remove', 'unavailable']),
    count: z.int(),
    /** Whether its parameters can be set anew. */
    settable: z.boolean(),
    add: verdict,
    remove: verdict,
  })
  .meta({ id: 'OptionState' });
export type OptionState = z.infer<typeof optionState>;

/** Euro as a decimal string with 2 to 4 decimals, negative when it is given back: "-12.40". */
const money = z.string().regex(/^-?\d+\.\d{2,4}$/);

/** One amount of a change, excl. VAT, rounded to cents. `days` of `cycleDays` tell a part of a billing cycle. */
const priceItem = z
  .object({
    option: catalogueCode,
    what: z.enum(['one-off', 'pro-rata', 'refund', 'minimum-term']),
    amount: money,
    days: z.int().nullable(),
    cycleDays: z.int().nullable(),
  })
  .meta({ id: 'PriceItem' });
export type PriceItem = z.infer<typeof priceItem>;

/** What a change costs on one line, excl. VAT: `dueNow` is the sum of the items, `monthly` the difference per month from the next cycle on. */
const linePrice = z
  .object({ items: z.array(priceItem), dueNow: money, monthly: money })
  .meta({ id: 'LinePrice' });
export type LinePrice = z.infer<typeof linePrice>;

/** An amount with its VAT, rounded once on the whole (EN 16931 BR-CO-17, per rate and not per line). */
const moneyTotal = z
  .object({ excl: money, vat: money, incl: money, vatRate: z.string() })
  .meta({ id: 'MoneyTotal' });
export type MoneyTotal = z.infer<typeof moneyTotal>;

/** What a change costs over all its lines. */
const changeTotal = z.object({ dueNow: moneyTotal, monthly: moneyTotal }).meta({ id: 'ChangeTotal' });
export type ChangeTotal = z.infer<typeof changeTotal>;

/** Stands where an item names an option, when it brings the network back to what a line says: no option has this code. */
export const correctionCode = 'network-correction';

/** Stands where an item names an option, when it suspends or reactivates the line itself: no option has this code. */
export const lineStatusCode = 'line-status';

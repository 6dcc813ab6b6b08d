import { z } from 'zod';
import {
  allowance,
  catalogueCode,
  localTexts,
  minimumTerm,
  operator,
  optionKind,
  passValidity,
  plan,
  price,
  product,
  statusServices,
  zone,
} from './document-contract.ts';

/** Four translations, or one text for a name or fact that is the same in all of them. */
const textsOrName = z.preprocess(
  (written) =>
    typeof written === 'string' ? { fr: written, nl: written, en: written, de: written } : written,
  z.strictObject(localTexts.shape),
);
const texts = z.strictObject(localTexts.shape);

const code = catalogueCode.regex(/^.{1,60}$/, 'a code has at most 60 characters');
const amount = price.describe('price');

const writtenAllowance = z.strictObject({
  ...allowance.shape,
  direction: allowance.shape.direction.default('within'),
});

/** `service: value`, or `service: { parameter: limit }` when the customer sets the value. */
const writtenNetwork = z.record(
  catalogueCode,
  z.preprocess(
    (written) => (typeof written === 'string' ? { value: written } : written),
    z.strictObject({ value: z.string().min(1).optional(), parameter: catalogueCode.optional() }),
  ),
);

const writtenParameter = z.discriminatedUnion('type', [
  z.strictObject({
    code,
    type: z.literal('money'),
    names: textsOrName,
    min: amount,
    max: amount,
    default: amount,
    step: amount,
  }),
  z.strictObject({
    code,
    type: z.literal('choice'),
    names: textsOrName,
    choices: z.array(z.strictObject({ value: z.string().min(1), names: textsOrName })).min(2),
    default: z.string().min(1),
  }),
]);

const writtenPlan = z.strictObject({
  code,
  kind: catalogueCode,
  product,
  names: textsOrName,
  texts,
  monthlyPrice: amount,
  allowances: z.array(writtenAllowance).default([]),
  includedOptions: z.array(catalogueCode).default([]),
  suspendedKeepsCharging: plan.shape.suspendedKeepsCharging.default(true),
  sold: z.boolean().default(true),
  network: writtenNetwork.default({}),
});
export type WrittenPlan = z.infer<typeof writtenPlan>;

const writtenOption = z.strictObject({
  code,
  kind: catalogueCode,
  type: z.enum(['recurring', 'pass']),
  names: textsOrName,
  benefits: texts,
  texts,
  facts: z.array(textsOrName).default([]),
  monthlyPrice: amount.optional(),
  oneOffPrice: amount.optional(),
  validity: z
    .strictObject({ ...passValidity.shape, start: z.literal('activation').default('activation') })
    .optional(),
  allowances: z.array(writtenAllowance).default([]),
  requires: z.array(catalogueCode).default([]),
  excludes: z.array(catalogueCode).default([]),
  /** Left out: every plan. */
  compatiblePlans: z.array(catalogueCode).min(1).optional(),
  max: z.int().positive().default(1),
  minimumTerm: z
    .strictObject({ ...minimumTerm.shape, early: minimumTerm.shape.early.default('refused') })
    .optional(),
  parameters: z.array(writtenParameter).default([]),
  sold: z.boolean().default(true),
  network: writtenNetwork.default({}),
});
export type WrittenOption = z.infer<typeof writtenOption>;

/** One YAML file of a catalogue folder: any of the sections. Together the files hold one operator and at least one plan. */
export const writtenFile = z.strictObject({
  operator: z.strictObject({ ...operator.shape, priceNote: texts }).optional(),
  statuses: statusServices.optional(),
  subscriptionKinds: z.array(z.strictObject({ code, names: textsOrName })).default([]),
  optionKinds: z.array(z.strictObject({ ...optionKind.shape, code, names: textsOrName })).default([]),
  zones: z.array(z.strictObject({ ...zone.shape, code, names: textsOrName })).default([]),
  plans: z.array(writtenPlan).default([]),
  options: z.array(writtenOption).default([]),
});
export type WrittenFile = z.infer<typeof writtenFile>;

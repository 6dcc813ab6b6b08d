import { z } from 'zod';

/** A text in the four languages of the portal: always all four. */
export const localTexts = z
  .object({ fr: z.string().min(1), nl: z.string().min(1), en: z.string().min(1), de: z.string().min(1) })
  .meta({ id: 'LocalTexts' });
export type LocalTexts = z.infer<typeof localTexts>;

/** The stable name of a plan, option, kind, zone or parameter: lower case, digits and single dashes. */
export const catalogueCode = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** Euro excluding VAT, with 2 to 4 decimals: "24.79". Never a float. */
export const price = z.string().regex(/^\d{1,8}\.\d{2,4}$/);

/** Who sells, in what currency, at what VAT rate in percent ("21"), and what is said beside the prices. */
export const operator = z
  .object({
    name: z.string().min(1),
    currency: z.literal('EUR'),
    vatRate: z.string().regex(/^\d{1,2}(\.\d{1,2})?$/),
    priceNote: localTexts,
  })
  .meta({ id: 'Operator' });

/** The kind of subscription of a plan (Shape, Business Everywhere): only lines of one kind are changed together. */
const subscriptionKind = z
  .object({ code: catalogueCode, names: localTexts })
  .meta({ id: 'SubscriptionKind' });

/** Countries as ISO 3166-1 alpha-2 codes, or "all" for every country. */
export const zone = z
  .object({
    code: catalogueCode,
    names: localTexts,
    countries: z.union([z.literal('all'), z.array(z.string().regex(/^[A-Z]{2}$/)).min(1)]),
  })
  .meta({ id: 'Zone' });

/** How much of what may be used where, per billing cycle (recurring) or per pass. */
export const allowance = z
  .object({
    amount: z.int().positive(),
    unit: z.enum(['MB', 'GB', 'minutes', 'sms']),
    zones: z.array(catalogueCode).min(1),
    /** `within`: used while in the zones. `from-home`: from Belgium to the zones. */
    direction: z.enum(['within', 'from-home']),
  })
  .meta({ id: 'Allowance' });

/** How long a pass lasts from its activation. `hours` and `days` (of 24 hours) run to the minute, `calendar-days` to local midnight. */
export const passValidity = z
  .object({
    unit: z.enum(['hours', 'days', 'calendar-days']),
    count: z.int().positive(),
    start: z.literal('activation'),
    endedBy: z
      .enum(['portal', 'network'])
      .default('portal')
      .describe('Who ends it on the network: the portal tells it, or the network counts by itself'),
  })
  .meta({ id: 'PassValidity' });
export type PassValidity = z.infer<typeof passValidity>;

const moneyParameter = z.object({
  code: catalogueCode,
  type: z.literal('money'),
  names: localTexts,
  min: price,
  max: price,
  default: price,
  step: price,
});
const choiceParameter = z.object({
  code: catalogueCode,
  type: z.literal('choice'),
  names: localTexts,
  choices: z.array(z.object({ value: z.string().min(1), names: localTexts })).min(2),
  default: z.string().min(1),
});
/** What the customer sets on an option: an amount within bounds, or one of some choices. */
const optionParameter = z
  .discriminatedUnion('type', [moneyParameter, choiceParameter])
  .meta({ id: 'OptionParameter' });
export type OptionParameter = z.infer<typeof optionParameter>;

/** Values of an option's parameters by parameter code: `{ limit: "50.00" }`. */
export const parameterValues = z.record(catalogueCode, z.string());
export type ParameterValues = z.infer<typeof parameterValues>;

/** A service that is switched on the network while an option or plan is held; its value is `value` or the value of the named parameter. */
const networkService = z.object({
  service: catalogueCode,
  value: z.string().min(1),
  parameter: catalogueCode.nullable(),
});
export type NetworkService = z.infer<typeof networkService>;

/** What the status of a line means on the network: services and the value each has while a line is in it. */
export const statusServices = z.strictObject({
  active: z.record(catalogueCode, z.string().min(1)).default({}),
  suspended: z.record(catalogueCode, z.string().min(1)).default({}),
});
export type StatusServices = z.infer<typeof statusServices>;

/** What kind of product a plan is; the fleet list shows it as an icon. */
export const product = z.enum(['voice', 'data', 'm2m']);
export type Product = z.infer<typeof product>;

/** A tariff plan as customers see it. */
const shownPlan = z
  .object({
    code: catalogueCode,
    kind: catalogueCode,
    product,
    names: localTexts,
    texts: localTexts,
    monthlyPrice: price,
    allowances: z.array(allowance),
    /** Options that come with the plan at no price and cannot be removed. */
    includedOptions: z.array(catalogueCode),
    /** Whether a suspended line goes on paying its plan. */
    suspendedKeepsCharging: z.boolean(),
    /** Whether new lines may take it; lines that have it keep it. */
    sold: z.boolean(),
  })
  .meta({ id: 'Plan' });
export type ShownPlan = z.infer<typeof shownPlan>;

/** A plan as the portal keeps it: with what it means on the network. */
export const plan = shownPlan.extend({ network: z.array(networkService) }).meta({ id: 'PlanWithNetwork' });
export type Plan = z.infer<typeof plan>;

/** A group of options on the screens (Roaming, Data, Voice, SMS, Others); `icon` is one the screens know. */
export const optionKind = z
  .object({
    code: catalogueCode,
    names: localTexts,
    icon: z.enum(['plane', 'antenna', 'phone', 'message', 'shield', 'adjustments']),
  })
  .meta({ id: 'OptionKind' });
export type OptionKind = z.infer<typeof optionKind>;

/** Months that an option is held at least, and what removing it earlier means: not possible, or the rest is paid. */
export const minimumTerm = z
  .object({ months: z.int().positive().max(24), early: z.enum(['refused', 'pay-rest']) })
  .meta({ id: 'MinimumTerm' });

/** An option as customers see it. Recurring: `monthlyPrice` set. Pass: `oneOffPrice` and `validity` set. */
const shownOption = z
  .object({
    code: catalogueCode,
    /** Code of its option kind. */
    kind: catalogueCode,
    type: z.enum(['recurring', 'pass']),
    names: localTexts,
    /** What it is good for, in one short sentence. */
    benefits: localTexts,
    texts: localTexts,
    /** Very short facts for badges: "3 GB", "30 days". */
    facts: z.array(localTexts),
    monthlyPrice: price.nullable(),
    oneOffPrice: price.nullable(),
    /** True when it costs nothing. */
    free: z.boolean(),
    validity: passValidity.nullable(),
    allowances: z.array(allowance),
    /** Options that must all be held with it. */
    requires: z.array(catalogueCode),
    /** Options that cannot be held with it; always symmetric. */
    excludes: z.array(catalogueCode),
    compatiblePlans: z.array(catalogueCode),
    /** Plans that it comes with: there it costs nothing and cannot be removed. */
    includedIn: z.array(catalogueCode),
    /** How many of it one line may hold; more than 1 only for passes. */
    max: z.int().positive(),
    minimumTerm: minimumTerm.nullable(),
    parameters: z.array(optionParameter),
    /** Whether it can be added; lines that have it keep it. */
    sold: z.boolean(),
  })
  .meta({ id: 'Option' });
export type ShownOption = z.infer<typeof shownOption>;

/** An option as the portal keeps it: with what it means on the network. */
const option = shownOption.extend({ network: z.array(networkService) }).meta({ id: 'OptionWithNetwork' });
export type Option = z.infer<typeof option>;

/** A whole catalogue with everything derived (symmetric exclusions, plans of each option), as stored per version. */
export const catalogueDocument = z.object({
  operator,
  // Versions that were stored before a status meant anything have none.
  statuses: statusServices.default({ active: {}, suspended: {} }),
  subscriptionKinds: z.array(subscriptionKind),
  optionKinds: z.array(optionKind),
  zones: z.array(zone),
  plans: z.array(plan),
  options: z.array(option),
});
export type CatalogueDocument = z.infer<typeof catalogueDocument>;

/** A dated version of the catalogue. `validFrom` is an ISO instant. */
export type Catalogue = CatalogueDocument & { version: number; validFrom: string; checksum: string };

/** What `GET /api/catalogue` answers: a version without what the network is told. */
export const shownCatalogue = z
  .object({
    version: z.int().positive(),
    validFrom: z.iso.datetime(),
    operator,
    subscriptionKinds: z.array(subscriptionKind),
    optionKinds: z.array(optionKind),
    zones: z.array(zone),
    plans: z.array(shownPlan),
    options: z.array(shownOption),
  })
  .meta({ id: 'Catalogue' });
export type ShownCatalogue = z.infer<typeof shownCatalogue>;

/** The part of a catalogue that the rules of options read: both `Catalogue` and `ShownCatalogue` are one. */
export type RuleCatalogue = Pick<ShownCatalogue, 'operator' | 'plans' | 'options'>;

import { Decimal } from 'decimal.js';
import type {
  CatalogueDocument,
  NetworkService,
  Option,
  OptionParameter,
  Plan,
} from './document-contract.ts';
import type { WrittenCatalogue, WrittenOption } from './written-catalogue.ts';

/** The catalogue with all that follows from what was written: both sides of each exclusion, plans of each option. */
export function resolveDocument(written: WrittenCatalogue): CatalogueDocument {
  const [first] = written.operators;
  if (!first) throw new Error('a catalogue without operator was not refused');
  const options = optionsInOrder(written);
  const plans = written.plans.map(({ value }): Plan => ({ ...value, network: networkOf(value.network) }));
  return {
    operator: first.value,
    statuses: written.statuses[0]?.value ?? { active: {}, suspended: {} },
    subscriptionKinds: written.subscriptionKinds.map(({ value }) => value),
    optionKinds: written.optionKinds.map(({ value }) => value),
    zones: written.zones.map(({ value }) => value),
    plans,
    options: options.map((option) => resolveOption(option, options, plans)),
  };
}

/** Kind by kind as the operator lists the kinds, then as the options are written: the order of every screen. */
function optionsInOrder(written: WrittenCatalogue): WrittenOption[] {
  return written.optionKinds.flatMap((kind) =>
    written.options.flatMap(({ value }) => (value.kind === kind.value.code ? [value] : [])),
  );
}

function resolveOption(option: WrittenOption, options: WrittenOption[], plans: Plan[]): Option {
  const price = option.monthlyPrice ?? option.oneOffPrice ?? '0.00';
  return {
    ...option,
    monthlyPrice: option.monthlyPrice ?? null,
    oneOffPrice: option.oneOffPrice ?? null,
    free: new Decimal(price).isZero(),
    validity: option.validity ?? null,
    excludes: exclusionsOf(option, options),
    compatiblePlans: option.compatiblePlans ?? plans.map((plan) => plan.code),
    includedIn: plans.filter((plan) => plan.includedOptions.includes(option.code)).map((plan) => plan.code),
    minimumTerm: option.minimumTerm ?? null,
    parameters: option.parameters satisfies OptionParameter[],
    network: networkOf(option.network),
  };
}

/** What an option excludes and what excludes it, in the order of the catalogue. */
export function exclusionsOf(option: WrittenOption, options: WrittenOption[]): string[] {
  return options
    .filter((other) => option.excludes.includes(other.code) || other.excludes.includes(option.code))
    .map((other) => other.code);
}

function networkOf(network: WrittenOption['network']): NetworkService[] {
  return Object.entries(network).map(([service, { value, parameter }]) => ({
    service,
    value: value ?? 'on',
    parameter: parameter ?? null,
  }));
}

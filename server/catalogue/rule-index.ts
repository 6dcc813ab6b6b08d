import type { HeldOption, LineFacts, WantedChange, WantedOption } from './change-contract.ts';
import type { ParameterValues, RuleCatalogue, ShownOption } from './document-contract.ts';

/** A catalogue prepared for judging many lines. */
export type RuleIndex = {
  options: Map<string, ShownOption>;
  /** Codes of what a plan includes; empty for a plan that the catalogue does not hold. */
  included(planCode: string): Set<string>;
  /** Sorts codes as the catalogue does; codes it does not hold come last, by letter. */
  sorted(codes: Iterable<string>): string[];
};

const indexes = new WeakMap<RuleCatalogue, RuleIndex>();

/** The index of a catalogue, made once for each catalogue object. */
export function ruleIndex(catalogue: RuleCatalogue): RuleIndex {
  const known = indexes.get(catalogue);
  if (known) return known;
  const options = new Map(catalogue.options.map((option) => [option.code, option]));
  const places = new Map(catalogue.options.map((option, place) => [option.code, place]));
  const plans = new Map(catalogue.plans.map((plan) => [plan.code, new Set(plan.includedOptions)]));
  const nothing = new Set<string>();
  const place = (code: string) => places.get(code) ?? places.size;
  const index: RuleIndex = {
    options,
    included: (planCode) => plans.get(planCode) ?? nothing,
    sorted: (codes) =>
      [...new Set(codes)].toSorted((a, b) => place(a) - place(b) || (a < b ? -1 : Number(a > b))),
  };
  indexes.set(catalogue, index);
  return index;
}

/** One line and what is wanted of it, ready to be judged. */
export type Situation = {
  line: LineFacts;
  included: Set<string>;
  held: Map<string, HeldOption>;
  adds: Map<string, WantedOption[]>;
  removes: Set<string>;
};

/** Looks a line and a wanted change up by code. */
export function situationOf(index: RuleIndex, line: LineFacts, change: WantedChange): Situation {
  return {
    line,
    included: index.included(line.planCode),
    held: new Map(line.activeOptions.map((held) => [held.code, held])),
    adds: Map.groupBy(change.add, (wanted) => wanted.code),
    removes: new Set(change.remove),
  };
}

/** The values an option has on a line: those set, else the catalogue's defaults. */
export function parametersOf(option: ShownOption, set: ParameterValues | undefined): ParameterValues {
  return Object.fromEntries(
    option.parameters.map((parameter) => [parameter.code, set?.[parameter.code] ?? parameter.default]),
  );
}

/**
 * Whether adding means to set the parameters of what the line has already. Passes that may be held several times are
 * bought again instead.
 */
export function isSetting(situation: Situation, option: ShownOption, wanted: WantedOption): boolean {
  const held = situation.held.get(option.code);
  if (!situation.included.has(option.code) && (!held || option.max > 1)) return false;
  const present = parametersOf(option, held?.parameters);
  return Object.entries(wanted.parameters ?? {}).some(([code, value]) => present[code] !== value);
}

import type { LineFacts, WantedChange } from './change-contract.ts';
import type { NetworkService, ParameterValues, RuleCatalogue } from './document-contract.ts';
import { isSetting, parametersOf, ruleIndex, situationOf } from './rule-index.ts';

/** One step of an accepted change, with the parameters the option has after it. `modify` sets those of what is held (TMF622). */
export type OptionAction = {
  action: 'add' | 'modify' | 'remove';
  code: string;
  parameters: ParameterValues;
};

/** What an accepted change does to a line: removals first, each in the order of the catalogue. */
export function actionsOf(catalogue: RuleCatalogue, line: LineFacts, change: WantedChange): OptionAction[] {
  const index = ruleIndex(catalogue);
  const situation = situationOf(index, line, change);
  const removals = index
    .sorted(change.remove)
    .map((code): OptionAction => ({ action: 'remove', code, parameters: {} }));
  const additions = index.sorted(situation.adds.keys()).flatMap((code) => {
    const option = index.options.get(code);
    if (!option) return [];
    return (situation.adds.get(code) ?? []).map((wanted): OptionAction => {
      const isModification = isSetting(situation, option, wanted);
      const present = isModification ? situation.held.get(code)?.parameters : {};
      const parameters = parametersOf(option, { ...present, ...wanted.parameters });
      return { action: isModification ? 'modify' : 'add', code, parameters };
    });
  });
  return [...removals, ...additions];
}

/** The values that an option's services take on the network with these parameters: `{ "roaming-data-limit": "50.00" }`. */
export function servicesOf(
  option: { network: NetworkService[] },
  parameters: ParameterValues,
): Record<string, string> {
  return Object.fromEntries(
    option.network.map(({ service, value, parameter }) => [
      service,
      parameter === null ? value : (parameters[parameter] ?? value),
    ]),
  );
}

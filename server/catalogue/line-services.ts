import type { CatalogueDocument, Option, ParameterValues } from './document-contract.ts';
import { servicesOf } from './option-actions.ts';

/**
 * What the network should have of a line: the services of its status, its plan and the options it holds or that come with the plan, with
 * their values. `options` are those of the catalogue unless given, for lines that hold some of an older one.
 */
export function servicesOfLine(
  catalogue: Pick<CatalogueDocument, 'plans' | 'options' | 'statuses'>,
  line: { planCode: string; status: string; activeOptions: { code: string; parameters: ParameterValues }[] },
  options: ReadonlyMap<string, Option> = new Map(catalogue.options.map((option) => [option.code, option])),
): Record<string, string> {
  const plan = catalogue.plans.find(({ code }) => code === line.planCode);
  const held = new Map(line.activeOptions.map((option) => [option.code, option]));
  // an option that came with the plan and was never set may have no row of its own
  const codes = new Set([...(plan?.includedOptions ?? []), ...held.keys()]);
  const { status } = line;
  return Object.assign(
    {},
    status === 'active' || status === 'suspended' ? catalogue.statuses[status] : {},
    plan ? servicesOf(plan, {}) : {},
    ...[...codes].map((code) => {
      const option = options.get(code);
      if (!option) return {};
      const defaults = Object.fromEntries(
        option.parameters.map((parameter) => [parameter.code, parameter.default]),
      );
      return servicesOf(option, { ...defaults, ...held.get(code)?.parameters });
    }),
  );
}

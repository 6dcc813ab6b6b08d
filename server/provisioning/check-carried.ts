import type { CatalogueDocument } from '../catalogue/contract.ts';
import type { DocumentProblem } from '../platform/yaml-source.ts';
import { elementsOfPlan } from './choose-element.ts';
import { hlrCarries, hlrFields } from './connectors/osmo-hlr-services.ts';
import { ossCarries } from './connectors/tmf641-services.ts';
import { type Network, NetworkFileError } from './network-file.ts';
import type { HlrElement, WrittenElement } from './written-network.ts';

/** A service that some part of the catalogue switches; `value` null: whatever the customer sets. */
type Needed = { what: string; plans: string[]; service: string; value: string | null };

/**
 * Refuses a catalogue that the elements cannot carry out: each plan, option and status must be known to every element to which
 * the rules may send a line that has it. Throws a `NetworkFileError` that names what, the service, the element and its place.
 */
export function checkCarried(network: Network, catalogue: CatalogueDocument): void {
  const needed = neededServices(catalogue);
  const problems = [
    ...unknownPlans(network, catalogue),
    ...network.elements.flatMap((element, index) => {
      const plans = catalogue.plans.filter((plan) => elementsOfPlan(network, plan).includes(element.name));
      const reaching = new Set(plans.map(({ code }) => code));
      const here = needed.filter((need) => need.plans.some((plan) => reaching.has(plan)));
      const missing = here.filter((need) => !carries(element, need));
      return [
        ...grouped(missing).map((same) => network.problem(sentenceOf(element, same), 'elements', index)),
        ...(element.kind === 'osmo-hlr' ? sharedFields(network, catalogue, element, index) : []),
      ];
    }),
  ];
  if (problems.length > 0) throw new NetworkFileError(problems[0]?.file ?? '', problems);
}

function neededServices({ plans, options, statuses }: CatalogueDocument): Needed[] {
  const everyPlan = plans.map(({ code }) => code);
  return [
    ...plans.flatMap(({ code, network }) =>
      network.map(({ service, value }) => ({ what: `plan ${code}`, plans: [code], service, value })),
    ),
    ...options.flatMap(({ code, network, compatiblePlans, parameters }) =>
      network.flatMap(({ service, value, parameter }) => {
        const set = parameters.find((each) => each.code === parameter);
        const values =
          parameter === null
            ? [value]
            : set?.type === 'choice'
              ? set.choices.map((each) => each.value)
              : [null];
        return [...values, 'off'].map((each) => ({
          what: `option ${code}`,
          plans: compatiblePlans,
          service,
          value: each,
        }));
      }),
    ),
    ...(['active', 'suspended'] as const).flatMap((status) =>
      Object.entries(statuses[status]).map(([service, value]) => ({
        what: `status ${status}`,
        plans: everyPlan,
        service,
        value,
      })),
    ),
  ];
}

function carries(element: WrittenElement, { service, value }: Needed): boolean {
  if (element.kind === 'simulator') return true;
  if (element.kind === 'tmf641') return ossCarries(element.services, service, value);
  const known = element.services.get(service);
  return value === null ? known === 'elsewhere' : hlrCarries(element.services, service, value);
}

/** What lacks the same is told once. */
function grouped(missing: Needed[]): Needed[][] {
  return [...Map.groupBy(missing, ({ service }) => service).values()];
}

function sentenceOf(element: WrittenElement, missing: Needed[]): string {
  const [first] = missing;
  const what = [...new Set(missing.map((need) => need.what))].join(', ');
  const values = [...new Set(missing.map(({ value }) => value ?? 'what the customer sets'))].join(', ');
  return (
    `element ${element.name} cannot carry out ${what}: it does not say what the service ${first?.service} means there ` +
    `(${values}). Translate it under "services", or write { carried: elsewhere }.`
  );
}

/** Two options that set one field would undo each other; only what a status switches may share one (the barring wins). */
function sharedFields(
  network: Network,
  catalogue: CatalogueDocument,
  element: HlrElement,
  index: number,
): DocumentProblem[] {
  const ofStatuses = new Set(Object.values(catalogue.statuses).flatMap((each) => Object.keys(each)));
  return hlrFields.flatMap((field) => {
    const setters = [...element.services].flatMap(([service, values]) =>
      values !== 'elsewhere' && !ofStatuses.has(service) && [...values.values()].some((set) => field in set)
        ? [service]
        : [],
    );
    if (setters.length < 2) return [];
    const text = `element ${element.name}: the services ${setters.join(' and ')} both set ${field}; taking one away would undo the other.`;
    return [network.problem(text, 'elements', index, 'services', setters[1] ?? '')];
  });
}

function unknownPlans(network: Network, { plans }: CatalogueDocument): DocumentProblem[] {
  const known = new Set(plans.map(({ code }) => code));
  return network.rules.flatMap(({ plan = [] }, index) =>
    plan
      .filter((code) => !known.has(code))
      .map((code) =>
        network.problem(
          `rule number ${index + 1}: the plan ${code} is not in the catalogue.`,
          'rules',
          index,
          'plan',
        ),
      ),
  );
}

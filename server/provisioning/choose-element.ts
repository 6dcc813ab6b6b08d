import type { Network } from './network-file.ts';

/** What of a line the rules of a network file look at. */
export type RoutedLine = { planCode: string; product: string; iccid: string };

/** The element that carries out what is ordered for a line now: that of the first rule that fits, else the default. */
export function elementOf(network: Pick<Network, 'rules' | 'default'>, line: RoutedLine): string {
  const rule = network.rules.find(
    ({ plan, product, simRange }) =>
      (plan?.includes(line.planCode) ?? true) &&
      (product?.some((each) => each === line.product) ?? true) &&
      (simRange?.some((range) => line.iccid.startsWith(range)) ?? true),
  );
  return rule?.element ?? network.default;
}

/** The elements to which lines of a plan may go, whatever their SIM. */
export function elementsOfPlan(
  network: Pick<Network, 'rules' | 'default'>,
  plan: { code: string; product: string },
): string[] {
  const elements = new Set<string>();
  for (const rule of network.rules) {
    const fits =
      (rule.plan?.includes(plan.code) ?? true) &&
      (rule.product?.some((each) => each === plan.product) ?? true);
    if (!fits) continue;
    elements.add(rule.element);
    if (!rule.simRange) return [...elements];
  }
  return [...elements.add(network.default)];
}

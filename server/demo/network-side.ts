import { servicesOf } from '../catalogue/catalogue.ts';
import type { Catalogue } from '../catalogue/contract.ts';
import { heldOptions, type NewLine } from '../fleet/fleet.ts';
import type { Subscriber } from '../provisioning/provisioning.ts';

/** What the simulated network has for a line, so that it agrees with the portal from the start: services of plan and options. */
export function subscriberOf(catalogue: Catalogue, line: NewLine, now: Date): Subscriber {
  const plan = catalogue.plans.find(({ code }) => code === line.planCode);
  const services = plan ? servicesOf(plan, {}) : {};
  if (line.status === 'active' || line.status === 'suspended')
    Object.assign(services, catalogue.statuses[line.status]);
  for (const { option, parameters, endedAt } of heldOptions(catalogue, line, now)) {
    if (endedAt === null) Object.assign(services, servicesOf(option, parameters));
  }
  return { iccid: line.sim.iccid, msisdn: line.msisdn, services };
}

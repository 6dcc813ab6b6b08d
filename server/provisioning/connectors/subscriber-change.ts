import type { NetworkAction, NetworkService, RequestAction, SubscriberAction } from '../contract.ts';

/** The services of a SIM after the actions. Removals first: what one option gives up and another brings stays on. */
export function switched(
  before: Record<string, NetworkService['value']>,
  actions: RequestAction[],
): Record<string, NetworkService['value']> {
  const after = { ...before };
  const services = serviceActions(actions);
  for (const { action, services: off } of services) {
    if (action === 'remove') for (const { service } of off) delete after[service];
  }
  for (const { action, services: on } of services) {
    if (action !== 'remove') for (const { service, value } of on) after[service] = value;
  }
  return after;
}

/** The actions that switch services. */
export function serviceActions(actions: RequestAction[]): NetworkAction[] {
  return actions.filter((action) => 'services' in action);
}

/** The action on the SIM itself, if there is one. */
export function subscriberAction(actions: RequestAction[]): SubscriberAction | undefined {
  return actions.find((action): action is SubscriberAction => !('services' in action));
}

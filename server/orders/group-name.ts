import type { Catalogue } from '../catalogue/contract.ts';
import type { Texts } from '../platform/texts.ts';
import type { Group } from '../quotes/contract.ts';

/** The name of a group: `Shape · Active`. */
export function groupName(
  spoken: Texts,
  catalogue: Catalogue,
  { subscriptionKind, status }: Pick<Group, 'subscriptionKind' | 'status'>,
): string {
  const statuses = {
    active: spoken.t({ id: 'fleet.status.active', message: 'Active' }),
    suspended: spoken.t({ id: 'fleet.status.suspended', message: 'Suspended' }),
    pending: spoken.t({ id: 'fleet.status.pending', message: 'Being activated' }),
    ceased: spoken.t({ id: 'fleet.status.ceased', message: 'Ended' }),
  };
  const kind = catalogue.subscriptionKinds.find(({ code }) => code === subscriptionKind);
  return `${kind?.names[spoken.locale] ?? subscriptionKind} · ${statuses[status]}`;
}

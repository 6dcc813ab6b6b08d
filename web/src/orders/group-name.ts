import type { Group } from '../../../server/quotes/contract.ts';
import { useCatalogue } from '../catalogue/catalogue-query.ts';
import { useLineStatusName } from '../fleet/line-status-icon.tsx';

/** The name of a group: `Shape · Active`. */
export function useGroupName(): (group: Group) => string {
  const names = useCatalogue();
  const statusName = useLineStatusName();
  return ({ subscriptionKind, status }) => `${names.kindName(subscriptionKind)} · ${statusName(status)}`;
}

import { Refusal } from '../platform/refusal.ts';
import type { Trait } from './kind-list.ts';

/**
 * Only numbers of one kind of subscription and one status are changed together; the refusal tells the groups there are, in its
 * member `groups`. Nothing chosen is refused as well.
 */
export function refuseMixed(traits: Trait[]): void {
  const groups = new Map<string, { subscriptionKind: string; status: string; count: number }>();
  for (const { subscriptionKind, status, count } of traits) {
    const key = `${subscriptionKind} ${status}`;
    const before = groups.get(key)?.count ?? 0;
    groups.set(key, { subscriptionKind, status, count: before + count });
  }
  if (groups.size === 0) throw nothingSelected();
  if (groups.size > 1) {
    throw new Refusal(
      409,
      'mixed-selection',
      'Only numbers with the same kind of subscription and the same status can be changed together.',
      { extra: { groups: [...groups.values()] } },
    );
  }
}

/** What is told when there is no line to do anything with. */
export function nothingSelected(): Refusal {
  return new Refusal(422, 'nothing-selected', 'No number is selected.');
}

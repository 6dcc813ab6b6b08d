import { Refusal } from '../platform/refusal.ts';
import { countsOfKinds, type LinesByKind } from './lines-by-kind.ts';

/**
 * Only numbers of one kind of subscription and one status are changed together; the refusal tells the groups there are, in its
 * member `groups`. Nothing chosen is refused as well.
 */
export function refuseMixed(lines: LinesByKind): void {
  const groups = new Map<string, { subscriptionKind: string; status: string; count: number }>();
  const counts = countsOfKinds(lines);
  lines.samples.forEach(({ subscriptionKind, status }, kind) => {
    const key = `${subscriptionKind} ${status}`;
    const before = groups.get(key)?.count ?? 0;
    groups.set(key, { subscriptionKind, status, count: before + (counts[kind] ?? 0) });
  });
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

import { Refusal } from '../platform/refusal.ts';
import type { Group, GroupChange, OptionChange } from './contract.ts';
import type { Wishes } from './judge-wishes.ts';
import type { Trait } from './kind-list.ts';
import type { Kinds } from './lines-by-kind.ts';

/** Lines of one kind of subscription and one status, and how many. */
export type CountedGroup = Group & { count: number };

/**
 * The groups that lines fall into, the largest first. Only numbers of one group are changed together (the operator's default), unless
 * `mixedSelection`; the refusal tells the groups there are, in its member `groups`. Nothing chosen is refused as well.
 */
export function groupsToChange(traits: Trait[], mixedSelection: boolean): CountedGroup[] {
  const groups = new Map<string, CountedGroup>();
  for (const { subscriptionKind, status, count } of traits) {
    const key = keyOf({ subscriptionKind, status });
    const before = groups.get(key)?.count ?? 0;
    groups.set(key, { subscriptionKind, status, count: before + count });
  }
  if (groups.size === 0) throw nothingSelected();
  if (groups.size > 1 && !mixedSelection) {
    throw new Refusal(
      409,
      'mixed-selection',
      'Only numbers with the same kind of subscription and the same status can be changed together.',
      { extra: { groups: [...groups.values()] } },
    );
  }
  return [...groups.values()].toSorted((a, b) => b.count - a.count);
}

/** What is told when there is no line to do anything with. */
export function nothingSelected(): Refusal {
  return new Refusal(422, 'nothing-selected', 'No number is selected.');
}

/** What is wanted of a group: what was said of it, else what was said of all. */
export function changeOfGroup(group: Group, said: GroupChange[], ofAll: OptionChange): OptionChange {
  return said.find((each) => keyOf(each) === keyOf(group))?.change ?? ofAll;
}

/** What is wanted of each line of several groups. */
export async function wishesOfGroups(
  lines: Kinds,
  groups: Group[],
  said: GroupChange[],
  ofAll: OptionChange,
): Promise<Wishes> {
  const places = new Map(groups.map((group, place) => [keyOf(group), place]));
  const groupOfKind: number[] = [];
  for (const group of await lines.groups())
    for (const kind of group.places) groupOfKind[kind] = places.get(keyOf(group)) ?? -1;
  return {
    changes: groups.map((group) => changeOfGroup(group, said, ofAll)),
    of: new Map(lines.lineIds.map((id, at) => [id, groupOfKind[lines.kindOf[at] ?? -1] ?? -1])),
    groups: groups.map(({ subscriptionKind, status }) => ({ subscriptionKind, status })),
  };
}

/** The groups of which a line is left. */
export function withoutEmptyGroups({ changes, of, groups = [] }: Wishes, lineIds: string[]): Wishes {
  const places = [...new Set(lineIds.flatMap((id) => of.get(id) ?? []))].toSorted((a, b) => a - b);
  const placeNow = new Map(places.map((place, now) => [place, now]));
  const left = <T>(all: T[]) => all.filter((_, place) => placeNow.has(place));
  return {
    changes: left(changes),
    groups: left(groups),
    of: new Map(lineIds.map((id) => [id, placeNow.get(of.get(id) ?? -1) ?? -1])),
  };
}

/** Lines of one group stand together. */
export function byGroup(lines: Kinds, { of }: Wishes): Kinds {
  const groupAt = (at: number) => of.get(lines.lineIds[at] ?? '') ?? -1;
  const order = [...lines.lineIds.keys()].toSorted((a, b) => groupAt(a) - groupAt(b) || a - b);
  const sorted = <T>(all: T[]) => order.flatMap((at) => all[at] ?? []);
  return {
    ...lines,
    lineIds: sorted(lines.lineIds),
    versions: sorted(lines.versions),
    kindOf: sorted(lines.kindOf),
  };
}

/** A group in one text. */
export function keyOf({ subscriptionKind, status }: Group): string {
  return `${subscriptionKind} ${status}`;
}

import type { Group, GroupChange, OptionChange, Quote } from '../../../server/quotes/contract.ts';
import { changeOf, type Draft, emptyDraft, isEmpty } from './option-draft.ts';

/** What is ticked for each group of the chosen lines, by its key. A group that is gone keeps its draft in case it comes back. */
export type GroupDrafts = Record<string, Draft>;

/** What is wanted of the chosen lines: of one group one change, of several each its own. */
export type Wanted = { change: OptionChange; groups: GroupChange[] };

/** A group in one text. */
export function keyOf({ subscriptionKind, status }: Group): string {
  return `${subscriptionKind} ${status}`;
}

/** What is ticked for this group. */
export function draftOf(drafts: GroupDrafts, group: Group): Draft {
  return drafts[keyOf(group)] ?? emptyDraft;
}

/** Ticks for one group; the others keep what they have. */
export function withDraft(drafts: GroupDrafts, group: Group, draft: Draft): GroupDrafts {
  return { ...drafts, [keyOf(group)]: draft };
}

/** What is wanted of these groups as the server takes it. A group of which nothing is wanted is not named: its lines are left out. */
export function wantedOf(drafts: GroupDrafts, groups: Group[]): Wanted {
  const [only] = groups;
  if (only && groups.length === 1) return { change: changeOf(draftOf(drafts, only)), groups: [] };
  const said = groups.flatMap((group) => {
    const draft = draftOf(drafts, group);
    const { subscriptionKind, status } = group;
    return isEmpty(draft) ? [] : [{ subscriptionKind, status, change: changeOf(draft) }];
  });
  return { change: changeOf(emptyDraft), groups: said };
}

export function isNothing({ change, groups }: Wanted): boolean {
  return groups.length === 0 && change.add.length === 0 && change.remove.length === 0 && !change.status;
}

/** The groups of which nothing is wanted while something is of others. */
export function leftAsTheyAre<G extends Group>(drafts: GroupDrafts, groups: G[]): G[] {
  if (isNothing(wantedOf(drafts, groups))) return [];
  return groups.filter((group) => isEmpty(draftOf(drafts, group)));
}

/** How many lines of the quote cannot be changed as is wanted; those of which nothing is wanted do not count. */
export function refusedCount({ groups, leftOutCount }: Pick<Quote, 'groups' | 'leftOutCount'>): number {
  if (groups === null) return leftOutCount;
  return groups
    .filter(({ change }) => change.add.length > 0 || change.remove.length > 0)
    .reduce((sum, { lineCount, eligibleCount }) => sum + lineCount - eligibleCount, 0);
}

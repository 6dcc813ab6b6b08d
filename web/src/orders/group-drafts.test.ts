import { expect, test } from 'vitest';
import {
  draftOf,
  type GroupDrafts,
  isNothing,
  leftAsTheyAre,
  refusedCount,
  wantedOf,
  withDraft,
} from './group-drafts.ts';
import { emptyDraft, remove } from './option-draft.ts';

const voice = { subscriptionKind: 'shape', status: 'active' } as const;
const suspended = { subscriptionKind: 'shape', status: 'suspended' } as const;
const data = { subscriptionKind: 'business-everywhere', status: 'active' } as const;
const groups = [voice, suspended, data];
const none: GroupDrafts = {};
const change = (remove: string[]) => ({ add: [], remove });

test('each group has options of its own: ticking for one says nothing of the others', () => {
  const drafts = withDraft(none, voice, remove(emptyDraft, 'traveller'));
  expect(draftOf(drafts, voice).remove).toEqual(['traveller']);
  expect(draftOf(drafts, suspended)).toEqual(emptyDraft);
  const both = withDraft(drafts, data, remove(emptyDraft, 'itemised-usage'));
  expect(wantedOf(both, groups)).toEqual({
    change: change([]),
    groups: [
      { ...voice, change: change(['traveller']) },
      { ...data, change: change(['itemised-usage']) },
    ],
  });
});

test('a group of which nothing is wanted is left out, and is told as soon as something is wanted of another', () => {
  expect(isNothing(wantedOf(none, groups))).toBe(true);
  expect(leftAsTheyAre(none, groups)).toEqual([]);
  const drafts = withDraft(none, voice, remove(emptyDraft, 'traveller'));
  expect(isNothing(wantedOf(drafts, groups))).toBe(false);
  expect(leftAsTheyAre(drafts, groups)).toEqual([suspended, data]);
  expect(wantedOf(drafts, groups).groups.map(({ subscriptionKind }) => subscriptionKind)).toEqual(['shape']);
});

test('of one group one change is wanted, whatever had been ticked for a group that is gone', () => {
  const drafts = withDraft(
    withDraft(none, voice, remove(emptyDraft, 'traveller')),
    data,
    remove(emptyDraft, 'itemised-usage'),
  );
  expect(wantedOf(drafts, [voice])).toEqual({ change: change(['traveller']), groups: [] });
  expect(isNothing(wantedOf(drafts, [suspended]))).toBe(true);
  // its numbers come back, and with them what was ticked
  expect(wantedOf(drafts, [voice, data]).groups).toHaveLength(2);
});

test('numbers of which nothing is wanted are not counted among those that cannot be changed', () => {
  const group = { lineCount: 5, eligibleCount: 3, now: '0', proRata: '0', monthly: '0', leftOut: [] };
  const quote = {
    leftOutCount: 9,
    groups: [
      { ...voice, ...group, change: change(['traveller']) },
      { ...suspended, ...group, lineCount: 7, eligibleCount: 0, change: change([]) },
    ],
  };
  expect(refusedCount(quote)).toBe(2);
  expect(refusedCount({ leftOutCount: 4, groups: null })).toBe(4);
});

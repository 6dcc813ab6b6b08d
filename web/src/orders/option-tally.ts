import {
  judgeOptions,
  type LineFacts,
  type Reason,
  type RuleCatalogue,
  type WantedChange,
  type WayOut,
} from '../../../server/catalogue/contract.ts';
import type { OptionGroup, OptionState } from '../../../server/quotes/contract.ts';

/** One option over the chosen lines, judged together with what is ticked so far. With one line each count is 0 or 1. */
export type OptionTally = {
  code: string;
  /** Lines that have it (bought or with the plan). */
  active: number;
  /** Lines of `active` that have it with their plan. */
  included: number;
  addable: number;
  removable: number;
  settable: number;
  pendingAdd: number;
  pendingRemove: number;
  /** Why it cannot be added to the lines that lack it, most frequent first. */
  addReasons: CountedReason[];
  /** Why it cannot be removed from lines that have it. */
  removeReasons: CountedReason[];
};
/** Why, judged here, or as the server worded it. */
export type WhyNot = Reason | { sentence: string };
export type CountedReason = { reason: WhyNot; wayOut: WayOut | null; count: number };
export type Sample = { facts: LineFacts; count: number };

/** Judges every option on the lines of one group: here, or as the server did where there are too many kinds of line. */
export function tallyGroup(
  catalogue: RuleCatalogue | undefined,
  group: OptionGroup | undefined,
  chosen: WantedChange,
  now: Date,
): OptionTally[] {
  if (catalogue && group?.samples) return tallyOptions(catalogue, group.samples, chosen, now);
  return tallyOfServer(group?.options ?? []);
}

/** Judges every option on every kind of line among the chosen ones; the rules are the server's own. */
function tallyOptions(
  catalogue: RuleCatalogue,
  samples: Sample[],
  chosen: WantedChange,
  now: Date,
): OptionTally[] {
  const tallies = new Map<string, OptionTally>();
  for (const { facts, count } of samples) {
    for (const state of judgeOptions(catalogue, facts, now, chosen)) {
      const tally = tallies.get(state.code) ?? emptyTally(state.code);
      tallies.set(state.code, tally);
      const has = ['active', 'included', 'pending-remove'].includes(state.state);
      if (has) tally.active += count;
      if (state.state === 'included') tally.included += count;
      if (state.state === 'pending-add') tally.pendingAdd += count;
      if (state.state === 'pending-remove') tally.pendingRemove += count;
      if (state.settable) tally.settable += count;
      if (state.add.allowed) tally.addable += count;
      else if (!has) countReason(tally.addReasons, state.add.reasons[0], state.add.wayOut, count);
      if (has && state.remove.allowed) tally.removable += count;
      else if (has) countReason(tally.removeReasons, state.remove.reasons[0], state.remove.wayOut, count);
    }
  }
  const order = new Map(catalogue.options.map((option, at) => [option.code, at]));
  return [...tallies.values()].toSorted((a, b) => (order.get(a.code) ?? 0) - (order.get(b.code) ?? 0));
}

/**
 * The server's own counts, for so many kinds of line that judging each tick here would be slow: what is ticked so far is not
 * taken into account until the quote tells.
 */
function tallyOfServer(options: OptionState[]): OptionTally[] {
  return options.map((option) => ({
    ...emptyTally(option.code),
    active: option.active,
    addable: option.available,
    removable: option.removable,
    included: option.notRemovable.find(({ reason }) => reason.code === 'included-in-plan')?.count ?? 0,
    addReasons: option.unavailable.map(({ reason, count }) => ({
      reason: { sentence: reason.sentence },
      wayOut: null,
      count,
    })),
    removeReasons: option.notRemovable.map(({ reason, count }) => ({
      reason: { sentence: reason.sentence },
      wayOut: null,
      count,
    })),
  }));
}

function emptyTally(code: string): OptionTally {
  return {
    code,
    active: 0,
    included: 0,
    addable: 0,
    removable: 0,
    settable: 0,
    pendingAdd: 0,
    pendingRemove: 0,
    addReasons: [],
    removeReasons: [],
  };
}

function countReason(
  counted: CountedReason[],
  reason: Reason | undefined,
  wayOut: WayOut | null,
  count: number,
): void {
  if (!reason) return;
  const same = counted.find((each) => JSON.stringify(each.reason) === JSON.stringify(reason));
  if (same) same.count += count;
  else counted.push({ reason, wayOut, count });
  counted.sort((a, b) => b.count - a.count);
}

import { type clusterCounts, judgeCluster } from '../catalogue/catalogue.ts';
import type {
  Catalogue,
  OptionState as JudgedOption,
  Reason as RuleReason,
  Verdict,
} from '../catalogue/contract.ts';
import { mapInTurns } from '../platform/in-turns.ts';
import type { Texts } from '../platform/texts.ts';
import type { OptionState } from './contract.ts';
import type { LineToJudge } from './pending.ts';
import { reasonAnswer } from './reason-words.ts';

/** So many reasons are told of an option, the most frequent first; each date of a minimum term is one. */
const mostReasons = 50;

/** One line alone, and when its passes end. */
export type OnlyLine = { line: LineToJudge; ends: Map<string, Date> };

/** Lines counted by what they hold of each cluster of options. */
export type ClusterCounts = ReturnType<typeof clusterCounts>;

/** The state of every option over the lines that were counted, in the order of the catalogue; `only` is the line when there is just one. */
export async function tallyOptions(
  catalogue: Catalogue,
  counted: ClusterCounts,
  only: OnlyLine | null,
  now: Date,
  spoken: Texts,
): Promise<OptionState[]> {
  const tallies = new Map<string, Tally>();
  await mapInTurns(counted.groups(), (group) => {
    for (const judged of judgeCluster(catalogue, group, now)) {
      const tally = tallies.get(judged.code) ?? newTally();
      tallies.set(judged.code, tally);
      countIn(tally, judged, group.lines);
    }
  });
  const places = new Map(catalogue.options.map(({ code }, place) => [code, place]));
  const place = (code: string) => places.get(code) ?? places.size;
  return [...tallies]
    .toSorted(([a], [b]) => place(a) - place(b))
    .map(([code, { unavailable, notRemovable, ...counts }]) => ({
      code,
      ...counts,
      unavailable: inWords(catalogue, spoken, unavailable),
      notRemovable: inWords(catalogue, spoken, notRemovable),
      ...termsOn(only, code),
    }));
}

type CountedReason = { reason: RuleReason; wayOut: Verdict['wayOut']; count: number };
type Tally = Pick<OptionState, 'active' | 'available' | 'removable' | 'pending' | 'pendingAction'> & {
  unavailable: Map<string, CountedReason>;
  notRemovable: Map<string, CountedReason>;
};

function newTally(): Tally {
  return {
    active: 0,
    available: 0,
    removable: 0,
    pending: 0,
    pendingAction: null,
    unavailable: new Map(),
    notRemovable: new Map(),
  };
}

/** Adds a group of lines. An option that is there counts as available only when it can be had once more. */
function countIn(tally: Tally, judged: JudgedOption, lines: number): void {
  const underWay = judged.state === 'pending-add' || judged.state === 'pending-remove';
  const has = judged.state === 'active' || judged.state === 'included' || judged.state === 'pending-remove';
  if (underWay) {
    tally.pending += lines;
    tally.pendingAction = judged.state === 'pending-add' ? 'add' : 'remove';
  }
  if (has) tally.active += lines;
  if (judged.add.allowed) tally.available += lines;
  else if (!has) countReason(tally.unavailable, judged.add, lines);
  if (!has) return;
  if (judged.remove.allowed) tally.removable += lines;
  else countReason(tally.notRemovable, judged.remove, lines);
}

/** A line counts under its first reason only, so that the counts add up to the lines. A way out is told when it is that of all. */
function countReason(counted: Map<string, CountedReason>, { reasons, wayOut }: Verdict, lines: number): void {
  const [reason] = reasons;
  if (!reason) return;
  const key = JSON.stringify(reason);
  const known = counted.get(key);
  if (!known) {
    counted.set(key, { reason, wayOut, count: lines });
    return;
  }
  known.count += lines;
  if (JSON.stringify(known.wayOut) !== JSON.stringify(wayOut)) known.wayOut = null;
}

function inWords(
  catalogue: Catalogue,
  spoken: Texts,
  counted: Map<string, CountedReason>,
): OptionState['unavailable'] {
  return [...counted.values()]
    .toSorted((a, b) => b.count - a.count)
    .slice(0, mostReasons)
    .map(({ reason, wayOut, count }) => ({ reason: reasonAnswer(spoken, catalogue, reason, wayOut), count }));
}

function termsOn(
  only: OnlyLine | null,
  code: string,
): Pick<OptionState, 'parameters' | 'activeSince' | 'activeUntil'> {
  const held = only?.line.activeOptions.find((option) => option.code === code);
  const notYet = held?.pending === 'add' && held.count === 1;
  return {
    parameters: held?.parameters ?? null,
    activeSince: held && !notYet ? held.since : null,
    activeUntil: only?.ends.get(code)?.toISOString() ?? null,
  };
}

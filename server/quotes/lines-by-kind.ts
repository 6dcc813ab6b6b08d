import type { Call } from '../platform/call.ts';
import { notFound } from '../platform/refusal.ts';
import type { Starts } from './contract.ts';
import { groupsAmong, hashedKinds, type Trait, traitsOf } from './kind-list.ts';
import { type LineToJudge, linesToJudge } from './pending.ts';
import { startOfChange } from './when.ts';

/** Lines sorted by kind: those of one kind have the same rules, prices and pending changes. */
export type Kinds = {
  lineIds: string[];
  /** line.version of each line. */
  versions: number[];
  /** Which kind (from 0) each line is of. */
  kindOf: number[];
  /** How many lines are of each kind. */
  counts: number[];
  /** One line of each kind, with all its facts, in the order of the kinds, some at a time: there may be tens of thousands. */
  samples(): AsyncGenerator<LineToJudge[]>;
  /** What of the lines decides whether they may be changed together, and when. */
  traits(): Promise<Trait[]>;
  /** Which kinds (by place) are of which kind of subscription and status. */
  groups(): ReturnType<typeof groupsAmong>;
};

/** The same for so many lines that all samples may be in memory at once. */
export type LinesByKind = Omit<Kinds, 'samples'> & { samples: LineToJudge[] };

/** Few enough to be forgotten before the collector has moved them among what stays. */
const samplesAtOnce = 500;

/**
 * Sorts lines by kind in the database, so that of 100,000 lines only one of each kind travels. 404 when one does not exist or the person may
 * not see it. `at`: the moment as of which they will be judged; `starts`: when the change begins, if it is not then.
 */
export async function sortByKind(
  call: Call,
  lineIds: string[],
  at: Date = call.now,
  starts: Starts = { kind: 'now' },
): Promise<Kinds> {
  const { kinds, versions } = await hashedKinds(call, lineIds, at, starts.kind !== 'now');
  if (kinds.length !== lineIds.length) throw notFound();
  const places = new Map<string, number>();
  const first: string[] = [];
  const counts: number[] = [];
  const kindOf = kinds.map((hash, place) => {
    const kind = places.get(hash) ?? first.push(lineIds[place] ?? '') - 1;
    places.set(hash, kind);
    counts[kind] = (counts[kind] ?? 0) + 1;
    return kind;
  });
  return {
    lineIds,
    versions,
    kindOf,
    counts,
    samples,
    traits: () => traitsOf(call, first, counts),
    groups: () => groupsAmong(call, first),
  };

  async function* samples(): AsyncGenerator<LineToJudge[]> {
    for (let from = 0; from < first.length; from += samplesAtOnce)
      yield linesToJudge(call, first.slice(from, from + samplesAtOnce), ({ cycleDay }) =>
        startOfChange(starts, cycleDay, at),
      );
  }
}

/** Sorts lines by kind, with a sample of each kind at hand. */
export async function linesByKind(...asked: Parameters<typeof sortByKind>): Promise<LinesByKind> {
  const kinds = await sortByKind(...asked);
  const samples: LineToJudge[] = [];
  for await (const some of kinds.samples()) samples.push(...some);
  return { ...kinds, samples };
}

import type { Call } from '../platform/call.ts';
import { notFound } from '../platform/refusal.ts';
import type { Starts } from './contract.ts';
import { hashedKinds } from './kind-list.ts';
import { type LineToJudge, linesToJudge } from './pending.ts';
import { startOfChange } from './when.ts';

/** Lines sorted by kind: those of one kind have the same rules, prices and pending changes. */
export type LinesByKind = {
  lineIds: string[];
  /** line.version of each line. */
  versions: number[];
  /** One line of each kind, with all its facts. */
  samples: LineToJudge[];
  /** Which of `samples` (from 0) stands for each line. */
  kindOf: number[];
};

/**
 * Sorts lines by kind in the database, so that of 100,000 lines only one of each kind travels. 404 when one does not exist or the person may
 * not see it. `at`: the moment as of which they will be judged; `starts`: when the change begins, if it is not then.
 */
export async function linesByKind(
  call: Call,
  lineIds: string[],
  at: Date = call.now,
  starts: Starts = { kind: 'now' },
): Promise<LinesByKind> {
  const { kinds, versions } = await hashedKinds(call, lineIds, at, starts.kind !== 'now');
  if (kinds.length !== lineIds.length) throw notFound();
  const places = new Map<string, number>();
  const first: string[] = [];
  const kindOf = kinds.map((kind, at) => {
    const known = places.get(kind);
    if (known !== undefined) return known;
    places.set(kind, first.length);
    return first.push(lineIds[at] ?? '') - 1;
  });
  const samples = await linesToJudge(call, first, ({ cycleDay }) => startOfChange(starts, cycleDay, at));
  return { lineIds, versions, samples, kindOf };
}

/** How many lines there are of each kind, in the order of `samples`. */
export function countsOfKinds({ samples, kindOf }: LinesByKind): number[] {
  const counts = samples.map(() => 0);
  for (const kind of kindOf) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

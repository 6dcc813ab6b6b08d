import type { Catalogue } from '../catalogue/contract.ts';
import type { Call } from '../platform/call.ts';
import { mapInTurns } from '../platform/in-turns.ts';
import { type Options, optionsKnown } from './former-options.ts';
import type { Kinds } from './lines-by-kind.ts';
import { type Outcome, sharedOutcomes } from './outcome.ts';
import type { LineToJudge } from './pending.ts';
import type { JudgedLine } from './quote.ts';

/**
 * Judges lines of which not all are to have the same: each kind of line is judged once in each case it comes in. `caseOf`: the case of a line; a line
 * without one is passed over. Samples are judged as they come, so that no more than some of them are in memory.
 */
export async function judgeCases<Case>(
  call: Call,
  catalogue: Catalogue,
  lines: Kinds,
  caseOf: (lineId: string) => Case | undefined,
  judge: (sample: LineToJudge, wanted: Case, options: Options) => Outcome,
): Promise<JudgedLine[]> {
  const shared = sharedOutcomes();
  const outcomes = lines.lineIds.map((): Outcome | null => null);
  let firstKind = 0;
  for await (const samples of lines.samples()) {
    const options = await optionsKnown(call, catalogue, samples);
    const known = samples.map(() => new Map<Case, Outcome>());
    await mapInTurns(placesOf(lines.kindOf, firstKind, samples.length), (place) => {
      const kind = (lines.kindOf[place] ?? 0) - firstKind;
      const [sample, judged] = [samples[kind], known[kind]];
      const wanted = caseOf(lines.lineIds[place] ?? '');
      if (!sample || !judged || wanted === undefined) return;
      const outcome = judged.get(wanted) ?? shared(judge(sample, wanted, options));
      judged.set(wanted, outcome);
      outcomes[place] = outcome;
    });
    firstKind += samples.length;
  }
  return lines.lineIds.flatMap((id, place) => {
    const outcome = outcomes[place];
    return outcome ? [{ id, version: lines.versions[place] ?? 0, outcome }] : [];
  });
}

/** The places of the lines that are of one of so many kinds. */
function placesOf(kindOf: number[], first: number, count: number): number[] {
  const places: number[] = [];
  for (let place = 0; place < kindOf.length; place += 1) {
    const kind = kindOf[place] ?? -1;
    if (kind >= first && kind < first + count) places.push(place);
  }
  return places;
}

import type { Catalogue } from '../catalogue/contract.ts';
import type { Call } from '../platform/call.ts';
import { mapInTurns } from '../platform/in-turns.ts';
import type { OptionChange, When } from './contract.ts';
import { wantedChangeOf } from './effective-change.ts';
import { optionsKnown } from './former-options.ts';
import type { LinesByKind } from './lines-by-kind.ts';
import { atOnce, plannedOutcomeOf } from './planned-outcome.ts';
import type { JudgedLine } from './quote.ts';

/** What a change does to each of these lines: each kind of line is judged and priced once, as of when it begins. */
export async function judgeKinds(
  call: Call,
  catalogue: Catalogue,
  lines: LinesByKind,
  change: OptionChange,
  at: Date,
  when: When = atOnce,
): Promise<JudgedLine[]> {
  const options = await optionsKnown(call, catalogue, lines.samples);
  const wanted = wantedChangeOf(catalogue, change);
  const outcomes = await mapInTurns(lines.samples, (sample) =>
    plannedOutcomeOf(catalogue, sample, wanted, when, at, options),
  );
  return lines.lineIds.flatMap((id, place) => {
    const outcome = outcomes[lines.kindOf[place] ?? -1];
    return outcome ? [{ id, version: lines.versions[place] ?? 0, outcome }] : [];
  });
}

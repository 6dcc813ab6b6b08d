import type { Catalogue } from '../catalogue/contract.ts';
import type { Call } from '../platform/call.ts';
import type { OptionChange, When } from './contract.ts';
import { wantedChangeOf } from './effective-change.ts';
import { judgeCases } from './judge-cases.ts';
import type { Kinds } from './lines-by-kind.ts';
import { atOnce, plannedOutcomeOf } from './planned-outcome.ts';
import type { JudgedLine } from './quote.ts';

/** What a change does to each of these lines: each kind of line is judged and priced once, as of when it begins. */
export async function judgeKinds(
  call: Call,
  catalogue: Catalogue,
  lines: Kinds,
  change: OptionChange,
  at: Date,
  when: When = atOnce,
): Promise<JudgedLine[]> {
  const wanted = wantedChangeOf(catalogue, change);
  return judgeCases(
    call,
    catalogue,
    lines,
    () => wanted,
    (sample, wish, options) => plannedOutcomeOf(catalogue, sample, wish, when, at, options),
  );
}

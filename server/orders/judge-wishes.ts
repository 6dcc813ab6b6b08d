import type { Catalogue } from '../catalogue/contract.ts';
import type { Call } from '../platform/call.ts';
import type { OptionChange, When } from './contract.ts';
import { wantedChangeOf } from './effective-change.ts';
import { judgeCases } from './judge-cases.ts';
import type { Kinds } from './lines-by-kind.ts';
import { plannedOutcomeOf } from './planned-outcome.ts';
import type { JudgedLine } from './quote.ts';
import { withinChange } from './undo.ts';

/** What is wanted where it differs from line to line: the distinct changes, and which of them (from 0) each line is to have. */
export type Wishes = { changes: OptionChange[]; of: Map<string, number> };

/** What his own wish does to each of these lines. `change`: what of all of it is wanted still. Each kind of line and each wish is judged once. */
export async function judgeWishes(
  call: Call,
  catalogue: Catalogue,
  lines: Kinds,
  { wishes, change }: { wishes: Wishes; change: OptionChange },
  at: Date,
  when: When,
): Promise<JudgedLine[]> {
  const wanted = wishes.changes.map((each) => wantedChangeOf(catalogue, withinChange(each, change)));
  return judgeCases(
    call,
    catalogue,
    lines,
    (id) => wanted[wishes.of.get(id) ?? -1],
    (sample, wish, options) => plannedOutcomeOf(catalogue, sample, wish, when, at, options),
  );
}

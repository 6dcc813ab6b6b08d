import type { Catalogue } from '../catalogue/contract.ts';
import type { Call } from '../platform/call.ts';
import { mapInTurns } from '../platform/in-turns.ts';
import type { OptionChange, When } from './contract.ts';
import { wantedChangeOf } from './effective-change.ts';
import { optionsKnown } from './former-options.ts';
import type { LinesByKind } from './lines-by-kind.ts';
import type { Outcome } from './outcome.ts';
import { plannedOutcomeOf } from './planned-outcome.ts';
import type { JudgedLine } from './quote.ts';
import { withinChange } from './undo.ts';

/** What is wanted where it differs from line to line: the distinct changes, and which of them (from 0) each line is to have. */
export type Wishes = { changes: OptionChange[]; of: Map<string, number> };

/** What his own wish does to each of these lines. `change`: what of all of it is wanted still. Each kind of line and each wish is judged once. */
export async function judgeWishes(
  call: Call,
  catalogue: Catalogue,
  lines: LinesByKind,
  { wishes, change }: { wishes: Wishes; change: OptionChange },
  at: Date,
  when: When,
): Promise<JudgedLine[]> {
  const options = await optionsKnown(call, catalogue, lines.samples);
  const wanted = wishes.changes.map((each) => wantedChangeOf(catalogue, withinChange(each, change)));
  const known = new Map<string, Outcome>();
  const judged = await mapInTurns(lines.lineIds, (id, place): JudgedLine[] => {
    const [kind, wish] = [lines.kindOf[place] ?? -1, wishes.of.get(id) ?? -1];
    const [sample, wants] = [lines.samples[kind], wanted[wish]];
    if (!sample || !wants) return [];
    const key = `${kind} ${wish}`;
    const outcome = known.get(key) ?? plannedOutcomeOf(catalogue, sample, wants, when, at, options);
    known.set(key, outcome);
    return [{ id, version: lines.versions[place] ?? 0, outcome }];
  });
  return judged.flat();
}

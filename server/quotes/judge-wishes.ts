import type { Catalogue } from '../catalogue/contract.ts';
import type { Call } from '../platform/call.ts';
import type { Group, OptionChange, When } from './contract.ts';
import { type Wanted, wantedChangeOf } from './effective-change.ts';
import type { Options } from './former-options.ts';
import { judgeCases } from './judge-cases.ts';
import type { Kinds } from './lines-by-kind.ts';
import { leftOutFor, type Outcome } from './outcome.ts';
import type { LineToJudge } from './pending.ts';
import { plannedOutcomeOf } from './planned-outcome.ts';
import type { JudgedLine } from './quote.ts';
import { withinChange } from './undo.ts';

/** What is wanted where it differs from line to line: the distinct changes, and which of them (from 0) each line is to have. */
export type Wishes = {
  changes: OptionChange[];
  of: Map<string, number>;
  /** Each change is that of one group of lines. */
  groups?: Group[];
};

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
  const wantedOfAny = wantedChangeOf(catalogue, change);
  return judgeCases(
    call,
    catalogue,
    lines,
    (id) => wanted[wishes.of.get(id) ?? -1],
    (sample, wish, options) =>
      isEmpty(wish) ? nothingWantedOf(sample, options) : judge(sample, wish, options),
  );

  function judge(sample: LineToJudge, wish: Wanted, options: Options): Outcome {
    return plannedOutcomeOf(catalogue, sample, wish, when, at, options);
  }

  /** A line that nothing can be done to says why, by what is wanted of the others. */
  function nothingWantedOf(sample: LineToJudge, options: Options): Outcome {
    const [reason] = sample.status === 'active' ? [] : judge(sample, wantedOfAny, options).reasons;
    return leftOutFor(reason ?? { option: null, code: 'nothing-wanted', values: {} });
  }
}

function isEmpty({ add, remove, status }: Wanted): boolean {
  return add.length + remove.length === 0 && !status;
}

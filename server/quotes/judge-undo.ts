import type { Catalogue } from '../catalogue/contract.ts';
import type { Call, Person } from '../platform/call.ts';
import type { OptionChange, When } from './contract.ts';
import { wantedChangeOf } from './effective-change.ts';
import type { Options } from './former-options.ts';
import { judgeCases } from './judge-cases.ts';
import type { Kinds } from './lines-by-kind.ts';
import { leftOutFor, type Outcome } from './outcome.ts';
import type { LineToJudge } from './pending.ts';
import { plannedOutcomeOf } from './planned-outcome.ts';
import type { JudgedLine } from './quote.ts';
import { type UndoneItems, undoneItems } from './undo-list.ts';
import { type Undoing, undoingOf, withinChange } from './undo.ts';

/** What undoing an order does to each of these lines. `change`: what of it is wanted; `done`: what it did, where that was read already. Each kind of line and each way back is judged once. */
export async function judgeUndo(
  call: Call<Person>,
  catalogue: Catalogue,
  lines: Kinds,
  { orderId, change, done }: { orderId: string; change: OptionChange; done?: UndoneItems[] | undefined },
  at: Date,
  when: When,
): Promise<JudgedLine[]> {
  const groups = done ?? (await undoneItems(call, orderId, lines.lineIds));
  const undoings = groups.map(({ steps }) => undoingOf(steps));
  const undoingBy = new Map(
    groups.flatMap(({ lineIds }, group) => lineIds.map((id) => [id, undoings[group]] as const)),
  );
  return judgeCases(call, catalogue, lines, (id) => undoingBy.get(id), judge);

  function judge(sample: LineToJudge, undoing: Undoing, options: Options): Outcome {
    if ('reason' in undoing) return leftOutFor(undoing.reason);
    const wanted = wantedChangeOf(catalogue, withinChange(undoing.change, change));
    return plannedOutcomeOf(catalogue, sample, wanted, when, at, options);
  }
}

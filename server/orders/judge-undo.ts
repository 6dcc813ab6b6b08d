import type { Catalogue } from '../catalogue/contract.ts';
import type { Call, Person } from '../platform/call.ts';
import type { OptionChange, When } from './contract.ts';
import { wantedChangeOf } from './effective-change.ts';
import { optionsKnown } from './former-options.ts';
import type { LinesByKind } from './lines-by-kind.ts';
import { leftOutFor, type Outcome } from './outcome.ts';
import { plannedOutcomeOf } from './planned-outcome.ts';
import type { JudgedLine } from './quote.ts';
import { type UndoneItems, undoneItems } from './undo-list.ts';
import { type Undoing, undoingOf, withinChange } from './undo.ts';

/** What undoing an order does to each of these lines. `change`: what of it is wanted; `done`: what it did, where that was read already. Each kind of line and each way back is judged once. */
export async function judgeUndo(
  call: Call<Person>,
  catalogue: Catalogue,
  lines: LinesByKind,
  { orderId, change, done }: { orderId: string; change: OptionChange; done?: UndoneItems[] | undefined },
  at: Date,
  when: When,
): Promise<JudgedLine[]> {
  const options = await optionsKnown(call, catalogue, lines.samples);
  const groups = done ?? (await undoneItems(call, orderId, lines.lineIds));
  const undoings = groups.map(({ steps }) => undoingOf(steps));
  const groupOf = new Map(groups.flatMap(({ lineIds }, group) => lineIds.map((id) => [id, group] as const)));
  const known = new Map<string, Outcome>();
  return lines.lineIds.flatMap((id, place) => {
    const kind = lines.kindOf[place] ?? -1;
    const group = groupOf.get(id) ?? -1;
    const [sample, undoing] = [lines.samples[kind], undoings[group]];
    if (!sample || !undoing) return [];
    const key = `${kind} ${group}`;
    const outcome = known.get(key) ?? judge(undoing, sample);
    known.set(key, outcome);
    return [{ id, version: lines.versions[place] ?? 0, outcome }];
  });

  function judge(undoing: Undoing, sample: LinesByKind['samples'][number]): Outcome {
    if ('reason' in undoing) return leftOutFor(undoing.reason);
    const wanted = wantedChangeOf(catalogue, withinChange(undoing.change, change));
    return plannedOutcomeOf(catalogue, sample, wanted, when, at, options);
  }
}

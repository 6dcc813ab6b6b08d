import {
  type CostCentreWords,
  type HolderWords,
  type Named,
  nameCostCentres,
  nameHolders,
  targetsHeld,
} from '../holders/holders.ts';
import type { Call, Person } from '../platform/call.ts';
import { mapInTurns } from '../platform/in-turns.ts';
import { type AssignmentWish, isHolder, type PlannedWish, type TargetWords } from './assignment-wish.ts';
import type { TakenImport } from './check-store.ts';
import type { WishedRow } from './join-rows.ts';
import type { BadRow } from './read-row.ts';

/** Rows whose lines are asked at once. */
const batch = 2000;

/** Who or what each row means. Of several the one whom its line has that day, as when a list of the portal comes back; where nobody can know, it is bad. */
export async function nameTargets(
  call: Call<Person>,
  { addsUnknown }: Pick<TakenImport, 'addsUnknown'>,
  rows: WishedRow<AssignmentWish>[],
): Promise<{ good: WishedRow<PlannedWish>[]; bad: BadRow[] }> {
  const distinct = new Map<string, TargetWords>();
  const keys = await mapInTurns(rows, ({ wish }) => {
    const key = JSON.stringify(wish.words);
    distinct.set(key, wish.words);
    return key;
  });
  const words = [...distinct.values()];
  const named: Named<TargetWords>[] = words.every(isHolder)
    ? await nameHolders(call, words satisfies HolderWords[])
    : await nameCostCentres(call, words.filter(isCostCentre), { adds: addsUnknown });
  const namedBy = new Map([...distinct.keys()].map((key, place) => [key, named[place]]));
  const good: WishedRow<PlannedWish>[] = [];
  const bad: BadRow[] = [];
  const unsure: Unsure[] = [];
  await mapInTurns(rows, (asked, place) => {
    const target = namedBy.get(keys[place] ?? '');
    if (!target) return;
    if (!('wrong' in target)) good.push(planned(asked, target.id, target.added));
    else if (target.mayBe) unsure.push({ asked, ...target, mayBe: target.mayBe });
    else bad.push({ row: asked.row, code: target.wrong, written: target.written });
  });
  for (let at = 0; at < unsure.length; at += batch) {
    const some = unsure.slice(at, at + batch);
    const days = some.map(({ asked: { lineId, wish } }) => ({ lineId, day: wish.from }));
    const held = await targetsHeld(call, 'holder', days);
    for (const [place, { asked, wrong, written, mayBe }] of some.entries()) {
      const there = held[place];
      if (there && mayBe.includes(there)) good.push(planned(asked, there, null));
      else bad.push({ row: asked.row, code: wrong, written });
    }
  }
  return { good, bad };
}

type Unsure = { asked: WishedRow<AssignmentWish>; wrong: string; written: string; mayBe: string[] };

function planned(
  { row, lineId, written, wish: { from, until } }: WishedRow<AssignmentWish>,
  targetId: string,
  added: TargetWords | null,
): WishedRow<PlannedWish> {
  return { row, lineId, written, wish: { targetId, added, from, until } };
}

function isCostCentre(words: TargetWords): words is CostCentreWords {
  return !isHolder(words);
}

import { catalogueAt, currentCatalogue, judgeChange, servicesOfLine } from '../catalogue/catalogue.ts';
import type { Call } from '../platform/call.ts';
import {
  optionsKnown,
  linesByKind,
  type LineToJudge,
  type ItemAction,
  outcomeOf,
  type Wanted,
} from '../quotes/quotes.ts';
import { isOperatorItem, saysStill } from './correction.ts';
import type { KeptFailure } from './failure.ts';
import type { FailedItem } from './item-list.ts';
import { writeFailures } from './order-store.ts';
import { wantedAgain } from './wanted-again.ts';

/**
 * Which failed items of one order are still possible, by the terms under which the order was given, on the lines as they are with
 * everything that is pending. The others stay failed and say why. The lines are locked by the caller.
 */
export async function keepPossible(
  call: Call,
  items: FailedItem[],
): Promise<{ possible: FailedItem[]; refused: number }> {
  const judged = await judgeAgain(call, items);
  const refused = judged.filter(({ verdict }) => !verdict.allowed);
  await writeFailures(
    call,
    refused.map(({ item, verdict }) => ({ id: item.id, failure: whyNot(item, verdict) })),
  );
  const possible = judged.filter(({ verdict }) => verdict.allowed).map(({ item }) => item);
  return { possible, refused: refused.length };
}

type Verdict = { allowed: boolean; reasons: NonNullable<KeptFailure['reasons']> };

type JudgedItem = { item: FailedItem; verdict: Verdict };

async function judgeAgain(call: Call, items: FailedItem[]): Promise<JudgedItem[]> {
  const [first] = items;
  if (!first) return [];
  const catalogue = await catalogueAt(call, first.catalogueVersion);
  const lines = await linesByKind(
    call,
    items.map(({ lineId }) => lineId),
  );
  const known = new Map<string, Verdict>();
  const toNetworkAlone = items.some(({ actions }) => isOperatorItem(actions));
  const hasStill = toNetworkAlone ? await networkOf(call, lines.samples) : () => false;
  return items.flatMap((item, place) => {
    const kind = lines.kindOf[place] ?? -1;
    const line = lines.samples[kind];
    if (!line) return [];
    if (isOperatorItem(item.actions))
      return [{ item, verdict: { allowed: hasStill(line, item.actions), reasons: [] } }];
    const change = wantedAgain(item.actions);
    const key = `${kind} ${JSON.stringify(change)}`;
    const verdict = known.get(key) ?? verdictOn(line, change);
    known.set(key, verdict);
    return [{ item, verdict }];
  });

  function verdictOn(line: LineToJudge, change: Wanted): Verdict {
    if (!change.status) return judgeChange(catalogue, line, change, call.now);
    const { eligible, reasons } = outcomeOf(catalogue, line, line.cycleDay, change, call.now);
    return { allowed: eligible, reasons };
  }
}

/**
 * Whether what an item tells the network alone is still what a line has. Where something else is under way it may not be so for long: the comparison
 * with the network finds what is left.
 */
async function networkOf(
  call: Call,
  samples: LineToJudge[],
): Promise<(line: LineToJudge, actions: ItemAction[]) => boolean> {
  const catalogue = await currentCatalogue(call);
  const options = await optionsKnown(call, catalogue, samples);
  return (line, actions) =>
    line.openItems === 0 && saysStill(actions, servicesOfLine(catalogue, line, options));
}

function whyNot(item: FailedItem, { reasons }: Verdict): KeptFailure {
  if (isOperatorItem(item.actions)) return { code: 'corrected-anew', values: {}, temporary: false };
  return { code: 'no-longer-possible', values: {}, temporary: false, reasons };
}

import { clusterCounts, currentCatalogue, type LineGroup, signatureOf } from '../catalogue/catalogue.ts';
import { type Catalogue, lineFacts } from '../catalogue/contract.ts';
import { factsOfLines } from '../fleet/fleet.ts';
import { selectLineIds } from '../finding/finding.ts';
import type { Selection } from '../finding/contract.ts';
import type { Call, Person } from '../platform/call.ts';
import { mapInTurns } from '../platform/in-turns.ts';
import { texts } from '../platform/texts.ts';
import type { OptionGroup, OptionStates } from './contract.ts';
import { endsOfOptions } from './kind-list.ts';
import { type Kinds, sortByKind } from './lines-by-kind.ts';
import { refuseTooMany, ruleOfGuide } from './make-quote.ts';
import { type CountedGroup, groupsToChange, keyOf } from './mixed-selection.ts';
import { type ClusterCounts, type OnlyLine, tallyOptions } from './option-tally.ts';
import type { LineToJudge } from './pending.ts';

const mostLinesNamed = 200;
const mostSamples = 200;
const numbersOfGroup = 3;

/**
 * What can be done with each option on the chosen lines, group by group: on how many it is active, can be added, can be removed, is under
 * way, and why not on the rest. Lines that the rules cannot tell apart are judged once.
 */
export async function tellOptionStates(
  call: Call<Person>,
  { selection }: { selection: Selection },
  { mixedSelection } = ruleOfGuide,
): Promise<OptionStates> {
  const lines = await sortByKind(call, refuseTooMany(await selectLineIds(call, selection)));
  const groups = groupsToChange(await lines.traits(), mixedSelection);
  const catalogue = await currentCatalogue(call);
  const counted = new Map(
    groups.map((group) => [
      keyOf(group),
      { clusters: clusterCounts(catalogue, call.now), samples: new Map() },
    ]),
  );
  const first = await countLines(lines, counted, call.now);
  const lineCount = lines.lineIds.length;
  const only = lineCount === 1 ? { line: first, ends: await endsOfOptions(call, first.id) } : null;
  const firstOf = await firstOfGroups(lines, groups);
  const shown = lines.lineIds.slice(0, mostLinesNamed);
  const named = await namedLines(call, [...new Set([...shown, ...[...firstOf.values()].flat()])]);
  const told: OptionGroup[] = [];
  for (const group of groups) {
    const numbers = (firstOf.get(keyOf(group)) ?? []).flatMap((id) => named.get(id)?.msisdn ?? []);
    told.push(await groupAnswer(call, catalogue, { ...group, numbers }, counted, only));
  }
  return {
    lineCount,
    lines: shown.flatMap((id) => named.get(id) ?? []),
    groups: told,
  };
}

async function groupAnswer(
  call: Call<Person>,
  catalogue: Catalogue,
  { count, ...group }: CountedGroup & { numbers: string[] },
  counted: CountedLines,
  only: OnlyLine | null,
): Promise<OptionGroup> {
  const mine = counted.get(keyOf(group));
  if (!mine) throw new Error(`the group ${keyOf(group)} was not counted`);
  const { clusters, samples } = mine;
  return {
    ...group,
    lineCount: count,
    options: await tallyOptions(catalogue, clusters, only, call.now, texts(call.actor.locale)),
    samples: samples.size > mostSamples ? null : [...samples.values()].map(factsOfGroup),
  };
}

/** The ids of the first lines of each group, in the order of the selection. */
async function firstOfGroups(lines: Kinds, groups: CountedGroup[]): Promise<Map<string, string[]>> {
  const first = new Map(groups.map((group) => [keyOf(group), new Array<string>()]));
  const groupOfKind: string[] = [];
  for (const group of await lines.groups()) for (const kind of group.places) groupOfKind[kind] = keyOf(group);
  for (const [at, id] of lines.lineIds.entries()) {
    const mine = first.get(groupOfKind[lines.kindOf[at] ?? -1] ?? '');
    if (mine && mine.length < numbersOfGroup) mine.push(id);
  }
  return first;
}

async function namedLines(
  call: Call<Person>,
  lineIds: string[],
): Promise<Map<string, OptionStates['lines'][number]>> {
  const lines = await factsOfLines(call, lineIds);
  return new Map(
    lines.map(({ id, msisdn, holderName, billingAccountNumber, planCode }) => [
      id,
      { id, msisdn, holderName, billingAccountNumber, planCode },
    ]),
  );
}

/** The lines of each group by clusters, and by what the rules tell apart: kinds that differ only in prices are one. */
type CountedLines = Map<string, { clusters: ClusterCounts; samples: Map<string, LineGroup> }>;

/** Counts the lines of each kind in their groups; answers the first line. Of more samples than can be told one too many is kept. */
async function countLines(lines: Kinds, counted: CountedLines, now: Date): Promise<LineToJudge> {
  let first: LineToJudge | undefined;
  let kind = 0;
  for await (const samples of lines.samples()) {
    first ??= samples[0];
    const before = kind;
    await mapInTurns(samples, (line, place) => {
      const count = lines.counts[before + place] ?? 0;
      const mine = counted.get(keyOf(line));
      if (!mine) return;
      mine.clusters.add({ line, lines: count });
      if (mine.samples.size > mostSamples) return;
      const signature = signatureOf(line, now);
      const known = mine.samples.get(signature);
      mine.samples.set(signature, { line: known?.line ?? line, lines: (known?.lines ?? 0) + count });
    });
    kind += samples.length;
  }
  if (!first) throw new Error('an empty selection was not refused');
  return first;
}

/** What the rules need and nothing more. */
function factsOfGroup({ line, lines }: LineGroup) {
  return { facts: lineFacts.parse(line), count: lines };
}

import { clusterCounts, currentCatalogue, type LineGroup, signatureOf } from '../catalogue/catalogue.ts';
import { lineFacts } from '../catalogue/contract.ts';
import { factsOfLines, selectLineIds } from '../fleet/fleet.ts';
import type { Selection } from '../fleet/contract.ts';
import type { Call, Person } from '../platform/call.ts';
import { mapInTurns } from '../platform/in-turns.ts';
import { texts } from '../platform/texts.ts';
import type { OptionStates } from './contract.ts';
import { endsOfOptions } from './kind-list.ts';
import { type Kinds, sortByKind } from './lines-by-kind.ts';
import { refuseTooMany } from './make-quote.ts';
import { refuseMixed } from './mixed-selection.ts';
import { type ClusterCounts, tallyOptions } from './option-tally.ts';
import type { LineToJudge } from './pending.ts';

const mostLinesNamed = 200;
const mostGroups = 200;

/**
 * What can be done with each option on the chosen lines: on how many it is active, can be added, can be removed, is under way, and why
 * not on the rest. Lines that the rules cannot tell apart are judged once.
 */
export async function tellOptionStates(
  call: Call<Person>,
  { selection }: { selection: Selection },
): Promise<OptionStates> {
  const lines = await sortByKind(call, refuseTooMany(await selectLineIds(call, selection)));
  refuseMixed(await lines.traits());
  const catalogue = await currentCatalogue(call);
  const clusters = clusterCounts(catalogue, call.now);
  const { first, groups } = await countLines(lines, clusters, call.now);
  const lineCount = lines.lineIds.length;
  const spoken = texts(call.actor.locale);
  const only = lineCount === 1 ? { line: first, ends: await endsOfOptions(call, first.id) } : null;
  return {
    lineCount,
    subscriptionKind: first.subscriptionKind,
    status: first.status,
    lines: await namedLines(call, lines.lineIds.slice(0, mostLinesNamed)),
    options: await tallyOptions(catalogue, clusters, only, call.now, spoken),
    groups: groups?.map(factsOfGroup) ?? null,
  };
}

async function namedLines(call: Call<Person>, lineIds: string[]): Promise<OptionStates['lines']> {
  const lines = await factsOfLines(call, lineIds);
  return lines.map(({ id, msisdn, holderName, billingAccountNumber, planCode }) => ({
    id,
    msisdn,
    holderName,
    billingAccountNumber,
    planCode,
  }));
}

/**
 * Counts the lines of each kind by clusters, and in groups that the rules tell apart: kinds that differ only in prices are one. Null when
 * there are too many groups to tell.
 */
async function countLines(
  lines: Kinds,
  clusters: ClusterCounts,
  now: Date,
): Promise<{ first: LineToJudge; groups: LineGroup[] | null }> {
  const groups = new Map<string, LineGroup>();
  let first: LineToJudge | undefined;
  let kind = 0;
  for await (const samples of lines.samples()) {
    first ??= samples[0];
    const before = kind;
    await mapInTurns(samples, (line, place) => {
      const count = lines.counts[before + place] ?? 0;
      clusters.add({ line, lines: count });
      if (groups.size > mostGroups) return;
      const signature = signatureOf(line, now);
      const known = groups.get(signature);
      groups.set(signature, { line: known?.line ?? line, lines: (known?.lines ?? 0) + count });
    });
    kind += samples.length;
  }
  if (!first) throw new Error('an empty selection was not refused');
  return { first, groups: groups.size > mostGroups ? null : [...groups.values()] };
}

/** What the rules need and nothing more. */
function factsOfGroup({ line, lines }: LineGroup) {
  return { facts: lineFacts.parse(line), count: lines };
}

import { currentCatalogue, type LineGroup, signatureOf } from '../catalogue/catalogue.ts';
import { lineFacts } from '../catalogue/contract.ts';
import { factsOfLines, selectLineIds } from '../fleet/fleet.ts';
import type { Selection } from '../fleet/contract.ts';
import type { Call, Person } from '../platform/call.ts';
import { texts } from '../platform/texts.ts';
import type { OptionStates } from './contract.ts';
import { endsOfOptions } from './kind-list.ts';
import { countsOfKinds, type LinesByKind, linesByKind } from './lines-by-kind.ts';
import { refuseTooMany } from './make-quote.ts';
import { refuseMixed } from './mixed-selection.ts';
import { tallyOptions } from './option-tally.ts';

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
  const lines = await linesByKind(call, refuseTooMany(await selectLineIds(call, selection)));
  refuseMixed(lines);
  const [first] = lines.samples;
  if (!first) throw new Error('an empty selection was not refused');
  const catalogue = await currentCatalogue(call);
  const groups = groupsOf(lines, call.now);
  const lineCount = lines.lineIds.length;
  const spoken = texts(call.actor.locale);
  const only = lineCount === 1 ? { line: first, ends: await endsOfOptions(call, first.id) } : null;
  return {
    lineCount,
    subscriptionKind: first.subscriptionKind,
    status: first.status,
    lines: await namedLines(call, lines.lineIds.slice(0, mostLinesNamed)),
    options: await tallyOptions(catalogue, groups, only, call.now, spoken),
    groups: groups.length > mostGroups ? null : groups.map(factsOfGroup),
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

/** Kinds that differ only in prices are one group for the rules. */
function groupsOf(lines: LinesByKind, now: Date): LineGroup[] {
  const groups = new Map<string, LineGroup>();
  const counts = countsOfKinds(lines);
  lines.samples.forEach((line, kind) => {
    const signature = signatureOf(line, now);
    const before = groups.get(signature);
    groups.set(signature, { line: before?.line ?? line, lines: (before?.lines ?? 0) + (counts[kind] ?? 0) });
  });
  return [...groups.values()];
}

/** What the rules need and nothing more. */
function factsOfGroup({ line, lines }: LineGroup) {
  return { facts: lineFacts.parse(line), count: lines };
}

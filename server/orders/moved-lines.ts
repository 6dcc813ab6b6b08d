import { isDeepStrictEqual } from 'node:util';
import { catalogueAt } from '../catalogue/catalogue.ts';
import type { Catalogue } from '../catalogue/contract.ts';
import { factsOfLines, lockLines, movedLines, visibleLineIds } from '../fleet/fleet.ts';
import type { Call, Person } from '../platform/call.ts';
import { Refusal } from '../platform/refusal.ts';
import { texts } from '../platform/texts.ts';
import type { MovedLine } from './contract.ts';
import { wantedChangeOf } from './effective-change.ts';
import { type Outcome, outcomeJudge } from './outcome.ts';
import { type LineToJudge, linesToJudge } from './pending.ts';
import { quoteLine } from './quote-answer.ts';
import type { EligiblePart, QuoteHead } from './quote-store.ts';

/** So many lines are told one by one when they moved; the count is exact. */
const mostTold = 200;

/**
 * Locks the lines of an order to be, and refuses it when one of them is no longer as it was quoted: `lines-moved`, with what is different.
 * A line that changed in a way that makes no difference to this order is no reason to refuse.
 */
export async function lockAsQuoted(call: Call<Person>, quote: QuoteHead, part: EligiblePart): Promise<void> {
  await lockOrTellGone(call, quote, part);
  const movedIds = await movedLines(call, part.lineIds, part.lineVersions);
  if (movedIds.length === 0) return;
  const catalogue = await catalogueAt(call, quote.catalogueVersion);
  // As of the moment of the quote: its prices hold until it expires, also over midnight.
  const judge = outcomeJudge(catalogue, wantedChangeOf(catalogue, quote.change), quote.madeAt);
  const quoted = quotedOutcomes(part);
  const lines = await linesToJudge(call, movedIds);
  const moved = lines.flatMap((line) => {
    const before = quoted.get(line.id);
    const now = judge(line, line.cycleDay);
    return before && !isDeepStrictEqual(before, now) ? [{ line, before, now }] : [];
  });
  if (moved.length === 0) return;
  const told = moved.slice(0, mostTold).map((one) => movedLine(call, catalogue, one));
  throw linesMoved(moved.length, told);
}

async function lockOrTellGone(call: Call<Person>, quote: QuoteHead, part: EligiblePart): Promise<void> {
  try {
    await lockLines(call, part.lineIds);
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 404) throw error;
    const here = new Set(await visibleLineIds(call, part.lineIds));
    const gone = part.lineIds.filter((id) => !here.has(id));
    throw linesMoved(gone.length, await goneLines(call, quote, part, gone.slice(0, mostTold)));
  }
}

/** Told by their number only: whatever they are now is not for this person. */
async function goneLines(
  call: Call<Person>,
  quote: QuoteHead,
  part: EligiblePart,
  gone: string[],
): Promise<MovedLine[]> {
  const catalogue = await catalogueAt(call, quote.catalogueVersion);
  const quoted = quotedOutcomes(part);
  const lines = await factsOfLines({ ...call, actor: { kind: 'system', name: 'orders' } }, gone);
  return lines.flatMap(({ id, msisdn }) => {
    const before = quoted.get(id);
    const named = { id, msisdn, holderName: '', billingAccountNumber: '' };
    const line = before && quoteLine(texts(call.actor.locale), catalogue, named, before);
    return line ? [{ lineId: id, msisdn, differences: ['gone'], quoted: line, present: null }] : [];
  });
}

function quotedOutcomes({ lineIds, lineOutcomes, outcomes }: EligiblePart): Map<string, Outcome> {
  return new Map(
    lineIds.flatMap((id, place) => {
      const outcome = outcomes[(lineOutcomes[place] ?? 0) - 1];
      return outcome ? [[id, outcome] as const] : [];
    }),
  );
}

function movedLine(
  call: Call<Person>,
  catalogue: Catalogue,
  { line, before, now }: { line: LineToJudge; before: Outcome; now: Outcome },
): MovedLine {
  const spoken = texts(call.actor.locale);
  return {
    lineId: line.id,
    msisdn: line.msisdn,
    differences: differencesOf(before, now),
    quoted: quoteLine(spoken, catalogue, line, before),
    present: quoteLine(spoken, catalogue, line, now),
  };
}

function differencesOf(before: Outcome, now: Outcome): MovedLine['differences'] {
  if (before.eligible !== now.eligible) return ['eligibility'];
  const differences: MovedLine['differences'] = [];
  if (!isDeepStrictEqual(pricesOf(before), pricesOf(now))) differences.push('price');
  if (!isDeepStrictEqual(stepsOf(before), stepsOf(now)) || differences.length === 0)
    differences.push('actions');
  return differences;
}

function pricesOf({ now, proRata, monthly }: Outcome) {
  return [now, proRata, monthly];
}

function stepsOf({ actions }: Outcome) {
  return actions.map(({ action, code, parameters }) => ({ action, code, parameters }));
}

function linesMoved(count: number, lines: MovedLine[]): Refusal {
  return new Refusal(
    409,
    'lines-moved',
    '{count, plural, one {# number has changed since you checked the prices. Nothing was ordered: see what is different now.} other {# numbers have changed since you checked the prices. Nothing was ordered: see what is different now.}}',
    { values: { count }, extra: { lines } },
  );
}

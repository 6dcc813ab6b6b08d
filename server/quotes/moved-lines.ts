import { isDeepStrictEqual } from 'node:util';
import { catalogueAt } from '../catalogue/catalogue.ts';
import type { Catalogue } from '../catalogue/contract.ts';
import { factsOfLines, lockLines, movedLines, visibleLineIds } from '../fleet/fleet.ts';
import type { Call, Person } from '../platform/call.ts';
import { Refusal } from '../platform/refusal.ts';
import { texts } from '../platform/texts.ts';
import type { MovedLine } from './contract.ts';
import { judgeKinds } from './judge-kinds.ts';
import { judgeUndo } from './judge-undo.ts';
import { judgeWishes } from './judge-wishes.ts';
import { sortByKind } from './lines-by-kind.ts';
import type { Outcome } from './outcome.ts';
import { quoteLine } from './quote-answer.ts';
import { type EligiblePart, type QuoteHead, quotedWishes } from './quote-store.ts';

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
  const quoted = quotedOutcomes(part);
  // As of the moment of the quote: its prices hold until it expires, also over midnight.
  const { change, madeAt, when, undoes } = quote;
  const lines = await sortByKind(call, movedIds, madeAt, when.starts);
  const wishes = await quotedWishes(call, quote.id);
  const present = await judge();
  const moved = present.flatMap(({ id, outcome }) => {
    const before = quoted.get(id);
    return before && !isDeepStrictEqual(before, outcome) ? [{ id, before, now: outcome }] : [];
  });
  if (moved.length === 0) return;
  throw linesMoved(moved.length, await told(call, catalogue, moved.slice(0, mostTold)));

  function judge() {
    if (undoes) return judgeUndo(call, catalogue, lines, { orderId: undoes.orderId, change }, madeAt, when);
    if (wishes) return judgeWishes(call, catalogue, lines, { wishes, change }, madeAt, when);
    return judgeKinds(call, catalogue, lines, change, madeAt, when);
  }
}

type Moved = { id: string; before: Outcome; now: Outcome };

async function told(call: Call<Person>, catalogue: Catalogue, moved: Moved[]): Promise<MovedLine[]> {
  const spoken = texts(call.actor.locale);
  const lines = await factsOfLines(
    call,
    moved.map(({ id }) => id),
  );
  return lines.flatMap((line, place) => {
    const one = moved[place];
    if (!one) return [];
    return {
      lineId: line.id,
      msisdn: line.msisdn,
      differences: differencesOf(one.before, one.now),
      quoted: quoteLine(spoken, catalogue, line, one.before),
      present: quoteLine(spoken, catalogue, line, one.now),
    };
  });
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

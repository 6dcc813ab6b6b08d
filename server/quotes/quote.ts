import { Decimal } from 'decimal.js';
import { z } from 'zod';
import { totalOf } from '../catalogue/catalogue.ts';
import { changeSchema, type Group, groupShape, moneySchema, type OptionChange } from './contract.ts';
import { leftOutReason, type Outcome } from './outcome.ts';

/** The money of a quote or an order, euro: as the customer saw and confirmed it. */
export const totals = z.object({
  now: moneySchema,
  proRata: z.string(),
  monthly: moneySchema,
  vatRate: z.string(),
  /** How many numbers it is for, where some were left out since. */
  numbers: z.int().optional(),
});
export type Totals = z.infer<typeof totals>;

const leftOutCounts = z.array(z.object({ reason: leftOutReason, count: z.int() }));

const quotedGroup = z.object({
  ...groupShape,
  change: changeSchema,
  lineCount: z.int(),
  eligibleCount: z.int(),
  now: z.string(),
  proRata: z.string(),
  monthly: z.string(),
  leftOut: leftOutCounts,
});
export type QuotedGroup = z.infer<typeof quotedGroup>;

/** `quote.totals`: the money, when the first and the last line begin, what is taken away again at the end, and why lines are left out,
 * most frequent first. */
export const quoteTotals = totals.extend({
  startsAt: z.string().nullable().default(null),
  lastStartsAt: z.string().nullable().default(null),
  end: totals.extend({ at: z.string(), itemCount: z.int() }).nullable().default(null),
  leftOut: leftOutCounts,
  /** What holds for each group of lines, where there are several. Amounts excl. VAT. */
  groups: z.array(quotedGroup).nullable().default(null),
  /** Of an undo: passes that were bought and stay. */
  passesKept: z.int().default(0),
});
export type QuoteTotals = z.infer<typeof quoteTotals>;

/** What an order keeps of them. */
export function moneyOnly({ now, proRata, monthly, vatRate }: Totals): Totals {
  return { now, proRata, monthly, vatRate };
}

/** A line with what a change does to it. */
export type JudgedLine = { id: string; version: number; outcome: Outcome };

/** What is kept of a dry run: each distinct outcome once, and which one (from 1) each line has; lines left out come first. */
export type QuoteContent = {
  lineIds: string[];
  lineVersions: number[];
  lineOutcomes: number[];
  outcomes: Outcome[];
  eligibleCount: number;
  totals: QuoteTotals;
};

/** The groups of a quote over several: what is wanted of each, and which of them (from 0) each line is in. */
export type Grouping = { groups: (Group & { change: OptionChange })[]; of: Map<string, number> };

/** Puts judged lines together. Lines keep their order within those left out and those eligible. */
export function quoteContentOf(
  lines: JudgedLine[],
  vatRate: string,
  grouping: Grouping | null = null,
): QuoteContent {
  const sorted = [
    ...lines.filter(({ outcome }) => !outcome.eligible),
    ...lines.filter(({ outcome }) => outcome.eligible),
  ];
  const register = outcomeRegister();
  const lineOutcomes = sorted.map(({ outcome }) => register.placeOf(outcome));
  const { outcomes } = register;
  const counts = countPlaces(lineOutcomes, outcomes.length);
  return {
    lineIds: sorted.map(({ id }) => id),
    lineVersions: sorted.map(({ version }) => version),
    lineOutcomes,
    outcomes,
    eligibleCount: lines.filter(({ outcome }) => outcome.eligible).length,
    totals: {
      ...totalsOf(outcomes, counts, vatRate),
      ...startsOf(outcomes),
      end: endOf(outcomes, counts, vatRate),
      leftOut: leftOutOf(outcomes, counts),
      groups: grouping && groupsOf(grouping, sorted, lineOutcomes, outcomes, vatRate),
      passesKept: 0,
    },
  };
}

/** Many lines share one object, and different lines may have outcomes that read the same: each is kept once. */
function outcomeRegister() {
  const outcomes: Outcome[] = [];
  const byObject = new Map<Outcome, number>();
  const byText = new Map<string, number>();
  const placeOf = (outcome: Outcome): number => {
    const known = byObject.get(outcome);
    if (known !== undefined) return known;
    const text = JSON.stringify(outcome);
    const place = byText.get(text) ?? outcomes.push(outcome);
    byText.set(text, place);
    byObject.set(outcome, place);
    return place;
  };
  return { outcomes, placeOf };
}

function countPlaces(places: number[], size: number): number[] {
  const counts = Array.from({ length: size }, () => 0);
  for (const place of places) counts[place - 1] = (counts[place - 1] ?? 0) + 1;
  return counts;
}

function groupsOf(
  { groups, of }: Grouping,
  lines: JudgedLine[],
  lineOutcomes: number[],
  outcomes: Outcome[],
  vatRate: string,
): QuotedGroup[] {
  const places = groups.map((): number[] => []);
  lines.forEach(({ id }, at) => places[of.get(id) ?? -1]?.push(lineOutcomes[at] ?? 0));
  return groups.map(({ subscriptionKind, status, change }, group) => {
    const mine = places[group] ?? [];
    const counts = countPlaces(mine, outcomes.length);
    const { now, proRata, monthly } = totalsOf(outcomes, counts, vatRate);
    return {
      subscriptionKind,
      status,
      change,
      lineCount: mine.length,
      eligibleCount: mine.filter((place) => outcomes[place - 1]?.eligible).length,
      now: now.excl,
      proRata,
      monthly: monthly.excl,
      leftOut: leftOutOf(outcomes, counts),
    };
  });
}

/** The money of a change over so many lines of each outcome. VAT is computed once on the sums. */
export function totalsOf(
  outcomes: Pick<Outcome, 'now' | 'proRata' | 'monthly'>[],
  counts: number[],
  vatRate: string,
): Totals {
  const times = (amount: string, place: number) => new Decimal(amount).times(counts[place] ?? 0).toFixed(4);
  const total = totalOf(
    outcomes.map(({ now, monthly }, place) => ({
      dueNow: times(now, place),
      monthly: times(monthly, place),
    })),
    vatRate,
  );
  const proRata = outcomes.reduce((sum, each, place) => sum.plus(times(each.proRata, place)), new Decimal(0));
  return { ...moneyOf(total), proRata: proRata.isZero() ? '0.00' : proRata.toFixed(2), vatRate };
}

/** The money of summed amounts excl. VAT. */
export function totalsOfSums(
  sums: { now: string; proRata: string; monthly: string },
  vatRate: string,
): Totals {
  const total = totalOf([{ dueNow: sums.now, monthly: sums.monthly }], vatRate);
  return { ...moneyOf(total), proRata: new Decimal(sums.proRata).plus(0).toFixed(2), vatRate };
}

function moneyOf({ dueNow, monthly }: ReturnType<typeof totalOf>) {
  const amount = ({ excl, vat, incl }: typeof dueNow) => ({ excl, vat, incl });
  return { now: amount(dueNow), monthly: amount(monthly) };
}

function startsOf(outcomes: Outcome[]) {
  const starts = outcomes.flatMap(({ startsAt }) => startsAt ?? []).toSorted();
  return { startsAt: starts[0] ?? null, lastStartsAt: starts.at(-1) ?? null };
}

function endOf(outcomes: Outcome[], counts: number[], vatRate: string): QuoteTotals['end'] {
  const ending = outcomes.flatMap(({ end }, place) => (end ? [{ end, count: counts[place] ?? 0 }] : []));
  const [first] = ending;
  if (!first) return null;
  const ends = ending.map(({ end }) => end);
  const money = totalsOf(
    ends,
    ending.map(({ count }) => count),
    vatRate,
  );
  const itemCount = ending.reduce((sum, { count }) => sum + count, 0);
  return { ...money, at: first.end.startsAt, itemCount };
}

const mostReasons = 50;

function leftOutOf(outcomes: Outcome[], counts: number[]): QuoteTotals['leftOut'] {
  const byText = new Map<string, QuoteTotals['leftOut'][number]>();
  outcomes.forEach(({ reasons }, place) => {
    if (!counts[place]) return;
    for (const reason of reasons) {
      const text = JSON.stringify(reason);
      const known = byText.get(text) ?? { reason, count: 0 };
      byText.set(text, { reason, count: known.count + (counts[place] ?? 0) });
    }
  });
  return [...byText.values()].toSorted((a, b) => b.count - a.count).slice(0, mostReasons);
}

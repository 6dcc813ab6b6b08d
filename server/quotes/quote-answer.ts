import { type Catalogue, lineStatusCode } from '../catalogue/contract.ts';
import { factsOfLines } from '../fleet/fleet.ts';
import type { Call, Person } from '../platform/call.ts';
import { type Texts, texts } from '../platform/texts.ts';
import type { OptionChange, Quote, QuoteLine } from './contract.ts';
import type { Outcome } from './outcome.ts';
import { listPlannedNear } from './planned-near-list.ts';
import { type QuoteHead, quotedLines } from './quote-store.ts';
import type { QuoteTotals } from './quote.ts';
import { actionAnswer, reasonAnswer } from './reason-words.ts';
import { clockChangesOf } from './when.ts';

export type PageOf = { page: number; size: number; part?: 'all' | 'left-out' | 'eligible' };

/** A quote as its maker sees it, with one page of its lines. */
export async function quoteAnswer(
  call: Call<Person>,
  catalogue: Catalogue,
  quote: QuoteHead,
  { page, size, part = 'all' }: PageOf,
): Promise<Quote> {
  const spoken = texts(call.actor.locale);
  const { leftOut, end, passesKept, groups, ...totals } = quote.totals;
  const counted = (each: QuoteTotals['leftOut'][number]) => ({
    reason: reasonAnswer(spoken, catalogue, each.reason, null),
    count: each.count,
  });
  return {
    id: quote.id,
    madeAt: quote.madeAt.toISOString(),
    expiresAt: quote.expiresAt.toISOString(),
    change: quote.change,
    ...quote.when,
    clockChanges: clockChangesOf(quote.when),
    end: end && { at: end.at, itemCount: end.itemCount, now: end.now, monthly: end.monthly },
    plannedNear: await listPlannedNear(call, quote.id, codesNear(catalogue, quote.change)),
    lineCount: quote.lineCount,
    eligibleCount: quote.eligibleCount,
    leftOutCount: quote.lineCount - quote.eligibleCount,
    ...totals,
    leftOut: leftOut.map(counted),
    groups: groups && groups.map((group) => ({ ...group, leftOut: group.leftOut.map(counted) })),
    undoes: quote.undoes && { ...quote.undoes, passesKept },
    lines: await linesOfPage(call, catalogue, spoken, quote, { page, size, part }),
    page,
    size,
  };
}

async function linesOfPage(
  call: Call<Person>,
  catalogue: Catalogue,
  spoken: Texts,
  quote: QuoteHead,
  { page, size, part = 'all' }: PageOf,
): Promise<QuoteLine[]> {
  // lines left out stand first
  const leftOut = quote.lineCount - quote.eligibleCount;
  const first = (part === 'eligible' ? leftOut : 0) + (page - 1) * size;
  const end = part === 'left-out' ? leftOut : quote.lineCount;
  const quoted = await quotedLines(call, quote.id, first, Math.max(0, Math.min(size, end - first)));
  const lines = await factsOfLines(
    call,
    quoted.map(({ lineId }) => lineId),
  );
  const byId = new Map(lines.map((line) => [line.id, line]));
  return quoted.flatMap(({ lineId, outcome, wish }) => {
    const line = byId.get(lineId);
    const group = quote.totals.groups && wish;
    return line ? [quoteLine(spoken, catalogue, line, outcome, group)] : [];
  });
}

/** The options of a change, and those that exclude them or need them or are needed or excluded by them. */
export function codesNear(catalogue: Catalogue, change: OptionChange): string[] {
  const named = new Set([...change.add.map(({ code }) => code), ...change.remove]);
  const near = catalogue.options.flatMap(({ code, excludes, requires }) => {
    const others = [...excludes, ...requires];
    if (named.has(code)) return [code, ...others];
    return others.some((other) => named.has(other)) ? [code] : [];
  });
  return [...new Set([...named, ...near, ...(change.status ? [lineStatusCode] : [])])];
}

type NamedLine = { id: string; msisdn: string; holderName: string; billingAccountNumber: string };

/** One line of a quote with what was judged of it. */
export function quoteLine(
  spoken: Texts,
  catalogue: Catalogue,
  line: NamedLine,
  outcome: Outcome,
  group: number | null = null,
): QuoteLine {
  return {
    lineId: line.id,
    msisdn: line.msisdn,
    holderName: line.holderName,
    billingAccountNumber: line.billingAccountNumber,
    eligible: outcome.eligible,
    reasons: outcome.reasons.map((reason) => reasonAnswer(spoken, catalogue, reason, outcome.wayOut)),
    actions: outcome.actions.map(actionAnswer),
    now: outcome.now,
    proRata: outcome.proRata,
    monthly: outcome.monthly,
    group,
  };
}

import type { HeldOption } from '../catalogue/contract.ts';
import type { Call } from '../platform/call.ts';
import { notFound } from '../platform/refusal.ts';
import type { LineStatus, Product } from './contract.ts';
import { findActiveOptions, findFacts, type OptionRow } from './facts-store.ts';

/** An option as a line holds it, with the monthly price (euro excl. VAT) and the catalogue version it was bought under. */
export type TermsOfOption = HeldOption & { monthlyPrice: string; catalogueVersion: number };

/** What judging, pricing and carrying out a change needs to know of a line. It is a `LineFacts` of the catalogue's rules. */
export type LineForChange = {
  id: string;
  organisationId: string;
  billingAccountId: string;
  billingAccountNumber: string;
  /** Day of the month, Europe/Brussels, on which its billing cycle begins. */
  cycleDay: number;
  msisdn: string;
  iccid: string;
  holderName: string;
  planCode: string;
  subscriptionKind: string;
  product: Product;
  status: LineStatus;
  /** Why it is suspended; null when it is not, or nobody said. */
  statusReason: string | null;
  /** Grows with each change of the line and with each order for it. */
  version: number;
  openItems: number;
  activeOptions: TermsOfOption[];
};

/**
 * The lines in the order of `lineIds`. What open orders will change is not in it: orders knows and adds that.
 * 404 when one does not exist or the person may not see it.
 */
export async function factsOfLines(call: Call, lineIds: string[]): Promise<LineForChange[]> {
  const lines = await findFacts(call, lineIds);
  if (lines.length !== lineIds.length) throw notFound();
  const options = byLine(await findActiveOptions(call, lineIds));
  return lines.map((line) => ({ ...line, activeOptions: options.get(line.id) ?? [] }));
}

/** Active options by line id; several of one pass count as one entry: the terms are those of the latest. */
function byLine(rows: OptionRow[]): Map<string, TermsOfOption[]> {
  const lines = new Map<string, TermsOfOption[]>();
  for (const row of rows) {
    const options = lines.get(row.line_id) ?? [];
    lines.set(row.line_id, options);
    const same = options.at(-1)?.code === row.option_code ? options.pop() : undefined;
    options.push({
      code: row.option_code,
      since: same?.since ?? row.active_since.toISOString(),
      minimumTermEnd: later(same?.minimumTermEnd, row.minimum_term_end),
      count: (same?.count ?? 0) + 1,
      parameters: textsOf(row.parameters),
      monthlyPrice: row.monthly_price,
      catalogueVersion: row.catalogue_version,
    });
  }
  return lines;
}

function later(known: string | null | undefined, next: Date | null): string | null {
  const candidate = next?.toISOString() ?? null;
  if (!known || !candidate) return known ?? candidate;
  return known > candidate ? known : candidate;
}

/** The rules compare parameters as text. */
function textsOf(parameters: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).map(([code, value]) => [code, String(value)]));
}

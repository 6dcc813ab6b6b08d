import { sql } from 'kysely';
import type { HeldOption } from '../catalogue/contract.ts';
import type { Call } from '../platform/call.ts';
import { notFound } from '../platform/refusal.ts';
import type { LineStatus, Product } from './contract.ts';
import { whatMayBeSeen } from './store.ts';

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
  const found = await sql<Omit<LineForChange, 'activeOptions'>>`
    SELECT line.id, line.organisation_id AS "organisationId", line.billing_account_id AS "billingAccountId",
      line.billing_account_number AS "billingAccountNumber", billing_account.cycle_day AS "cycleDay",
      line.msisdn, line.iccid, line.holder_name AS "holderName", line.plan_code AS "planCode",
      line.subscription_kind AS "subscriptionKind", line.product, line.status,
      line_state.version, line_state.open_items AS "openItems"
    FROM unnest(${lineIds}::uuid[]) WITH ORDINALITY AS wanted (id, place)
    JOIN line ON line.id = wanted.id
    JOIN line_state ON line_state.line_id = line.id
    JOIN billing_account ON billing_account.id = line.billing_account_id
    WHERE ${whatMayBeSeen(call.actor, 'line')}
    ORDER BY wanted.place`.execute(call.db);
  if (found.rows.length !== lineIds.length) throw notFound();
  const options = await optionsOfLines(call, lineIds);
  return found.rows.map((line) => ({ ...line, activeOptions: options.get(line.id) ?? [] }));
}

type OptionRow = {
  line_id: string;
  option_code: string;
  parameters: Record<string, unknown>;
  monthly_price: string;
  catalogue_version: number;
  active_since: Date;
  minimum_term_end: Date | null;
};

/** Active options by line id; several of one pass count as one entry: the terms are those of the latest. */
async function optionsOfLines(call: Call, lineIds: string[]): Promise<Map<string, TermsOfOption[]>> {
  const held = await sql<OptionRow>`
    SELECT line_option.line_id, line_option.option_code, line_option.parameters, line_option.monthly_price,
      line_option.catalogue_version, line_option.active_since, line_option.minimum_term_end
    FROM unnest(${[...new Set(lineIds)]}::uuid[]) AS wanted (id)
    JOIN line_option ON line_option.line_id = wanted.id AND line_option.ended_at IS NULL
    ORDER BY line_option.line_id, line_option.option_code, line_option.active_since, line_option.id`.execute(
    call.db,
  );
  const byLine = new Map<string, TermsOfOption[]>();
  for (const row of held.rows) {
    const options = byLine.get(row.line_id) ?? [];
    byLine.set(row.line_id, options);
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
  return byLine;
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

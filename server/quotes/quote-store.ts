import { sql } from 'kysely';
import { z } from 'zod';
import type { Call, Person } from '../platform/call.ts';
import { changeSchema, type OptionChange, type When, whenSchema } from './contract.ts';
import type { Wishes } from './judge-wishes.ts';
import { leftOutReason, type LeftOutReason, type Outcome, outcome } from './outcome.ts';
import { type QuoteContent, quoteTotals, type QuoteTotals } from './quote.ts';

/** A quote without its lines. */
export type QuoteHead = {
  id: string;
  madeAt: Date;
  expiresAt: Date;
  change: OptionChange;
  when: When;
  /** The order that it reverses. */
  undoes: { orderId: string; number: number } | null;
  catalogueVersion: number;
  lineCount: number;
  eligibleCount: number;
  totals: QuoteTotals;
};

export type NewQuote = {
  id: string;
  madeAt: Date;
  expiresAt: Date;
  change: OptionChange;
  when: When;
  undoesOrderId: string | null;
  catalogueVersion: number;
  content: QuoteContent;
  /** null: the same change on all lines. */
  wishes: Wishes | null;
};

/** Writes a quote of the person; one of the same id is replaced. */
export async function writeQuote(call: Call<Person>, quote: NewQuote): Promise<void> {
  const { content, wishes } = quote;
  const written = {
    made_at: quote.madeAt,
    expires_at: quote.expiresAt,
    change: JSON.stringify(quote.change),
    starts: JSON.stringify(quote.when.starts),
    until: quote.when.until,
    undoes_order_id: quote.undoesOrderId,
    catalogue_version: quote.catalogueVersion,
    line_ids: content.lineIds,
    line_versions: content.lineVersions,
    line_outcomes: content.lineOutcomes,
    outcomes: JSON.stringify(content.outcomes),
    eligible_count: content.eligibleCount,
    totals: JSON.stringify(content.totals),
    wishes: wishes && JSON.stringify(wishes.changes),
    line_wishes: wishes && content.lineIds.map((id) => wishes.of.get(id) ?? 0),
  };
  await call.db
    .insertInto('quote')
    .values({
      id: quote.id,
      organisation_id: call.actor.organisationId,
      made_by: call.actor.personId,
      ...written,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(written))
    .execute();
}

const undone = z.object({ orderId: z.string(), number: z.int() }).nullable();

/** The head of a quote that this person made and that has not expired. `lock` keeps others from submitting it meanwhile. */
export async function findQuote(
  call: Call<Person>,
  quoteId: string,
  lock: 'lock' | 'read',
): Promise<QuoteHead | undefined> {
  const query = call.db
    .selectFrom('quote')
    .select([
      'id',
      'made_at as madeAt',
      'expires_at as expiresAt',
      'change',
      'starts',
      'until',
      sql`(SELECT jsonb_build_object('orderId', o.id, 'number', o.number)
        FROM product_order o WHERE o.id = quote.undoes_order_id)`.as('undoes'),
      'catalogue_version as catalogueVersion',
      sql<number>`cardinality(line_ids)`.as('lineCount'),
      'eligible_count as eligibleCount',
      'totals',
    ])
    .where('id', '=', quoteId)
    .where('organisation_id', '=', call.actor.organisationId)
    .where('made_by', '=', call.actor.personId);
  const row = await (lock === 'lock' ? query.forUpdate() : query).executeTakeFirst();
  return (
    row && {
      ...row,
      change: changeSchema.parse(row.change),
      when: whenSchema.parse(row),
      undoes: undone.parse(row.undoes),
      totals: quoteTotals.parse(row.totals),
    }
  );
}

/** Some of its lines with what was judged of each, by place (from 0), and which wish is theirs, where wishes differ. */
export async function quotedLines(
  call: Call,
  quoteId: string,
  from: number,
  count: number,
): Promise<{ lineId: string; outcome: Outcome; wish: number | null }[]> {
  const found = await sql<{ line_id: string; outcome: unknown; wish: number | null }>`
    SELECT quoted.line_id, quote.outcomes -> (quoted.outcome - 1) AS outcome, quoted.wish
    FROM quote, unnest(quote.line_ids[${from + 1}::integer : ${from + count}::integer],
      quote.line_outcomes[${from + 1}::integer : ${from + count}::integer],
      quote.line_wishes[${from + 1}::integer : ${from + count}::integer]) WITH ORDINALITY AS quoted (line_id, outcome, wish, place)
    WHERE quote.id = ${quoteId} ORDER BY quoted.place`.execute(call.db);
  return found.rows.map((row) => ({
    lineId: row.line_id,
    outcome: outcome.parse(row.outcome),
    wish: row.wish,
  }));
}

/** All the line ids of a quote, in its order. */
export async function quotedLineIds(call: Call, quoteId: string): Promise<string[]> {
  const row = await call.db
    .selectFrom('quote')
    .select('line_ids')
    .where('id', '=', quoteId)
    .executeTakeFirst();
  return row?.line_ids ?? [];
}

/** What is wanted of each line of a quote, where that differs; null: the same change on all. */
export async function quotedWishes(call: Call, quoteId: string): Promise<Wishes | null> {
  const row = await call.db
    .selectFrom('quote')
    .select(['line_ids', 'wishes', 'line_wishes', 'totals'])
    .where('id', '=', quoteId)
    .executeTakeFirst();
  if (!row?.line_wishes) return null;
  const { line_ids: lineIds, line_wishes: places } = row;
  const { groups } = quoteTotals.parse(row.totals);
  return {
    ...(groups
      ? { groups: groups.map(({ subscriptionKind, status }) => ({ subscriptionKind, status })) }
      : {}),
    changes: z.array(changeSchema).parse(row.wishes),
    of: new Map(lineIds.map((id, place) => [id, places[place] ?? 0])),
  };
}

const whyLeftOut = z.object({ reasons: z.array(leftOutReason), wayOut: outcome.shape.wayOut });

/** The lines that a quote leaves out, those for the same reasons together. */
export async function leftOutPart(
  call: Call,
  quoteId: string,
): Promise<{ reasons: LeftOutReason[]; wayOut: Outcome['wayOut']; lineIds: string[] }[]> {
  const part = sql`[1 : cardinality(quote.line_ids) - quote.eligible_count]`;
  const found = await sql<{ outcome: unknown; lineIds: string[] }>`
    SELECT quote.outcomes -> (left_out.outcome - 1) AS outcome, left_out.ids AS "lineIds"
    FROM quote, LATERAL (
      SELECT each.outcome, array_agg(each.line_id) AS ids
      FROM unnest(quote.line_ids${part}, quote.line_outcomes${part}) AS each (line_id, outcome)
      GROUP BY each.outcome
    ) AS left_out
    WHERE quote.id = ${quoteId}`.execute(call.db);
  return found.rows.map(({ outcome, lineIds }) => ({ ...whyLeftOut.parse(outcome), lineIds }));
}

/** What an order is made of: the eligible lines, their versions then, and what is to be done to each. */
export type EligiblePart = {
  lineIds: string[];
  lineVersions: number[];
  lineOutcomes: number[];
  outcomes: Outcome[];
};

export async function eligiblePart(call: Call, quoteId: string): Promise<EligiblePart> {
  const part = sql`[cardinality(line_ids) - eligible_count + 1 : cardinality(line_ids)]`;
  const found = await sql<Omit<EligiblePart, 'outcomes'> & { outcomes: unknown }>`
    SELECT line_ids${part} AS "lineIds", line_versions${part} AS "lineVersions",
      line_outcomes${part} AS "lineOutcomes", outcomes
    FROM quote WHERE id = ${quoteId}`.execute(call.db);
  const row = found.rows[0];
  if (!row) throw new Error(`the quote ${quoteId} is gone while it is submitted`);
  return { ...row, outcomes: z.array(outcome).parse(row.outcomes) };
}

/** Deletes what nobody can submit any more; answers how many. */
export async function deleteExpiredQuotes(call: Call): Promise<number> {
  const gone = await call.db.deleteFrom('quote').where('expires_at', '<', call.now).executeTakeFirst();
  return Number(gone.numDeletedRows);
}

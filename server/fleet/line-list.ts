import { sql } from 'kysely';
import { withinScope } from '../organisations/organisations.ts';
import type { Call, Person } from '../platform/call.ts';
import type { LineFilter, LineList, LineListQuery } from './contract.ts';
import { lineFits } from './line-filter.ts';
import { rowColumns, rowOf, type StoredRow } from './line-row.ts';
import { listOrder, type LineSort } from './line-sort.ts';

/** A page of the lines that fit, how many fit in all, and the oldest truth in all that the person sees. */
export async function listLines(call: Call<Person>, query: LineListQuery): Promise<LineList> {
  const { page, size } = query;
  const [rows, syncedAt] = await Promise.all([pageOf(call, query, query, page, size), oldestTruth(call)]);
  const total = await totalOf(call, query, rows.length, page, size);
  return { lines: rows.map(rowOf), total, page, size, syncedAt: syncedAt?.toISOString() ?? null };
}

/** Ids first, by an index in the order of the list; only the rows of the page are then looked up. */
async function pageOf(
  call: Call<Person>,
  filter: LineFilter,
  sort: LineSort,
  page: number,
  size: number,
): Promise<StoredRow[]> {
  const found = await sql<StoredRow>`
    SELECT ${rowColumns}
    FROM (SELECT line.id FROM line WHERE ${lineFits(call.actor, filter)}
      ORDER BY ${listOrder(sort)} LIMIT ${size} OFFSET ${(page - 1) * size}) AS page
    JOIN line ON line.id = page.id JOIN line_state ON line_state.line_id = page.id
    ORDER BY ${listOrder(sort)}`.execute(call.db);
  return found.rows;
}

/** Counts only when the page itself does not tell: it is the dearer of the two. */
async function totalOf(
  call: Call<Person>,
  filter: LineFilter,
  rows: number,
  page: number,
  size: number,
): Promise<number> {
  if (rows < size && (rows > 0 || page === 1)) return (page - 1) * size + rows;
  const counted = await sql<{ total: number }>`
    SELECT count(*) AS total FROM line WHERE ${lineFits(call.actor, filter)}`.execute(call.db);
  return counted.rows[0]?.total ?? 0;
}

/** The first entry of each customer number in an index by time, instead of a look at every line. */
async function oldestTruth(call: Call<Person>): Promise<Date | null> {
  const found = await sql<{ oldest: Date | null }>`
    SELECT min(first.synced_at) AS oldest
    FROM (SELECT id, id AS billing_account_id, organisation_id FROM billing_account) AS account
    CROSS JOIN LATERAL (SELECT synced_at FROM line_state WHERE line_state.billing_account_id = account.id
      ORDER BY synced_at LIMIT 1) AS first
    WHERE ${withinScope(call.actor, 'account')}`.execute(call.db);
  return found.rows[0]?.oldest ?? null;
}

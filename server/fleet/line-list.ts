import { type RawBuilder, sql } from 'kysely';
import { withinScope } from '../organisations/organisations.ts';
import type { Call, Person } from '../platform/call.ts';
import type { LineFilter, LineListQuery, LineRow, LineStatus, Product } from './contract.ts';
import { lineFits } from './filter-store.ts';

/** Ids first, by an index in the order of the list; only the rows of the page are then looked up. */
export async function linesOfPage(
  call: Call<Person>,
  filter: LineFilter,
  sort: LineSort,
  { page, size }: { page: number; size: number },
): Promise<StoredRow[]> {
  const fits = await lineFits(call, filter);
  const found = await sql<StoredRow>`
    SELECT ${rowColumns}
    FROM (SELECT line.id FROM line WHERE ${fits}
      ORDER BY ${listOrder(sort)} LIMIT ${size} OFFSET ${(page - 1) * size}) AS page
    JOIN line ON line.id = page.id JOIN line_state ON line_state.line_id = page.id
    ORDER BY ${listOrder(sort)}`.execute(call.db);
  return found.rows;
}

/**
 * The same of what few lines fit, with how many do: all hits first. In order of the list PostgreSQL would go through the lines until a page
 * is full, which it believes to be soon; hits are rarer than it can know, and it went through half of 100,000.
 */
export async function hitsOfPage(
  call: Call<Person>,
  filter: LineFilter,
  sort: LineSort,
  { page, size }: { page: number; size: number },
): Promise<{ rows: StoredRow[]; total: number | null }> {
  const fits = await lineFits(call, filter);
  const order = listOrder(sort);
  const sorted = sql.join(columns[sort.sort].map((column) => sql.ref(`line.${column}`)));
  const found = await sql<StoredRow & { hits: number }>`
    WITH hit AS MATERIALIZED (SELECT ${sorted} FROM line WHERE ${fits})
    SELECT ${rowColumns}, (SELECT count(*) FROM hit) AS hits
    FROM (SELECT line.id FROM hit AS line ORDER BY ${order} LIMIT ${size} OFFSET ${(page - 1) * size}) AS page
    JOIN line ON line.id = page.id JOIN line_state ON line_state.line_id = page.id
    ORDER BY ${order}`.execute(call.db);
  return { rows: found.rows, total: found.rows[0]?.hits ?? null };
}

/** How many lines fit in all. */
export async function countLines(call: Call<Person>, filter: LineFilter): Promise<number> {
  const fits = await lineFits(call, filter);
  const counted = await sql<{ total: number }>`
    SELECT count(*) AS total FROM line WHERE ${fits}`.execute(call.db);
  return counted.rows[0]?.total ?? 0;
}

/**
 * When the network confirmed the line that it confirmed longest ago, of all the person sees: the first entry of each customer number
 * in an index by time, instead of a look at every line.
 */
export async function oldestTruth(call: Call<Person>): Promise<Date | null> {
  const found = await sql<{ oldest: Date | null }>`
    SELECT min(first.synced_at) AS oldest
    FROM (SELECT id, id AS billing_account_id, organisation_id FROM billing_account) AS account
    CROSS JOIN LATERAL (SELECT synced_at FROM line_state WHERE line_state.billing_account_id = account.id
      ORDER BY synced_at LIMIT 1) AS first
    WHERE ${withinScope(call.actor, 'account')}`.execute(call.db);
  return found.rows[0]?.oldest ?? null;
}

export type LineSort = Pick<LineListQuery, 'sort' | 'direction'>;

/** Each has an index that begins with the organisation; what many lines share is sorted by name within. */
const columns = {
  name: ['holder_sort', 'id'],
  msisdn: ['msisdn', 'id'],
  account: ['billing_account_number', 'holder_sort', 'id'],
  product: ['product', 'holder_sort', 'id'],
  plan: ['plan_code', 'holder_sort', 'id'],
  status: ['status', 'holder_sort', 'id'],
  costCentre: ['cost_centre_code', 'holder_sort', 'id'],
} satisfies Record<LineSort['sort'], string[]>;

/** ORDER BY of the list, over `line`. The id makes the order total, so that pages neither repeat nor lose a line. */
export function listOrder({ sort, direction }: LineSort): RawBuilder<unknown> {
  const way = direction === 'asc' ? sql`ASC` : sql`DESC`;
  return sql.join(columns[sort].map((column) => sql`${sql.ref(`line.${column}`)} ${way}`));
}

/** Columns of `line` and `line_state` that a row of the list shows, for a SELECT over both. */
export const rowColumns: RawBuilder<unknown> = sql`line.id, line.msisdn, line.iccid, line.holder_name,
  line.billing_account_number, line.cost_centre_code, line.product, line.plan_code, line.subscription_kind, line.status, line.status_reason,
  line_state.option_codes, line_state.open_items, line_state.version, line_state.synced_at`;

export type StoredRow = {
  id: string;
  msisdn: string;
  iccid: string;
  holder_name: string;
  billing_account_number: string;
  cost_centre_code: string;
  product: Product;
  plan_code: string;
  subscription_kind: string;
  status: LineStatus;
  status_reason: string | null;
  option_codes: string[];
  open_items: number;
  version: number;
  synced_at: Date;
};

/** A row of the list as it is answered. */
export function rowOf(stored: StoredRow): LineRow {
  return {
    id: stored.id,
    msisdn: stored.msisdn,
    iccid: stored.iccid,
    holderName: stored.holder_name,
    billingAccountNumber: stored.billing_account_number,
    costCentreCode: stored.cost_centre_code,
    product: stored.product,
    planCode: stored.plan_code,
    subscriptionKind: stored.subscription_kind,
    status: stored.status,
    statusReason: stored.status_reason,
    optionCodes: stored.option_codes,
    changesUnderWay: stored.open_items,
    version: stored.version,
    syncedAt: stored.synced_at.toISOString(),
  };
}

import { type RawBuilder, sql } from 'kysely';
import type { Call, Person } from '../platform/call.ts';
import type { LineFilter, LineListQuery } from './contract.ts';
import { lineFits } from './filter-store.ts';
import { rowColumns, type StoredRow } from '../fleet/fleet.ts';

/** Ids first, by an index in the order of the list; only the rows of the page are then looked up. */
export async function linesOfPage(
  call: Call<Person>,
  filter: LineFilter,
  sort: LineSort,
  { page, size }: { page: number; size: number },
): Promise<StoredRow[]> {
  const fits = await lineFits(call, filter);
  const found = await sql<StoredRow>`
    SELECT ${rowColumns}, ${imsiOf(filter)}
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
    SELECT ${rowColumns}, ${imsiOf(filter)}, (SELECT count(*) FROM hit) AS hits
    FROM (SELECT line.id FROM hit AS line ORDER BY ${order} LIMIT ${size} OFFSET ${(page - 1) * size}) AS page
    JOIN line ON line.id = page.id JOIN line_state ON line_state.line_id = page.id
    ORDER BY ${order}`.execute(call.db);
  return { rows: found.rows, total: found.rows[0]?.hits ?? null };
}

/** A line may be found by its IMSI, which the list shows then. */
function imsiOf({ search }: LineFilter): RawBuilder<unknown> {
  return search ? sql`(SELECT sim.imsi FROM sim WHERE sim.iccid = line.iccid) AS imsi` : sql`NULL AS imsi`;
}

/** How many lines fit in all. */
export async function countLines(call: Call<Person>, filter: LineFilter): Promise<number> {
  const fits = await lineFits(call, filter);
  const counted = await sql<{ total: number }>`
    SELECT count(*) AS total FROM line WHERE ${fits}`.execute(call.db);
  return counted.rows[0]?.total ?? 0;
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

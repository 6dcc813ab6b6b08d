import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Call, Staff } from '../platform/call.ts';
import type { HandleRequest } from './contract.ts';
import { fits } from './fallout-list.ts';

type Selection = HandleRequest['selection'];

/** The chosen items that wait still, by order, of at most so many orders; those after one order when it is given. */
export async function listChosen(
  call: Call<Staff>,
  selection: Selection,
  after: string | undefined,
  mostOrders: number,
): Promise<{ orderId: string; itemIds: string[] }[]> {
  const { rows } = await sql<{ orderId: string; itemIds: string[] }>`
    SELECT order_id AS "orderId", array_agg(id) AS "itemIds" FROM order_item
    WHERE ${isChosen(selection)} AND ${after ? sql`order_id > ${after}` : sql`true`}
    GROUP BY order_id ORDER BY order_id LIMIT ${mostOrders}`.execute(call.db);
  return rows;
}

/** How many of the chosen items wait still in later orders than this. */
export async function countChosen(call: Call<Staff>, selection: Selection, after: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) FROM order_item WHERE ${isChosen(selection)} AND order_id > ${after}`.execute(call.db);
  return rows[0]?.count ?? 0;
}

/** What failed after it was chosen is not meant: nobody has seen it. */
function isChosen(selection: Selection): RawBuilder<SqlBool> {
  return 'itemIds' in selection
    ? sql<SqlBool>`id = ANY(${selection.itemIds}::uuid[]) AND state = 'failed'`
    : sql<SqlBool>`${fits(selection.filter)} AND ended_at <= ${selection.until}::timestamptz`;
}

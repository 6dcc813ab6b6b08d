import { sql } from 'kysely';
import type { Call } from '../platform/call.ts';

/** The actions of the open items of some lines, those of one line in the order they will be carried out. */
export async function listOpenItems(
  call: Call,
  lineIds: string[],
): Promise<{ lineId: string; actions: unknown }[]> {
  const found = await sql<{ lineId: string; actions: unknown }>`
    SELECT line_id AS "lineId", actions FROM order_item
    WHERE line_id = ANY(${lineIds}::uuid[]) AND state IN ('acknowledged', 'inProgress')
    ORDER BY line_id, sequence`.execute(call.db);
  return found.rows;
}

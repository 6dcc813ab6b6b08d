import { sql } from 'kysely';
import type { Call } from '../platform/call.ts';
import type { Import } from './contract.ts';

/** What the rows of an import ask for that can be carried out, most frequent first, at most 20. The caller has found the import within his sight. */
export async function changesOf(call: Call, importId: string): Promise<Import['changes']> {
  const found = await sql<{ add: string[] | null; remove: string[] | null; count: number }>`
    SELECT ARRAY(SELECT each ->> 'code' FROM jsonb_array_elements(wish -> 'add') AS each) AS add,
      ARRAY(SELECT jsonb_array_elements_text(wish -> 'remove')) AS remove, sum(count)::integer AS count
    FROM (
      SELECT block.wishes -> asked.wish AS wish, count(*) AS count
      FROM import_block AS block, unnest(block.rows, block.wish_of) AS asked (row, wish)
      WHERE block.import_id = ${importId}
        AND NOT EXISTS (SELECT FROM import_bad_row AS bad WHERE bad.import_id = ${importId} AND bad.row = asked.row)
      GROUP BY block.place, asked.wish, block.wishes
    ) AS counted
    GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 20`.execute(call.db);
  return found.rows.map(({ add, remove, count }) => ({ add: add ?? [], remove: remove ?? [], count }));
}

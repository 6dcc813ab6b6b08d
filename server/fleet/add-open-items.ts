import { sql } from 'kysely';
import { type Call, inTransaction } from '../platform/call.ts';
import { announceLines } from './line-news.ts';

/**
 * Writes down that an order item was opened for each of these lines; a line named twice gets two. Their version grows, so that
 * whoever quoted them before is told. Call it in the transaction that stores the items, after `lockLines`.
 */
export async function addOpenItems(caller: Call, lineIds: string[]): Promise<void> {
  await inTransaction(caller, async (call) => {
    const changed = await sql<{ organisationId: string; lineIds: string[] }>`
      WITH changed AS (
        UPDATE line_state SET open_items = open_items + opened.items, version = version + 1
        FROM (SELECT id, count(*)::integer AS items FROM unnest(${lineIds}::uuid[]) AS named (id) GROUP BY id) AS opened
        WHERE line_state.line_id = opened.id
        RETURNING line_state.organisation_id, line_state.line_id
      )
      SELECT organisation_id AS "organisationId", array_agg(line_id) AS "lineIds" FROM changed GROUP BY 1`.execute(
      call.db,
    );
    await announceLines(call, changed.rows);
  });
}

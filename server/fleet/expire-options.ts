import { sql } from 'kysely';
import { type Call, inTransaction } from '../platform/call.ts';
import { announceLines, byOrganisation } from './line-news.ts';
import { lockLines } from './lock-lines.ts';
import { activeCodes } from './option-changes.ts';

/** Lines in one transaction: small enough that an order for one of them waits only a moment. */
const batch = 500;

/**
 * Ends the options whose time is over (passes), a batch of lines in each transaction; returns how many options ended. The network
 * ends a pass by itself, so nothing is sent to it.
 */
export async function expireOptions(call: Call): Promise<number> {
  let ended = 0;
  for (;;) {
    const inBatch = await inTransaction(call, expireBatch);
    if (inBatch === 0) return ended;
    ended += inBatch;
  }
}

async function expireBatch(call: Call): Promise<number> {
  const due = await sql<{ line_id: string }>`
    SELECT line_id FROM line_option WHERE ended_at IS NULL AND active_until <= ${call.now}
    ORDER BY active_until LIMIT ${batch}`.execute(call.db);
  if (due.rows.length === 0) return 0;
  const lineIds = [...new Set(due.rows.map((row) => row.line_id))];
  await lockLines(call, lineIds);
  const ended = await sql`
    UPDATE line_option SET ended_at = active_until
    WHERE line_id = ANY(${lineIds}::uuid[]) AND ended_at IS NULL AND active_until <= ${call.now}`.execute(
    call.db,
  );
  const changed = await sql<{ organisationId: string; lineId: string }>`
    UPDATE line_state SET option_codes = ${activeCodes}, version = version + 1
    WHERE line_id = ANY(${lineIds}::uuid[])
    RETURNING organisation_id AS "organisationId", line_id AS "lineId"`.execute(call.db);
  await announceLines(call, byOrganisation(changed.rows));
  return Number(ended.numAffectedRows ?? 0);
}

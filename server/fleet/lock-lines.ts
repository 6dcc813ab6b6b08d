import { sql } from 'kysely';
import type { Call } from '../platform/call.ts';
import { notFound } from '../platform/refusal.ts';
import { whatMayBeSeen } from './store.ts';

/**
 * Locks these lines until the transaction ends, in the order that everybody locks them (by id), so that two orders over the
 * same lines wait for each other and never for ever. 404 when one does not exist or the person may not see it; the portal
 * itself (a worker) may lock any.
 */
export async function lockLines(call: Call, lineIds: string[]): Promise<void> {
  const wanted = new Set(lineIds);
  const locked = await sql`
    SELECT line_id FROM line_state
    WHERE line_id = ANY(${[...wanted]}::uuid[]) AND ${whatMayBeSeen(call.actor, 'line_state')}
    ORDER BY line_id FOR NO KEY UPDATE`.execute(call.db);
  if (locked.rows.length !== wanted.size) throw notFound();
}

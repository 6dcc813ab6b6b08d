import { sql } from 'kysely';
import type { Call } from '../platform/call.ts';

/**
 * Whether the database has no customer yet. Until the transaction ends nobody else gets an answer, so that of two starters the second
 * sees what the first has made.
 */
export async function hasNoCustomer(call: Call): Promise<boolean> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('flottille demo', 0))`.execute(call.db);
  const customers = await sql`SELECT FROM organisation LIMIT 1`.execute(call.db);
  return customers.rows.length === 0;
}

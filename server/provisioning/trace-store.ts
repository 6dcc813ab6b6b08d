import { sql } from 'kysely';
import type { Db } from '../platform/call.ts';

/** The trace that an order was submitted in, as a traceparent; null = nobody follows it. */
export async function traceOfOrder(db: Db, orderId: string): Promise<string | null> {
  const { rows } = await sql<{ traceparent: string | null }>`
    SELECT traceparent FROM product_order WHERE id = ${orderId}`.execute(db);
  return rows[0]?.traceparent ?? null;
}

import { sql } from 'kysely';
import type { Call, Staff } from '../platform/call.ts';
import { traceToStore } from '../platform/tracing.ts';
import type { Totals } from './quote.ts';

/** One act of staff goes over one company once at a time; held until the transaction ends. */
export async function lockCorrection(call: Call<Staff>, key: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`correction ${key}`}, 0))`.execute(call.db);
}

/** How many numbers the correction of this key has, when it was ordered before. */
export async function findCorrection(call: Call<Staff>, key: string): Promise<number | undefined> {
  const found = await call.db
    .selectFrom('product_order')
    .select('item_count')
    .where('requested_by', '=', call.actor.personId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
  return found?.item_count;
}

export type NewCorrection = {
  id: string;
  organisationId: string;
  idempotencyKey: string;
  catalogueVersion: number;
  totals: Totals;
  lineIds: string[];
};

/** Writes the order itself; answers its number. */
export async function insertCorrection(call: Call<Staff>, order: NewCorrection): Promise<number> {
  const { actor } = call;
  const accounts = await sql<{ ids: string[] }>`
    SELECT array_agg(DISTINCT billing_account_id) AS ids FROM line WHERE id = ANY(${order.lineIds}::uuid[])
  `.execute(call.db);
  const { number } = await call.db
    .insertInto('product_order')
    .values({
      id: order.id,
      organisation_id: order.organisationId,
      state: 'acknowledged',
      is_correction: true,
      requested_by: actor.personId,
      requested_by_name: actor.name,
      requested_at: call.now,
      locale: actor.locale,
      idempotency_key: order.idempotencyKey,
      request_hash: '',
      quote_id: null,
      billing_account_ids: accounts.rows[0]?.ids ?? [],
      catalogue_version: order.catalogueVersion,
      change: JSON.stringify({ add: [], remove: [] }),
      totals: JSON.stringify(order.totals),
      item_count: order.lineIds.length,
      traceparent: traceToStore(call),
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  return number;
}

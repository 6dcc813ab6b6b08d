import { sql } from 'kysely';
import type { EndedLineItem } from '../fleet/fleet.ts';
import type { Call, Locale, Staff } from '../platform/call.ts';
import { traceToStore } from '../platform/tracing.ts';
import type { OptionChange } from '../quotes/contract.ts';
import type { Totals } from '../quotes/quotes.ts';
import type { OperatorAct } from './contract.ts';

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

export type NewOperatorOrder = {
  id: string;
  act: OperatorAct;
  organisationId: string;
  /** Null: the portal by itself. */
  requestedBy: string | null;
  requestedByName: string;
  locale: Locale;
  idempotencyKey: string;
  catalogueVersion: number;
  change: OptionChange;
  totals: Totals;
  lineIds: string[];
  /** Nothing of it is left to do. */
  isDone: boolean;
};

/** Writes an order that no customer asked for; answers its number. */
export async function insertOperatorOrder(call: Call, order: NewOperatorOrder): Promise<number> {
  const accounts = await sql<{ ids: string[] }>`
    SELECT array_agg(DISTINCT billing_account_id) AS ids FROM line WHERE id = ANY(${order.lineIds}::uuid[])
  `.execute(call.db);
  const { number } = await call.db
    .insertInto('product_order')
    .values({
      id: order.id,
      organisation_id: order.organisationId,
      state: order.isDone ? 'completed' : 'acknowledged',
      completed_count: order.isDone ? order.lineIds.length : 0,
      ended_at: order.isDone ? call.now : null,
      operator_act: order.act,
      requested_by: order.requestedBy,
      requested_by_name: order.requestedByName,
      requested_at: call.now,
      locale: order.locale,
      idempotency_key: order.idempotencyKey,
      request_hash: '',
      quote_id: null,
      billing_account_ids: accounts.rows[0]?.ids ?? [],
      catalogue_version: order.catalogueVersion,
      change: JSON.stringify(order.change),
      totals: JSON.stringify(order.totals),
      item_count: order.lineIds.length,
      traceparent: traceToStore(call),
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  return number;
}

/** The items of an order that was done when it was written, as fleet hears of them. */
export async function itemsOfOrder(call: Call<Staff>, orderId: string): Promise<EndedLineItem[]> {
  const { rows } = await sql<EndedLineItem>`
    SELECT id, organisation_id AS "organisationId", line_id AS "lineId", state, actions, true AS "byHand"
    FROM order_item WHERE order_id = ${orderId} AND state = 'completed'`.execute(call.db);
  return rows;
}

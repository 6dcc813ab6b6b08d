import { sql } from 'kysely';
import type { Call, Locale, Person } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { traceToStore } from '../platform/tracing.ts';
import { elementOfLine, keepsGenerated, type Network } from '../provisioning/provisioning.ts';
import type { OptionChange, Starts } from '../quotes/contract.ts';
import type { Outcome, Totals } from '../quotes/quotes.ts';
import type { OrderGroup, OrderState } from './contract.ts';
import type { KeptFailure } from './failure.ts';

export type NewOrder = {
  id: string;
  idempotencyKey: string;
  requestHash: string;
  /** Null: it came with another order, to end it. */
  quoteId: string | null;
  /** Null: at once. */
  plan: { starts: Starts; startsAt: string } | null;
  /** The order whose additions it takes away again. */
  endsOrderId: string | null;
  /** The order that it reverses. */
  undoesOrderId: string | null;
  catalogueVersion: number;
  change: OptionChange;
  /** Null: lines of one kind of subscription and status, or each with a wish of its own. */
  groups: OrderGroup[] | null;
  totals: Totals;
  lineIds: string[];
};

/** Writes the order itself; answers its number. */
export async function insertOrder(call: Call<Person>, order: NewOrder): Promise<number> {
  const { actor } = call;
  const accounts = await sql<{ ids: string[] }>`
    SELECT array_agg(DISTINCT billing_account_id) AS ids FROM line WHERE id = ANY(${order.lineIds}::uuid[])
  `.execute(call.db);
  const { number } = await call.db
    .insertInto('product_order')
    .values({
      id: order.id,
      organisation_id: actor.organisationId,
      state: order.plan ? 'planned' : 'acknowledged',
      starts: order.plan && JSON.stringify(order.plan.starts),
      starts_at: order.plan?.startsAt ?? null,
      ends_order_id: order.endsOrderId,
      undoes_order_id: order.undoesOrderId,
      requested_by: actor.personId,
      requested_by_name: actor.name,
      requested_at: call.now,
      locale: actor.locale,
      idempotency_key: order.idempotencyKey,
      request_hash: order.requestHash,
      quote_id: order.quoteId,
      billing_account_ids: accounts.rows[0]?.ids ?? [],
      catalogue_version: order.catalogueVersion,
      change: JSON.stringify(order.change),
      groups: order.groups && JSON.stringify(order.groups),
      totals: JSON.stringify(order.totals),
      item_count: order.lineIds.length,
      traceparent: traceToStore(call),
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  return number;
}

export type NewItems = {
  orderId: string;
  network: Network;
  lineIds: string[];
  /** All of it is large: small changes go before it. */
  isLarge?: boolean;
  /** None of it waits behind what others ordered at once for many numbers. */
  isUrgent?: boolean;
  /** All of it is done already: the network is not told. */
  isDone?: boolean;
  /** Which of `outcomes` (from 1) each line has. */
  lineOutcomes: number[];
  outcomes: Pick<Outcome, 'actions' | 'now' | 'proRata' | 'monthly' | 'startsAt'>[];
};

/**
 * Writes the items of an order in the order of its lines, in one statement: each distinct outcome travels once, however many lines have it. One with
 * a start is planned: nothing waits behind it.
 * The lines are locked by the caller, so that no item of theirs is added or ends meanwhile.
 */
export async function insertItems(call: Call, items: NewItems): Promise<void> {
  const isDone = items.isDone ?? false;
  const doneAt = isDone ? call.now : null;
  const terms = items.outcomes.map(({ actions, now, proRata, monthly, startsAt }) => ({
    startsAt,
    actions,
    price: { now, proRata, monthly },
  }));
  await sortInMemory(call, items.lineIds.length);
  await sql`
    INSERT INTO order_item (id, organisation_id, order_id, line_id, billing_account_id, position, msisdn, iccid,
      place, actions, price, element, state, is_head, due_at, started_at,
      ended_at)
    SELECT item.id, line.organisation_id, ${items.orderId}, line.id, line.billing_account_id, item.place - 1, line.msisdn,
      line.iccid, CASE WHEN ${items.isLarge ?? false} THEN ${firstOfLarge} + item.place - 1 WHEN ${items.isUrgent ?? false} THEN 0 END, terms.value -> 'actions', terms.value -> 'price', ${elementOfLine(items.network)},
      CASE WHEN ${isDone} THEN 'completed' WHEN terms.value ->> 'startsAt' IS NULL THEN 'acknowledged' ELSE 'planned' END,
      NOT ${isDone} AND terms.value ->> 'startsAt' IS NULL AND NOT EXISTS (SELECT FROM order_item earlier
        WHERE earlier.line_id = line.id AND earlier.state IN ('acknowledged', 'inProgress')),
      coalesce((terms.value ->> 'startsAt')::timestamptz, ${call.now}), ${doneAt}::timestamptz, ${doneAt}::timestamptz
    FROM unnest(${items.lineIds.map(() => newId())}::uuid[], ${items.lineIds}::uuid[], ${items.lineOutcomes}::integer[])
        WITH ORDINALITY AS item (id, line_id, outcome, place)
      JOIN line ON line.id = item.line_id
      JOIN jsonb_array_elements(${JSON.stringify(terms)}::jsonb) WITH ORDINALITY AS terms (value, place)
        ON terms.place = item.outcome
    ORDER BY item.place`.execute(call.db);
}

/** The rows of a large order are sorted before they are written, 600 bytes each: not on disk, a tenth of the time of the INSERT. Until the transaction ends. */
async function sortInMemory(call: Call, items: number): Promise<void> {
  if (items < 5000) return;
  await sql`SELECT set_config('work_mem', '64MB', true)`.execute(call.db);
}

/** The place from which on items are of the large lane (`order_item.lane`). */
const firstOfLarge = 50;

/** Requests of one person with one key go one after the other; held until the transaction ends. */
export async function lockKey(call: Call<Person>, key: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`order ${call.actor.personId} ${key}`}, 0))`.execute(
    call.db,
  );
}

/** An order as its hearers need it, its row locked until the transaction ends. */
export type OrderCounts = {
  id: string;
  organisationId: string;
  number: number;
  state: OrderState;
  /** Null: the portal by itself. */
  requestedBy: string | null;
  locale: Locale;
  catalogueVersion: number;
  retries: number;
  itemCount: number;
  completed: number;
  failed: number;
  cancelled: number;
};

export type CountChange = { orderId: string; completed: number; failed: number; cancelled: number };

/** Adds to the counters of orders, each by one update, and answers them as they are then. Rows are locked in order of id. */
export async function addToCounts(call: Call, changes: CountChange[]): Promise<OrderCounts[]> {
  await lockOrders(
    call,
    changes.map(({ orderId }) => orderId),
  );
  const paceMoves = sql`pace_next_from < ${call.now}::timestamptz - interval '15 seconds'`;
  const counted = await sql<OrderCounts>`
    UPDATE product_order SET
      completed_count = completed_count + change.completed,
      failed_count = failed_count + change.failed,
      cancelled_count = cancelled_count + change.cancelled,
      pace_from = CASE WHEN ${paceMoves} THEN pace_next_from ELSE pace_from END,
      pace_ended = CASE WHEN ${paceMoves} THEN pace_next_ended ELSE pace_ended END,
      pace_next_from = CASE WHEN ${paceMoves} THEN ${call.now} ELSE pace_next_from END,
      pace_next_ended = CASE WHEN ${paceMoves}
        THEN completed_count + change.completed + failed_count + change.failed ELSE pace_next_ended END
    FROM unnest(${changes.map(({ orderId }) => orderId)}::uuid[], ${changes.map(({ completed }) => completed)}::integer[],
      ${changes.map(({ failed }) => failed)}::integer[], ${changes.map(({ cancelled }) => cancelled)}::integer[])
      AS change (order_id, completed, failed, cancelled)
    WHERE product_order.id = change.order_id
    RETURNING product_order.id, organisation_id AS "organisationId", number, state, requested_by AS "requestedBy", locale,
      catalogue_version AS "catalogueVersion", retries, item_count AS "itemCount", completed_count AS completed,
      failed_count AS failed, cancelled_count AS cancelled`.execute(call.db);
  return counted.rows;
}

async function lockOrders(call: Call, orderIds: string[]): Promise<void> {
  if (orderIds.length < 2) return;
  await sql`SELECT FROM product_order WHERE id = ANY(${orderIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE`.execute(
    call.db,
  );
}

/** Writes the state an order has come to; `endedAt` null while something of it is under way. Answers the trace it was submitted in. */
export async function writeState(
  call: Call,
  orderId: string,
  state: OrderState,
  endedAt: Date | null,
): Promise<{ traceparent: string | null }> {
  return call.db
    .updateTable('product_order')
    .set({ state, ended_at: endedAt, ...(endedAt ? { paused_at: null, paused_by_name: null } : {}) })
    .where('id', '=', orderId)
    .returning('traceparent')
    .executeTakeFirstOrThrow();
}

/** Brings orders of which nothing had begun under way; answers those that moved. */
export async function beginOrders(
  call: Call,
  orderIds: string[],
): Promise<{ id: string; organisationId: string }[]> {
  const begun = await sql<{ id: string; organisationId: string }>`
    UPDATE product_order SET state = 'inProgress', ${paceFromNow(call.now)}
    WHERE id = ANY(ARRAY(SELECT id FROM product_order WHERE id = ANY(${orderIds}::uuid[]) AND state = 'acknowledged'
      ORDER BY id FOR NO KEY UPDATE))
    RETURNING id, organisation_id AS "organisationId"`.execute(call.db);
  return begun.rows;
}

/** Its pace is counted from now on: it begins, goes on or does more than before. */
function paceFromNow(now: Date) {
  return sql`pace_from = ${now}, pace_next_from = ${now},
    pace_ended = completed_count + failed_count, pace_next_ended = completed_count + failed_count`;
}

/** Notes that an order waits; answers whether it does now. An order that has ended cannot wait. */
export async function writePaused(call: Call<Person>, orderId: string): Promise<boolean> {
  const result = await sql`
    UPDATE product_order SET paused_at = ${call.now}, paused_by_name = ${call.actor.name}
    WHERE id = ${orderId} AND state IN ('acknowledged', 'inProgress')`.execute(call.db);
  return result.numAffectedRows === 1n;
}

/** Notes that an order goes on. */
export async function writeResumed(call: Call, orderId: string): Promise<void> {
  await sql`
    UPDATE product_order SET paused_at = NULL, paused_by_name = NULL, ${paceFromNow(call.now)}
    WHERE id = ${orderId}`.execute(call.db);
}

/** One more run of the failed items of an order. */
export async function countRetry(call: Call, orderId: string): Promise<void> {
  await sql`UPDATE product_order SET retries = retries + 1, ${paceFromNow(call.now)} WHERE id = ${orderId}`.execute(
    call.db,
  );
}

/** Says anew why items failed. */
export async function writeFailures(
  call: Call,
  failed: { id: string; failure: KeptFailure }[],
): Promise<void> {
  if (failed.length === 0) return;
  await sql`
    UPDATE order_item SET failure = said.failure, ${keepsGenerated}
    FROM unnest(${failed.map(({ id }) => id)}::uuid[], ${failed.map(({ failure }) => JSON.stringify(failure))}::jsonb[])
      AS said (id, failure)
    WHERE order_item.id = said.id AND order_item.state = 'failed'`.execute(call.db);
}

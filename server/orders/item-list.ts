import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { withinScope, withinSight } from '../organisations/organisations.ts';
import type { Call, Person } from '../platform/call.ts';
import { type ItemAction, itemAction } from '../quotes/quotes.ts';
import { type AtNetwork, type ItemState, itemStates } from './contract.ts';

export type ItemRow = {
  id: string;
  line_id: string;
  msisdn: string;
  billing_account_number: string;
  state: ItemState;
  actions: unknown;
  at_network: AtNetwork | null;
  attempts: number;
  failure: unknown;
  due_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
  /** The order whose item of the same line comes first. */
  ahead_id: string | null;
  ahead_number: number | null;
} & ByOperator;

/** How the operator's staff ended an item that had failed; null when the network did, or nobody. */
export type ByOperator = { by_operator: 'complete' | 'cancel' | null; cancel_reason: string | null };

/** Reads `ByOperator` beside an item `i`. What staff noted on completing it is theirs alone. */
export const byOperator = {
  columns: sql.raw(`h.action AS by_operator, CASE WHEN h.action = 'cancel' THEN h.note END AS cancel_reason`),
  join: sql.raw(`LEFT JOIN LATERAL (
      SELECT handling.action, handling.note FROM handled_item JOIN handling ON handling.id = handled_item.handling_id
      WHERE handled_item.item_id = i.id AND handling.action <> 'retry'
    ) h ON i.state IN ('completed', 'cancelled')`),
};

/**
 * A page of an order's items that the person may see: failed first, then by position. The caller knows that the order
 * exists for him and how many failed items it has.
 */
export async function listItems(
  call: Call<Person>,
  orderId: string,
  wanted: { states: ItemState[]; failed: number; limit: number; offset: number },
): Promise<ItemRow[]> {
  const failed = wanted.states.includes('failed') ? wanted.failed : 0;
  const first =
    wanted.offset < failed
      ? await itemsIn(call, orderId, sql`i.state = 'failed'`, wanted.limit, wanted.offset)
      : [];
  const others = wanted.states.filter((state) => state !== 'failed');
  if (first.length === wanted.limit || others.length === 0) return first;
  const rest = await itemsIn(
    call,
    orderId,
    // Written as "not failed" when all others are wanted, so that the planner walks the index on position.
    others.length === itemStates.length - 1
      ? sql`i.state <> 'failed'`
      : sql`i.state = ANY(${others}::text[])`,
    wanted.limit - first.length,
    Math.max(0, wanted.offset - failed),
  );
  return [...first, ...rest];
}

/** What narrows the items of an order beside their state. */
export type ItemFilter = { states: ItemState[]; causes: string[] | null; search: string | null };

/** A page of the items that fit, failed first, then by position, and how many fit in all. */
export async function findItems(
  call: Call<Person>,
  orderId: string,
  filter: ItemFilter,
  page: { limit: number; offset: number },
): Promise<{ rows: ItemRow[]; total: number }> {
  const fits = sql`${whichState(filter.states)} AND ${whichCause(filter.causes)} AND ${whichNumber(filter.search)}`;
  const counted = await sql<{ failed: number; others: number }>`
    SELECT count(*) FILTER (WHERE i.state = 'failed') AS failed, count(*) FILTER (WHERE i.state <> 'failed') AS others
    FROM order_item i WHERE i.order_id = ${orderId} AND ${withinScope(call.actor, 'i')} AND ${fits}`.execute(
    call.db,
  );
  const { failed = 0, others = 0 } = counted.rows[0] ?? {};
  const { limit, offset } = page;
  const first =
    offset < failed ? await itemsIn(call, orderId, sql`i.state = 'failed' AND ${fits}`, limit, offset) : [];
  const rest =
    first.length < limit && others > 0
      ? await itemsIn(
          call,
          orderId,
          sql`i.state <> 'failed' AND ${fits}`,
          limit - first.length,
          Math.max(0, offset - failed),
        )
      : [];
  return { rows: [...first, ...rest], total: failed + others };
}

function whichState(states: ItemState[]): RawBuilder<unknown> {
  return states.length === itemStates.length ? sql`true` : sql`i.state = ANY(${states}::text[])`;
}

function whichCause(causes: string[] | null): RawBuilder<unknown> {
  return causes === null
    ? sql`true`
    : sql`i.state = 'failed' AND i.failure ->> 'code' = ANY(${causes}::text[])`;
}

/** `0492 01 00 03`, `+32 492 01`, `100003`: the zeros in front are no part of a number as it is kept. */
function whichNumber(search: string | null): RawBuilder<unknown> {
  if (search === null) return sql`true`;
  const digits = search.replaceAll(/\D/g, '').replace(/^0+/, '');
  return digits === '' ? sql`false` : sql`i.msisdn LIKE ${`%${digits}%`}`;
}

/** Why the failed items that the person may see failed, most frequent first, each code once with one item's words for it. */
export async function countCauses(
  call: Call<Person>,
  orderId: string,
): Promise<{ failure: unknown; count: number }[]> {
  const found = await sql<{ failure: unknown; count: number }>`
    SELECT (array_agg(i.failure - 'reasons'))[1] AS failure, count(*) AS count
    FROM order_item i
    WHERE i.order_id = ${orderId} AND i.state = 'failed' AND ${withinScope(call.actor, 'i')}
    GROUP BY i.failure ->> 'code' ORDER BY 2 DESC, i.failure ->> 'code'`.execute(call.db);
  return found.rows;
}

async function itemsIn(
  call: Call<Person>,
  orderId: string,
  which: RawBuilder<unknown>,
  limit: number,
  offset: number,
): Promise<ItemRow[]> {
  const found = await sql<ItemRow>`
    SELECT i.id, i.line_id, i.msisdn, b.number AS billing_account_number, i.state, i.actions, i.attempts, i.failure,
      i.due_at, i.started_at, i.ended_at, ${atNetwork} AS at_network, ahead.id AS ahead_id, ahead.number AS ahead_number,
      ${byOperator.columns}
    FROM order_item i JOIN billing_account b ON b.id = i.billing_account_id ${byOperator.join}
    LEFT JOIN LATERAL (
      SELECT o.id, o.number FROM order_item e JOIN product_order o ON o.id = e.order_id
      WHERE e.line_id = i.line_id AND e.state IN ('acknowledged', 'inProgress') AND e.sequence < i.sequence
        AND ${withinScope(call.actor, 'e')}
      ORDER BY e.sequence LIMIT 1
    ) AS ahead ON i.state = 'acknowledged' AND NOT i.is_head
    WHERE i.order_id = ${orderId} AND ${withinScope(call.actor, 'i')} AND ${which}
    ORDER BY i.position LIMIT ${limit} OFFSET ${offset}
  `.execute(call.db);
  return found.rows;
}

const atNetwork = sql`CASE WHEN i.state = 'inProgress' AND i.accepted_at IS NOT NULL
  THEN CASE WHEN i.cancelling IS NULL THEN 'working' ELSE 'cancelling' END END`;

export type HistoryRow = {
  id: string;
  order_id: string;
  number: number;
  requested_by_name: string;
  requested_at: Date;
  ended_at: Date | null;
  state: ItemState;
  at_network: AtNetwork | null;
  actions: unknown;
  failure: unknown;
  due_at: Date;
} & ByOperator;

/** What was asked of one line while it was the organisation's, newest first, at most `limit`. */
export async function listHistory(call: Call<Person>, lineId: string, limit: number): Promise<HistoryRow[]> {
  const found = await sql<HistoryRow>`
    SELECT i.id, i.order_id, o.number, o.requested_by_name, o.requested_at, i.ended_at, i.state, i.actions, i.failure,
      i.due_at, ${atNetwork} AS at_network, ${byOperator.columns}
    FROM order_item i JOIN product_order o ON o.id = i.order_id ${byOperator.join}
    WHERE i.line_id = ${lineId} AND ${withinScope(call.actor, 'i')}
    ORDER BY i.sequence DESC LIMIT ${limit}
  `.execute(call.db);
  return found.rows;
}

export type FailedItem = {
  id: string;
  lineId: string;
  catalogueVersion: number;
  actions: ItemAction[];
  /** Code of its failure. */
  cause: string;
};

/** The failed items of an order that the caller may see; `only` of them when given. */
export async function failedItems(call: Call, orderId: string, only?: string[]): Promise<FailedItem[]> {
  const found = await sql<Omit<FailedItem, 'actions'> & { actions: unknown }>`
    SELECT i.id, i.line_id AS "lineId", o.catalogue_version AS "catalogueVersion", i.actions,
      coalesce(i.failure ->> 'code', '') AS cause
    FROM order_item i JOIN product_order o ON o.id = i.order_id
    WHERE i.order_id = ${orderId} AND i.state = 'failed' AND ${withinSight(call.actor, 'i')}
      AND ${only ? sql`i.id = ANY(${only}::uuid[])` : sql`true`}
    ORDER BY i.position`.execute(call.db);
  return found.rows.map((row) => ({ ...row, actions: z.array(itemAction).parse(row.actions) }));
}

import { type RawBuilder, sql } from 'kysely';
import type { Call, Person } from '../platform/call.ts';
import type { OperatorAct, OrderState, OrderSummary } from './contract.ts';
import { summarisePlanned } from './planned-list.ts';
import type { SweepKind } from './sweep-store.ts';

/** An order as one person sees it: of an order over several customer numbers only the part that is his. */
export type SeenOrder = {
  id: string;
  number: number;
  state: OrderState;
  requested_by_name: string;
  requested_at: Date;
  ended_at: Date | null;
  paused_at: Date | null;
  paused_by_name: string | null;
  /** Since when `pace_ended` of its items had been completed or failed; null before it began. */
  pace_from: Date | null;
  pace_ended: number | null;
  starts: unknown;
  starts_at: Date | null;
  ends: unknown;
  ended_by: unknown;
  undoes: unknown;
  undone_by: unknown;
  operator_act: OperatorAct | null;
  catalogue_version: number;
  change: unknown;
  groups: unknown;
  totals: unknown;
  /** Sums excl. VAT of the items he may see, and how many they are, without those left out; null when he may see all, then `totals` hold. */
  part: { now: string; proRata: string; monthly: string; numbers: number } | null;
  item_count: number;
  planned_count: number;
  in_progress_count: number;
  accepted_count: number;
  completed_count: number;
  failed_count: number;
  cancelled_count: number;
  /** Of what has not begun: so many are being cancelled. */
  stopping_count: number;
  /** Of what is planned: so many have not followed yet to the time it was moved to. */
  moving_count: number;
};

/** One order, or undefined when it does not exist for this person. */
export async function findOrder(call: Call<Person>, orderId: string): Promise<SeenOrder | undefined> {
  const found = await sql<SeenOrder>`
    SELECT seen.*, running.*, ${waitingForTheirTime(call)} AS planned_count, ${left(call, 'cancel')} AS stopping_count,
      ${left(call, 'move')} AS moving_count, ${linked}
    FROM ${seenOrders(call)} seen, ${running(call)} WHERE seen.id = ${orderId}
  `.execute(call.db);
  return found.rows[0];
}

/** The orders that one of them ends, or that ends it, as the page names them. */
const linked = sql`
  (SELECT jsonb_build_object('id', e.id, 'number', e.number, 'state', e.state, 'startsAt', e.starts_at)
   FROM product_order e WHERE e.id = seen.ends_order_id) AS ends,
  (SELECT jsonb_build_object('id', e.id, 'number', e.number, 'state', e.state, 'startsAt', e.starts_at)
   FROM product_order e WHERE e.ends_order_id = seen.id) AS ended_by,
  (SELECT jsonb_build_object('id', u.id, 'number', u.number, 'state', u.state, 'startsAt', u.starts_at)
   FROM product_order u WHERE u.id = seen.undoes_order_id) AS undoes,
  (SELECT jsonb_build_object('id', u.id, 'number', u.number, 'state', u.state, 'startsAt', u.starts_at)
   FROM product_order u WHERE u.undoes_order_id = seen.id AND u.state <> 'cancelled'
   ORDER BY u.number DESC LIMIT 1) AS undone_by`;

/** What sweeps of his customer numbers have left to do; nearly always there are none at all. */
function left({ actor }: Call<Person>, kind: SweepKind): RawBuilder<unknown> {
  return sql`(SELECT coalesce(max(s.left_count), 0) FROM order_sweep s WHERE s.order_id = seen.id AND s.kind = ${kind}
    AND ${actor.billingAccountIds === null ? sql`true` : sql`s.billing_account_ids && ${actor.billingAccountIds}::uuid[]`})`;
}

export type OrderFilter = { states: OrderState[] | null; onlyWithFailures: boolean };

/** A page of the orders that fit, newest first, and how many fit in all. */
export async function listOrders(
  call: Call<Person>,
  filter: OrderFilter,
  page: { limit: number; offset: number },
): Promise<{ orders: SeenOrder[]; total: number }> {
  const fits = sql`${filter.states ? sql`seen.state = ANY(${filter.states}::text[])` : sql`true`}
    AND ${filter.onlyWithFailures ? sql`seen.failed_count > 0` : sql`true`}`;
  const counted = await sql<{ total: number }>`
    SELECT count(*) AS total FROM ${seenOrders(call)} seen WHERE ${fits}
  `.execute(call.db);
  const listed = await sql<SeenOrder>`
    SELECT seen.*, running.*, ${waitingForTheirTime(call)} AS planned_count, ${left(call, 'cancel')} AS stopping_count,
      ${left(call, 'move')} AS moving_count, ${linked}
    FROM ${seenOrders(call)} seen, ${running(call)} WHERE ${fits}
    ORDER BY seen.requested_at DESC, seen.id DESC LIMIT ${page.limit} OFFSET ${page.offset}
  `.execute(call.db);
  return { orders: listed.rows, total: counted.rows[0]?.total ?? 0 };
}

/** What is under way, and what failed in orders since `since`. */
export async function summariseOrders(call: Call<Person>, since: Date): Promise<OrderSummary> {
  const open = await sql<{ orders: number; items: number }>`
    SELECT count(*) AS orders,
      coalesce(sum(item_count - completed_count - failed_count - cancelled_count), 0)::bigint AS items
    FROM ${seenOrders(call, sql`o.state IN ('acknowledged', 'inProgress')`)} seen
    WHERE seen.state IN ('acknowledged', 'inProgress')
  `.execute(call.db);
  const failed = await sql<{ orders: number; items: number; latest: string | null }>`
    SELECT count(*) AS orders, coalesce(sum(failed_count), 0)::bigint AS items,
      (array_agg(seen.id ORDER BY seen.requested_at DESC, seen.id DESC))[1] AS latest
    FROM ${seenOrders(call, sql`o.failed_count > 0 AND o.operator_act IS NULL AND o.requested_at >= ${since}`)} seen
    WHERE seen.failed_count > 0
  `.execute(call.db);
  return {
    ordersUnderWay: open.rows[0]?.orders ?? 0,
    itemsUnderWay: open.rows[0]?.items ?? 0,
    ordersFailed: failed.rows[0]?.orders ?? 0,
    itemsFailed: failed.rows[0]?.items ?? 0,
    latestFailedOrderId: failed.rows[0]?.latest ?? null,
    ...(await summarisePlanned(call)),
  };
}

const plainColumns = sql.raw(
  'o.undoes_order_id, o.operator_act, o.groups, o.catalogue_version, o.paused_at, o.paused_by_name, o.pace_from, o.pace_ended',
);

const plan = sql`o.starts, o.starts_at, o.ends_order_id`;

/** The orders of the person's organisation that hold items of his customer numbers, counted over those items. */
function seenOrders({ actor }: Call<Person>, narrowed: RawBuilder<unknown> = sql`true`): RawBuilder<unknown> {
  const accounts = actor.billingAccountIds;
  if (accounts === null) {
    return sql`(
      SELECT o.id, o.number, o.state, o.requested_by_name, o.requested_at, o.ended_at, ${plainColumns}, ${plan}, o.change,
        o.totals, NULL::jsonb AS part, o.item_count, o.completed_count, o.failed_count, o.cancelled_count
      FROM product_order o WHERE o.organisation_id = ${actor.organisationId} AND ${narrowed}
    )`;
  }
  return sql`(
    SELECT o.id, o.number, ${stateOfPart} AS state, o.requested_by_name, o.requested_at,
      CASE WHEN mine.items IS NULL THEN o.ended_at WHEN mine.open = 0 THEN mine.ended_at END AS ended_at,
      ${plainColumns}, ${plan}, o.change, o.totals, mine.part,
      coalesce(mine.items, o.item_count) AS item_count,
      coalesce(mine.completed, o.completed_count) AS completed_count,
      coalesce(mine.failed, o.failed_count) AS failed_count,
      coalesce(mine.cancelled, o.cancelled_count) AS cancelled_count
    FROM product_order o
    LEFT JOIN LATERAL (
      SELECT count(*) AS items,
        count(*) FILTER (WHERE i.state IN ('planned', 'acknowledged', 'inProgress')) AS open,
        count(*) FILTER (WHERE i.state = 'completed') AS completed,
        count(*) FILTER (WHERE i.state = 'failed') AS failed,
        count(*) FILTER (WHERE i.state = 'cancelled') AS cancelled,
        max(i.ended_at) AS ended_at,
        jsonb_build_object('now', ${priced('now')}, 'proRata', ${priced('proRata')}, 'monthly', ${priced('monthly')},
          'numbers', coalesce(nullif(count(*) FILTER (WHERE ${isPriced}), 0), count(*))) AS part
      FROM order_item i WHERE i.order_id = o.id AND i.billing_account_id = ANY(${accounts}::uuid[])
    ) mine ON NOT o.billing_account_ids <@ ${accounts}::uuid[]
    WHERE o.organisation_id = ${actor.organisationId} AND o.billing_account_ids && ${accounts}::uuid[] AND ${narrowed}
  )`;
}

/** What was left out is no part of the price; where nothing else is left it shows what was confirmed. */
const isPriced = sql`i.failure ->> 'code' IS DISTINCT FROM 'left-out'`;

function priced(member: 'now' | 'proRata' | 'monthly'): RawBuilder<unknown> {
  const amounts = sql`sum((i.price ->> ${sql.lit(member)})::numeric)`;
  return sql`coalesce(${amounts} FILTER (WHERE ${isPriced}), ${amounts})::text`;
}

/** `stateOf` of order-state.ts over the part that a person sees; a test holds both equal. */
export const stateOfPart = sql<OrderState>`CASE
  WHEN mine.items IS NULL THEN o.state
  WHEN mine.open > 0 THEN CASE WHEN o.state IN ('planned', 'acknowledged') THEN o.state ELSE 'inProgress' END
  WHEN mine.completed = mine.items THEN 'completed'
  WHEN mine.completed > 0 THEN 'partial'
  WHEN mine.failed > 0 THEN 'failed'
  ELSE 'cancelled' END`;

/** Few run at a time, and those have an index of their own. */
function running({ actor }: Call<Person>): RawBuilder<unknown> {
  return sql`LATERAL (
    SELECT count(*) AS in_progress_count,
      count(*) FILTER (WHERE i.accepted_at IS NOT NULL AND i.cancelling IS NULL) AS accepted_count
    FROM order_item i WHERE i.order_id = seen.id AND i.state = 'inProgress'
      AND ${actor.billingAccountIds === null ? sql`true` : sql`i.billing_account_id = ANY(${actor.billingAccountIds}::uuid[])`}
  ) running`;
}

/** All that is left of an order that is planned; of one that has begun what waits for a later billing cycle. */
function waitingForTheirTime({ actor }: Call<Person>): RawBuilder<unknown> {
  return sql`CASE
    WHEN seen.state = 'planned' THEN seen.item_count - seen.completed_count - seen.failed_count - seen.cancelled_count
    WHEN seen.state IN ('acknowledged', 'inProgress') AND seen.starts_at IS NOT NULL
    THEN (SELECT count(*) FROM order_item i WHERE i.order_id = seen.id AND i.state = 'planned'
      AND ${actor.billingAccountIds === null ? sql`true` : sql`i.billing_account_id = ANY(${actor.billingAccountIds}::uuid[])`})
    ELSE 0 END`;
}

import { type RawBuilder, sql } from 'kysely';
import { withinSight } from '../organisations/organisations.ts';
import type { Call, Locale } from '../platform/call.ts';
import { elementOfLine, isNotHeldBack, keepsGenerated, type Network } from '../provisioning/provisioning.ts';
import type { ItemAction, Totals } from '../quotes/quotes.ts';
import type { KeptFailure } from './failure.ts';

/** Lets one process at a time begin what is due, until its transaction ends; answers whether it is this one. */
export async function takeTheLead(call: Call): Promise<boolean> {
  const taken = await sql<{ taken: boolean }>`
    SELECT pg_try_advisory_xact_lock(hashtextextended('begin planned items', 0)) AS taken`.execute(call.db);
  return taken.rows[0]?.taken ?? false;
}

/** Lets no process begin what is due until the transaction ends; waits for a batch that is being begun. */
export async function lockBeginning(call: Call): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('begin planned items', 0))`.execute(call.db);
}

/** When the first of all planned items is due; null = nothing is planned. */
export async function firstDue(call: Call): Promise<Date | null> {
  const found = await sql<{ due: Date | null }>`
    SELECT min(due_at) AS due FROM order_item WHERE state = 'planned'`.execute(call.db);
  return found.rows[0]?.due ?? null;
}

/** Planned items whose time has come, the first due first, without those that are being cancelled. */
export async function dueItems(call: Call, limit: number): Promise<{ id: string; lineId: string }[]> {
  const found = await sql<{ id: string; lineId: string }>`
    SELECT id, line_id AS "lineId" FROM order_item WHERE state = 'planned' AND due_at <= ${call.now}
      AND ${isNotHeldBack}
    ORDER BY due_at, sequence LIMIT ${limit}`.execute(call.db);
  return found.rows;
}

/** An item about to begin. `isItsOwn`: the line is still the organisation's; `waitsFor`: what it is to end is not done yet. */
export type DueItem = {
  id: string;
  organisationId: string;
  orderId: string;
  lineId: string;
  catalogueVersion: number;
  actions: unknown;
  isItsOwn: boolean;
  waitsFor: boolean;
};

/** Those of the items that are still due. Their lines are locked by the caller, so they stay so. */
export async function stillDue(call: Call, ids: string[]): Promise<DueItem[]> {
  const found = await sql<DueItem>`
    SELECT i.id, i.organisation_id AS "organisationId", i.order_id AS "orderId", i.line_id AS "lineId",
      o.catalogue_version AS "catalogueVersion", i.actions, line.organisation_id = i.organisation_id AS "isItsOwn",
      o.ends_order_id IS NOT NULL AND EXISTS (SELECT FROM order_item a WHERE a.line_id = i.line_id
        AND (a.order_id = o.ends_order_id AND a.state IN ('planned', 'acknowledged', 'inProgress')
          OR a.state IN ('acknowledged', 'inProgress') AND EXISTS (SELECT FROM product_order undo
            WHERE undo.id = a.order_id AND undo.undoes_order_id = o.ends_order_id))) AS "waitsFor"
    FROM order_item i JOIN product_order o ON o.id = i.order_id JOIN line ON line.id = i.line_id
    WHERE i.id = ANY(${ids}::uuid[]) AND i.state = 'planned' AND i.due_at <= ${call.now}
    ORDER BY i.due_at, i.sequence`.execute(call.db);
  return found.rows;
}

export type BegunItem = {
  id: string;
  actions: ItemAction[];
  price: { now: string; proRata: string; monthly: string };
};

/**
 * Makes planned items wait for the network behind all that was ordered for their lines before, on the SIM that the line has now and the
 * element that serves it. At most one of
 * a line.
 */
export async function openPlanned(call: Call, network: Network, items: BegunItem[]): Promise<void> {
  if (items.length === 0) return;
  await sql`
    UPDATE order_item i SET state = 'acknowledged', sequence = DEFAULT, due_at = ${call.now}, msisdn = line.msisdn,
      iccid = line.iccid, element = ${elementOfLine(network)}, paused = whole.paused_at IS NOT NULL, actions = begun.actions, price = begun.price,
      is_head = NOT EXISTS (SELECT FROM order_item o WHERE o.line_id = i.line_id AND o.state IN ('acknowledged', 'inProgress'))
    FROM unnest(${items.map(({ id }) => id)}::uuid[], ${items.map(({ actions }) => JSON.stringify(actions))}::jsonb[],
        ${items.map(({ price }) => JSON.stringify(price))}::jsonb[]) AS begun (id, actions, price), line, product_order whole
    WHERE i.id = begun.id AND i.state = 'planned' AND line.id = i.line_id AND whole.id = i.order_id`.execute(
    call.db,
  );
}

/** Planned items that did not begin: they have ended without the network. */
export async function endPlanned(
  call: Call,
  state: 'failed' | 'cancelled',
  items: { id: string; failure: KeptFailure | null }[],
): Promise<void> {
  if (items.length === 0) return;
  await sql`
    UPDATE order_item i SET state = ${state}, ended_at = ${call.now}, failure = ended.failure, ${keepsGenerated}
    FROM unnest(${items.map(({ id }) => id)}::uuid[],
      ${items.map(({ failure }) => failure && JSON.stringify(failure))}::jsonb[]) AS ended (id, failure)
    WHERE i.id = ended.id AND i.state = 'planned'`.execute(call.db);
}

/** Looks at items again later. */
export async function putOffPlanned(call: Call, ids: string[], until: Date): Promise<void> {
  if (ids.length === 0) return;
  await sql`UPDATE order_item SET due_at = ${until} WHERE id = ANY(${ids}::uuid[]) AND state = 'planned'`.execute(
    call.db,
  );
}

/** An order that is begun now; its row is locked. */
export type BegunOrder = {
  id: string;
  organisationId: string;
  number: number;
  requestedBy: string;
  locale: Locale;
  itemCount: number;
};

/** Orders that were planned are no longer; answers those that moved. Rows are locked in order of id. */
export async function beginPlannedOrders(call: Call, orderIds: string[]): Promise<BegunOrder[]> {
  const begun = await sql<BegunOrder>`
    UPDATE product_order SET state = 'acknowledged'
    WHERE id = ANY(ARRAY(SELECT id FROM product_order WHERE id = ANY(${orderIds}::uuid[]) AND state = 'planned'
      ORDER BY id FOR NO KEY UPDATE))
    RETURNING id, organisation_id AS "organisationId", number, requested_by AS "requestedBy", locale,
      item_count AS "itemCount"`.execute(call.db);
  return begun.rows;
}

/** A planned item that has ended or was taken up again. */
export type PlannedItem = { id: string; organisationId: string; orderId: string; lineId: string };

/** The planned items of an order that the actor may see; of some lines only, when they are named. */
export async function plannedItems(call: Call, orderId: string, lineIds?: string[]): Promise<PlannedItem[]> {
  const found = await sql<PlannedItem>`
    SELECT id, organisation_id AS "organisationId", order_id AS "orderId", line_id AS "lineId" FROM order_item
    WHERE order_id = ${orderId} AND state = 'planned' AND ${withinSight(call.actor, 'order_item')}
      AND ${lineIds ? sql`line_id = ANY(${lineIds}::uuid[])` : sql`true`}`.execute(call.db);
  return found.rows;
}

/** Cancels them, `isLeftOut` as taken out of their order; answers those that were still planned. Their lines are locked by the caller. */
export async function cancelPlanned(call: Call, ids: string[], isLeftOut = false): Promise<PlannedItem[]> {
  if (ids.length === 0) return [];
  const cancelled = await sql<PlannedItem>`
    UPDATE order_item SET state = 'cancelled', ended_at = ${call.now}, failure = ${isLeftOut ? leftOut : null}::jsonb, ${keepsGenerated}
    WHERE id = ANY(${ids}::uuid[]) AND state = 'planned'
    RETURNING id, organisation_id AS "organisationId", order_id AS "orderId", line_id AS "lineId"`.execute(
    call.db,
  );
  return cancelled.rows;
}

/** What the items of an order that are not cancelled cost, excl. VAT, and how many they are. */
export async function sumsOfRest(
  call: Call,
  orderId: string,
): Promise<{ numbers: number; now: string; proRata: string; monthly: string }> {
  const { rows } = await sql<{ numbers: number; now: string; proRata: string; monthly: string }>`
    SELECT count(*) AS numbers, coalesce(sum((price ->> 'now')::numeric), 0)::text AS now,
      coalesce(sum((price ->> 'proRata')::numeric), 0)::text AS "proRata",
      coalesce(sum((price ->> 'monthly')::numeric), 0)::text AS monthly
    FROM order_item WHERE order_id = ${orderId} AND state <> 'cancelled'`.execute(call.db);
  return rows[0] ?? { numbers: 0, now: '0', proRata: '0', monthly: '0' };
}

/** The price of an order and whose it is; its row is locked until the transaction ends. */
export async function lockTotals(
  call: Call,
  orderId: string,
): Promise<{ organisationId: string; totals: unknown }> {
  return call.db
    .selectFrom('product_order')
    .select(['organisation_id as organisationId', 'totals'])
    .where('id', '=', orderId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
}

export async function writeTotals(call: Call, orderId: string, totals: Totals): Promise<void> {
  await sql`UPDATE product_order SET totals = ${JSON.stringify(totals)}::jsonb WHERE id = ${orderId}`.execute(
    call.db,
  );
}

/** How many items of other orders changed because of items that ended. */
export type EndsFollowed = { orderId: string; cancelled: number };

const leftOut = keptFailureOf('left-out');
const notMade = keptFailureOf('addition-not-made');
const undone = keptFailureOf('addition-undone');

/**
 * What ends an addition follows it: where it was not made its planned end is dropped, where it was made after all the end is planned again, and
 * where an undo has taken it away already it is dropped too. Answers how many of which orders. The lines are locked by the caller.
 */
export async function followAdditions(
  call: Call,
  items: { orderId: string; lineId: string; made: boolean }[],
  isLeftOut: boolean,
): Promise<EndsFollowed[]> {
  const orderIds = [...new Set(items.map(({ orderId }) => orderId))];
  const linked = await sql<{ id: string; followsId: string; undoes: boolean }>`
    SELECT id, ends_order_id AS "followsId", false AS undoes FROM product_order
    WHERE ends_order_id = ANY(${orderIds}::uuid[])
    UNION ALL
    SELECT ending.id, undo.id, true FROM product_order undo
      JOIN product_order ending ON ending.ends_order_id = undo.undoes_order_id
    WHERE undo.id = ANY(${orderIds}::uuid[]) AND undo.undoes_order_id IS NOT NULL`.execute(call.db);
  const followed: EndsFollowed[] = [];
  for (const { id, followsId, undoes } of linked.rows) {
    const lines = (made: boolean) =>
      items.flatMap((item) => (item.orderId === followsId && item.made === made ? [item.lineId] : []));
    const away = undoes
      ? await dropEnds(call, id, lines(true), undone, takenAwayBy(followsId))
      : await dropEnds(call, id, lines(false), isLeftOut ? leftOut : notMade);
    const back = undoes ? 0 : await planEndsAgain(call, id, lines(true));
    if (away + back > 0) followed.push({ orderId: id, cancelled: away - back });
  }
  return followed;
}

function keptFailureOf(code: string): string {
  return JSON.stringify({ code, values: {}, temporary: false });
}

/** Ends of which nothing is left: an undo may have been ordered without some of its options. */
function takenAwayBy(undoId: string): RawBuilder<boolean> {
  return sql`NOT EXISTS (
    SELECT FROM jsonb_array_elements(order_item.actions) AS ending (action)
    WHERE NOT EXISTS (SELECT FROM order_item way_back, jsonb_array_elements(way_back.actions) AS made (action)
      WHERE way_back.order_id = ${undoId} AND way_back.line_id = order_item.line_id
        AND made.action ->> 'action' IN ('remove', 'reactivate') AND made.action ->> 'code' = ending.action ->> 'code'))`;
}

async function dropEnds(
  call: Call,
  orderId: string,
  lineIds: string[],
  why: string,
  only: RawBuilder<boolean> = sql`true`,
): Promise<number> {
  if (lineIds.length === 0) return 0;
  const gone = await sql`
    UPDATE order_item SET state = 'cancelled', ended_at = ${call.now}, failure = ${why}::jsonb, ${keepsGenerated}
    WHERE order_id = ${orderId} AND line_id = ANY(${lineIds}::uuid[]) AND state = 'planned' AND ${only}`.execute(
    call.db,
  );
  return Number(gone.numAffectedRows ?? 0);
}

async function planEndsAgain(call: Call, orderId: string, lineIds: string[]): Promise<number> {
  if (lineIds.length === 0) return 0;
  const back = await sql`
    UPDATE order_item SET state = 'planned', ended_at = NULL, failure = NULL, ${keepsGenerated}
    WHERE order_id = ${orderId} AND line_id = ANY(${lineIds}::uuid[]) AND state = 'cancelled'
      AND failure ->> 'code' = 'addition-not-made'`.execute(call.db);
  return Number(back.numAffectedRows ?? 0);
}

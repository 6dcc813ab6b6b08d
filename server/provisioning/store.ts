import { sql } from 'kysely';
import type { Call, Db } from '../platform/call.ts';
import { mayHaveBeenMade } from './contract.ts';
import type { EndedItem } from './events.ts';

/** The columns of `HeardItem`; the RETURNING list of every query that hears items. */
export const heardColumns = sql.raw(
  'id, organisation_id AS "organisationId", order_id AS "orderId", line_id AS "lineId", ' +
    'billing_account_id AS "billingAccountId", msisdn, iccid, actions',
);

/** An item that has not ended. */
export const isOpen = sql.raw(`state IN ('acknowledged', 'inProgress')`);

/**
 * Belongs into every UPDATE of many items. Where nothing is set that a generated column (`lane`, `turn`) is made of, PostgreSQL 15 to 18
 * reads the expressions of all of them anew for each row: a sixth of the time of a claim.
 */
export const keepsGenerated = sql.raw('place = place');

/** Makes the first open item of each line its head, where it is not; answers how many were promoted. */
export async function promoteNext(db: Db, lineIds: string[]): Promise<number> {
  const result = await sql`
    UPDATE order_item SET is_head = true, ${keepsGenerated}
    WHERE NOT is_head AND id = ANY(ARRAY(
      SELECT (SELECT n.id FROM order_item n WHERE n.line_id = l.id AND n.${isOpen} ORDER BY n.sequence LIMIT 1)
      FROM unnest(${lineIds}::uuid[]) AS l(id)))`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}

/** The lines of an order whose items nobody has begun, as far as the actor may see them; of some items `only`, when they are named. */
export function waitingLines(call: Call, orderId: string, only?: string[]): Promise<string[]> {
  return linesOf(call, orderId, 'acknowledged', only);
}

/** The lines of an order whose items failed, as far as the actor may see them. */
export function failedLines(call: Call, orderId: string): Promise<string[]> {
  return linesOf(call, orderId, 'failed');
}

async function linesOf(
  call: Call,
  orderId: string,
  state: 'acknowledged' | 'failed',
  only?: string[],
): Promise<string[]> {
  const { rows } = await sql<{ lineId: string }>`
    SELECT DISTINCT line_id AS "lineId" FROM order_item
    WHERE order_id = ${orderId} AND state = ${state} AND ${isOneOf(only)} AND ${mayBeSeen(call)}`.execute(
    call.db,
  );
  return rows.map(({ lineId }) => lineId);
}

function isOneOf(only: string[] | undefined) {
  return only ? sql`id = ANY(${only}::uuid[])` : sql`true`;
}

/** Ends what nobody has begun; a claim that came first wins. Their lines are locked by the caller. */
export async function cancelItems(call: Call, orderId: string, only?: string[]): Promise<EndedItem[]> {
  const { rows } = await sql<EndedItem>`
    UPDATE order_item SET state = 'cancelled', ended_at = ${call.now}, is_head = false, ${keepsGenerated}
    WHERE order_id = ${orderId} AND state = 'acknowledged' AND ${isOneOf(only)} AND ${mayBeSeen(call)}
    RETURNING ${heardColumns}, state, NULL AS failure, attempts, ended_at AS "endedAt"`.execute(call.db);
  return rows;
}

/**
 * Pausing, resuming and sending again go one after the other for an order, until the transaction ends. Call it before anything
 * else is locked.
 */
export async function lockPause(call: Call, orderId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`pause ${orderId}`}, 0))`.execute(call.db);
}

/**
 * Waits for the claims that are under way and lets no other come, until the transaction ends: what keeps items from being claimed is then
 * seen by every claim. Call it before rows of items or orders are locked, which a claim may wait for.
 */
export async function lockClaims(call: Call): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('claims', 0))`.execute(call.db);
}

/**
 * The other side of `lockClaims`, in a statement of its own before the claim: the claim sees what was committed by then. Answers how many items were being
 * paused or cancelled a moment ago, to go by and not to rely on.
 */
export async function joinClaims(db: Db): Promise<number> {
  const { rows } = await sql<{ heldBack: number }>`
    SELECT (SELECT coalesce(sum(left_count), 0) FROM order_sweep WHERE kind IN ('pause', 'cancel')) AS "heldBack",
      pg_advisory_xact_lock_shared(hashtextextended('claims', 0))`.execute(db);
  return rows[0]?.heldBack ?? 0;
}

/** An item that is neither being cancelled nor being paused with its order; the few rows are read once for each query. */
export const isNotHeldBack = sql`(order_id, billing_account_id) NOT IN (
  SELECT held.order_id, unnest(held.billing_account_ids) FROM order_sweep held WHERE held.kind <> 'resume')`;

/** Keeps what nobody has begun from beginning; answers how many. Their lines are locked by the caller. */
export async function holdItems(call: Call, orderId: string, only?: string[]): Promise<number> {
  const result = await sql`
    UPDATE order_item SET paused = true, ${keepsGenerated}
    WHERE order_id = ${orderId} AND state = 'acknowledged' AND NOT paused AND ${isOneOf(only)}
      AND ${mayBeSeen(call)}`.execute(call.db);
  return Number(result.numAffectedRows ?? 0);
}

/**
 * Lets paused items begin; answers how many. They are due from now on and not from when they were submitted, or what was ordered
 * meanwhile would wait behind all of them. Their lines are locked by the caller.
 */
export async function freeItems(call: Call, orderId: string, only?: string[]): Promise<number> {
  const result = await sql`
    UPDATE order_item SET paused = false, due_at = ${call.now}
    WHERE order_id = ${orderId} AND state = 'acknowledged' AND paused AND ${isOneOf(only)}
      AND ${mayBeSeen(call)}`.execute(call.db);
  return Number(result.numAffectedRows ?? 0);
}

export type RetriedItem = { id: string; lineId: string };

/**
 * Failed items wait again, with a new place behind the open items of their line. Their lines are locked by the caller. `attempts` is kept: it
 * is the fence, and tells the next worker to read back; a failure that leaves open whether it was made is kept until more is known.
 */
export async function reopenItems(
  call: Call,
  orderId: string,
  only: string[] | undefined,
): Promise<RetriedItem[]> {
  const { rows } = await sql<RetriedItem>`
    UPDATE order_item i SET
      state = 'acknowledged', sequence = DEFAULT, due_at = ${call.now}, place = r.place, tries = 0, losses = 0,
      failure = CASE WHEN failure ->> 'code' = ANY(${[...mayHaveBeenMade]}::text[]) THEN failure END,
      accepted_at = NULL, cancelling = NULL, network_reference = NULL, sent_again = sent_again + 1,
      started_at = NULL, ended_at = NULL,
      paused = (SELECT paused_at IS NOT NULL FROM product_order WHERE product_order.id = i.order_id),
      is_head = r.is_first_here AND NOT EXISTS (SELECT FROM order_item o WHERE o.line_id = i.line_id AND o.${isOpen})
    FROM (SELECT id, row_number() OVER (PARTITION BY line_id ORDER BY sequence) = 1 AS is_first_here,
            row_number() OVER (ORDER BY position) - 1 AS place
          FROM order_item WHERE order_id = ${orderId} AND state = 'failed' AND ${isOneOf(only)} AND ${mayBeSeen(call)}) AS r
    WHERE i.id = r.id
    RETURNING i.id, i.line_id AS "lineId"`.execute(call.db);
  return rows;
}

/** The lines of these items. */
export async function linesOfItems(call: Call, itemIds: string[]): Promise<string[]> {
  const { rows } = await sql<{ lineId: string }>`
    SELECT DISTINCT line_id AS "lineId" FROM order_item WHERE id = ANY(${itemIds}::uuid[]) AND ${mayBeSeen(call)}`.execute(
    call.db,
  );
  return rows.map(({ lineId }) => lineId);
}

/** Ends failed items otherwise; what failed is no longer told of those completed. Their lines are locked by the caller. */
export async function endFailed(
  call: Call,
  itemIds: string[],
  state: 'completed' | 'cancelled',
): Promise<EndedItem[]> {
  const { rows } = await sql<EndedItem>`
    UPDATE order_item SET state = ${state}, ended_at = ${call.now}, failure = NULL, ${keepsGenerated}
    WHERE id = ANY(${itemIds}::uuid[]) AND state = 'failed' AND ${mayBeSeen(call)}
    RETURNING ${heardColumns}, state, NULL AS failure, attempts, ended_at AS "endedAt"`.execute(call.db);
  return rows;
}

/** Rows of the actor's organisation and customer numbers; the portal itself and the operator's staff see all. */
export function mayBeSeen({ actor }: Call) {
  if (actor.kind === 'anonymous') return sql`false`;
  if (actor.kind !== 'person') return sql`true`;
  const accounts = actor.billingAccountIds;
  return accounts
    ? sql`organisation_id = ${actor.organisationId} AND billing_account_id = ANY(${accounts}::uuid[])`
    : sql`organisation_id = ${actor.organisationId}`;
}

/** The channel on which workers hear that there is something to carry out. */
export const workChannel = 'flottille_items';

/** Tells the workers, when the caller's transaction commits, that items are waiting. Without it they find them at the next poll. */
export async function wakeWorkers(call: Call): Promise<void> {
  await sql`SELECT pg_notify(${workChannel}, '')`.execute(call.db);
}

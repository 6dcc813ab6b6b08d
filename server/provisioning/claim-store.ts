import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../platform/call.ts';
import type { EndState, ItemFailure } from './contract.ts';
import type { HeardItem } from './events.ts';
import { type Lane, laneNumber } from './lane.ts';
import { heardColumns, isNotHeldBack, keepsGenerated } from './store.ts';

/** An item that this worker holds. `attempts` is its fence: nothing is written of an item whose attempts have grown since. */
export type ClaimedItem = HeardItem & {
  attempts: number;
  tries: number;
  losses: number;
  /** Nobody held it before since it was submitted or sent again. */
  isFirst: boolean;
  /** Since when the network works on it; null = it does not. */
  acceptedAt: Date | null;
  cancelling: 'wanted' | 'told' | null;
  sentAgain: number;
  /** What the network calls it. */
  reference: string | null;
  /** Of the SIM, for elements that know it by that; null: the portal does not know it. */
  imsi: string | null;
  /** `order_item.turn` in seconds. */
  turn: number;
};

/** Names an item as it was claimed. */
export type Fence = { id: string; attempts: number };

/** The fence as text, to look it up. */
export function fenceOf({ id, attempts }: Fence): string {
  return `${id} ${attempts}`;
}

export type Claim = {
  element: string;
  lane: Lane;
  now: Date;
  limit: number;
  leaseMs: number;
  /** The element is resting and this worker may try it with one item; without that nothing of a resting element is claimed. */
  isProbe: boolean;
};

/**
 * Takes up to `limit` heads of one element and lane that nobody has begun, those whose turn it is, and holds them for `leaseMs`. Two
 * workers never get the same one: each skips what the other has locked. `fromTurn` keeps the scan of the index off what has been begun
 * since: while somebody reads an old snapshot (a long export, a backup) that stays in the index, and the claims of an order over
 * 100,000 lines together took three times as long. What is being paused or cancelled with its order is passed over (`joinClaims` comes before).
 */
export function claimNew(db: Db, claim: Claim & { fromTurn: number }): Promise<ClaimedItem[]> {
  return claimItems(
    db,
    claim,
    sql`state = 'acknowledged' AND NOT paused AND turn >= greatest(${claim.fromTurn} * interval '1 second', ${firstTurnInUse}) AND due_at <= ${claim.now} AND ${isNotHeldBack} ORDER BY turn`,
  );
}

/**
 * While orders are being paused or cancelled: where the first item of all others may stand, nowhere when there are none. It is a bound in the index: of an
 * order over 100,000 numbers that is being cancelled alone, or before others came, none is looked at. No item is due before its order was requested.
 */
const firstTurnInUse = sql`CASE WHEN EXISTS (SELECT FROM order_sweep WHERE kind IN ('pause', 'cancel')) THEN
  coalesce((SELECT min(o.requested_at) - '2000-01-01 00:00:00+00' FROM product_order o
    WHERE o.state IN ('acknowledged', 'inProgress') AND NOT EXISTS (SELECT FROM order_sweep held
      WHERE held.order_id = o.id AND held.kind IN ('pause', 'cancel') AND o.billing_account_ids <@ held.billing_account_ids)),
    interval '1000 years')
  ELSE interval '0' END`;

/** The same of items that were let go of and are due again, or whose worker was lost. */
export function claimAgain(db: Db, claim: Claim): Promise<ClaimedItem[]> {
  return claimItems(
    db,
    claim,
    sql`state = 'inProgress' AND due_at <= ${claim.now} AND (lease_until IS NULL OR lease_until < clock_timestamp())
      ORDER BY due_at`,
  );
}

async function claimItems(db: Db, claim: Claim, which: RawBuilder<unknown>): Promise<ClaimedItem[]> {
  const { element, lane, limit } = claim;
  const { rows } = await sql<ClaimedItem>`
    UPDATE order_item SET
      state = 'inProgress',
      attempts = attempts + 1,
      losses = losses + (lease_until IS NOT NULL)::integer,
      lease_until = clock_timestamp() + ${claim.leaseMs} * interval '1 millisecond',
      is_woken = false,
      started_at = coalesce(started_at, ${claim.now}),
      ${keepsGenerated}
    WHERE id = ANY(ARRAY(
      SELECT id FROM order_item
      WHERE element = ${element} AND lane = ${laneNumber(lane)} AND is_head AND ${claim.isProbe ? sql`true` : isInUse(element)}
        AND ${which}
      LIMIT ${limit}
      FOR UPDATE SKIP LOCKED))
    RETURNING ${heardColumns}, attempts, tries, losses, (tries = 0 AND losses = 0 AND accepted_at IS NULL) AS "isFirst",
      accepted_at AS "acceptedAt", cancelling, sent_again AS "sentAgain", network_reference AS reference,
      (SELECT imsi FROM sim WHERE sim.iccid = order_item.iccid) AS imsi, extract(epoch FROM turn)::float8 AS turn`.execute(
    db,
  );
  return rows;
}

/** Asked once for each claim, however many items it finds. */
function isInUse(element: string) {
  return sql`NOT EXISTS (SELECT FROM network_element WHERE name = ${element} AND open_until IS NOT NULL)`;
}

/**
 * Holds the items for `leaseMs` more; tells by `fenceOf` which it did, and which are no longer this worker's. What somebody has locked is
 * neither: it is being ended, mostly by this worker, and to wait for it while holding others would be a deadlock.
 */
export async function renewLeases(
  db: Db,
  held: Fence[],
  leaseMs: number,
): Promise<{ renewed: Set<string>; lost: Set<string> }> {
  const ours = sql`FROM order_item i, ${fences(held)} WHERE ${isStillHeld(held)} AND i.lease_until IS NOT NULL`;
  const { rows } = await sql<Fence & { isRenewed: boolean }>`
    WITH free AS MATERIALIZED (SELECT i.id ${ours} FOR NO KEY UPDATE OF i SKIP LOCKED),
    renewed AS (
      UPDATE order_item SET lease_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond', ${keepsGenerated}
      WHERE id = ANY(ARRAY(SELECT id FROM free)) RETURNING id)
    SELECT i.id, i.attempts, i.id IN (SELECT id FROM renewed) AS "isRenewed" ${ours}`.execute(db);
  const still = new Set(rows.map(fenceOf));
  return {
    renewed: new Set(rows.filter(({ isRenewed }) => isRenewed).map(fenceOf)),
    lost: new Set(held.map(fenceOf).filter((fence) => !still.has(fence))),
  };
}

/**
 * Gives items back that were never sent: as they were before the claim, and due at once. What was paused meanwhile waits with its
 * order: a pause that is being written is waited for, as it passes over what is held.
 */
export async function releaseItems(db: Db, held: Fence[]): Promise<void> {
  if (!db.isTransaction) return db.transaction().execute((transaction) => releaseItems(transaction, held));
  await sql`
    SELECT pg_advisory_xact_lock_shared(hashtextextended('pause ' || order_id, 0))
    FROM (SELECT DISTINCT order_id FROM order_item WHERE id = ANY(${held.map(({ id }) => id)}::uuid[]) ORDER BY 1) AS orders
  `.execute(db);
  await sql`
    UPDATE order_item i SET
      lease_until = NULL,
      paused = (SELECT paused_at IS NOT NULL FROM product_order WHERE product_order.id = i.order_id),
      state = CASE WHEN tries = 0 AND losses = 0 AND accepted_at IS NULL THEN 'acknowledged' ELSE 'inProgress' END,
      started_at = CASE WHEN tries = 0 AND losses = 0 AND accepted_at IS NULL THEN NULL ELSE started_at END,
      ${keepsGenerated}
    FROM ${fences(held)}
    WHERE ${isStillHeld(held)}`.execute(db);
}

/** Lets go of items until they are due again. Answers how many were still this worker's. */
export async function postponeItems(
  db: Db,
  items: (Fence & { dueAt: Date; failure: ItemFailure })[],
): Promise<number> {
  if (items.length === 0) return 0;
  const result = await sql`
    UPDATE order_item i SET lease_until = NULL, tries = tries + 1, due_at = r.due_at, failure = r.failure
    FROM unnest(${items.map(({ id }) => id)}::uuid[], ${items.map(({ attempts }) => attempts)}::integer[],
                ${items.map(({ dueAt }) => dueAt.toISOString())}::timestamptz[],
                ${items.map(({ failure }) => JSON.stringify(failure))}::jsonb[]) AS r(id, attempts, due_at, failure)
    WHERE ${isStillHeld(items)}`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}

/** Ends items; answers those that were still this worker's, by `fenceOf`. Their lines are locked by the caller. */
export async function endItems(
  db: Db,
  now: Date,
  items: (Fence & { state: EndState; failure: ItemFailure | null })[],
): Promise<Set<string>> {
  const { rows } = await sql<Fence>`
    UPDATE order_item i SET state = r.state, failure = r.failure, ended_at = ${now}, lease_until = NULL, is_head = false, ${keepsGenerated}
    FROM unnest(${items.map(({ id }) => id)}::uuid[], ${items.map(({ attempts }) => attempts)}::integer[],
                ${items.map(({ state }) => state)}::text[],
                ${items.map(({ failure }) => failure && JSON.stringify(failure))}::jsonb[])
         AS r(id, attempts, state, failure)
    WHERE ${isStillHeld(items)}
    RETURNING i.id, i.attempts`.execute(db);
  return new Set(rows.map(fenceOf));
}

function fences(held: Fence[]) {
  const ids = held.map(({ id }) => id);
  const attempts = held.map((item) => item.attempts);
  return sql`unnest(${ids}::uuid[], ${attempts}::integer[]) AS r(id, attempts)`;
}

/** The ids once more as an array: it makes the primary key the only way in, whatever the planner thinks of the join. */
export function isStillHeld(held: Fence[]) {
  const ids = held.map(({ id }) => id);
  return sql`i.id = ANY(${ids}::uuid[]) AND i.id = r.id AND i.attempts = r.attempts AND i.state = 'inProgress'`;
}

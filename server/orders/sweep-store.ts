import { type RawBuilder, sql } from 'kysely';
import { withinSight } from '../organisations/organisations.ts';
import type { Call, Person } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { mayBegin } from './move-store.ts';
import type { PlannedItem } from './planned-store.ts';

/** What a person wants of all of an order that has not begun. */
export type SweepKind = 'pause' | 'resume' | 'cancel' | 'move';

export type Sweep = {
  id: string;
  orderId: string;
  kind: SweepKind;
  billingAccountIds: string[];
  lastSequence: number;
  nextPosition: number;
  askedAt: Date;
};

/**
 * How many items of an order the actor can pause or cancel: those that nobody has begun and that are not being cancelled already; `isPlannedToo`:
 * also those that wait for their time.
 */
export async function countUnbegun(call: Call, orderId: string, isPlannedToo: boolean): Promise<number> {
  const states = isPlannedToo ? ['planned', 'acknowledged'] : ['acknowledged'];
  const counted = await sql<{ count: number }>`
    SELECT count(*) FROM order_item
    WHERE order_id = ${orderId} AND state = ANY(${states}::text[]) AND ${withinSight(call.actor, 'order_item')}
      AND NOT EXISTS (SELECT FROM order_sweep s WHERE s.order_id = order_item.order_id AND s.kind = 'cancel'
        AND order_item.billing_account_id = ANY(s.billing_account_ids) AND order_item.sequence <= s.last_sequence)
  `.execute(call.db);
  return counted.rows[0]?.count ?? 0;
}

/**
 * Writes down what is to go through the items of an order that the actor may see; answers its id. All but a cancellation replaces the one before.
 * `lockPause` and `lockClaims` come first.
 */
export async function insertSweep(
  call: Call<Person>,
  orderId: string,
  kind: SweepKind,
  left: number,
): Promise<string> {
  const id = newId();
  if (kind !== 'cancel')
    await sql`DELETE FROM order_sweep WHERE order_id = ${orderId} AND kind <> 'cancel'`.execute(call.db);
  const accounts = call.actor.billingAccountIds;
  await sql`
    INSERT INTO order_sweep (id, order_id, kind, billing_account_ids, last_sequence, left_count, asked_at)
    SELECT ${id}, id, ${kind},
      ${accounts ? sql`ARRAY(SELECT unnest(billing_account_ids) INTERSECT SELECT unnest(${accounts}::uuid[]))` : sql`billing_account_ids`},
      (SELECT last_value FROM order_item_sequence_seq), ${left}, ${call.now}
    FROM product_order WHERE id = ${orderId} AND organisation_id = ${call.actor.organisationId}`.execute(
    call.db,
  );
  return id;
}

/** What is on its way through items, the first asked first. */
export async function openSweeps(call: Call): Promise<{ id: string; orderId: string }[]> {
  const found = await sql<{ id: string; orderId: string }>`
    SELECT id, order_id AS "orderId" FROM order_sweep ORDER BY asked_at, id`.execute(call.db);
  return found.rows;
}

/** Undefined: it is done, or another wish has come instead. Read under `lockPause`. */
export async function findSweep(call: Call, id: string): Promise<Sweep | undefined> {
  const found = await sql<Sweep>`
    SELECT id, order_id AS "orderId", kind, billing_account_ids AS "billingAccountIds", last_sequence AS "lastSequence",
      next_position AS "nextPosition", asked_at AS "askedAt"
    FROM order_sweep WHERE id = ${id}`.execute(call.db);
  return found.rows[0];
}

/** Takes the lock of `lockPause` if nobody has it; answers whether it has. */
export async function tryLockPause(call: Call, orderId: string): Promise<boolean> {
  const taken = await sql<{ taken: boolean }>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${`pause ${orderId}`}, 0)) AS taken`.execute(call.db);
  return taken.rows[0]?.taken ?? false;
}

/** An item that has not followed yet. */
type NextItem = PlannedItem & { position: number; isPlanned: boolean };

/** The next items that have not followed, at most so many, in the order of their place in the order. */
export async function itemsToSweep(call: Call, sweep: Sweep, limit: number): Promise<NextItem[]> {
  const which: Record<SweepKind, RawBuilder<unknown>> = {
    pause: sql`state = 'acknowledged' AND NOT paused`,
    resume: sql`state = 'acknowledged' AND paused`,
    cancel: sql`state IN ('planned', 'acknowledged') AND sequence <= ${sweep.lastSequence}`,
    move: mayBegin,
  };
  const found = await sql<NextItem>`
    SELECT id, organisation_id AS "organisationId", order_id AS "orderId", line_id AS "lineId", position,
      state = 'planned' AS "isPlanned"
    FROM order_item i
    WHERE order_id = ${sweep.orderId} AND position >= ${sweep.nextPosition} AND ${which[sweep.kind]}
      AND billing_account_id = ANY(${sweep.billingAccountIds}::uuid[])
    ORDER BY position LIMIT ${limit}`.execute(call.db);
  return found.rows;
}

/** Whether some of an order is being cancelled: what is left of it is moved after that. */
export async function isBeingCancelled(call: Call, orderId: string): Promise<boolean> {
  const found =
    await sql`SELECT FROM order_sweep WHERE order_id = ${orderId} AND kind = 'cancel' LIMIT 1`.execute(
      call.db,
    );
  return found.rows.length > 0;
}

/** Notes how far it has come; `followed`: how many items less are left. */
export async function moveSweep(
  call: Call,
  id: string,
  nextPosition: number,
  followed: number,
): Promise<void> {
  await sql`
    UPDATE order_sweep SET next_position = ${nextPosition}, left_count = greatest(left_count - ${followed}::integer, 0)
    WHERE id = ${id}`.execute(call.db);
}

/** All items have followed. */
export async function endSweep(call: Call, id: string): Promise<void> {
  await sql`DELETE FROM order_sweep WHERE id = ${id}`.execute(call.db);
}

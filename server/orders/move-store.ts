import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { withinSight } from '../organisations/organisations.ts';
import type { Call, Person } from '../platform/call.ts';
import { type Starts, startsSchema } from '../quotes/contract.ts';
import { type ItemAction, itemAction, type Outcome } from '../quotes/quotes.ts';

/** Whether all planned items of an order are of customer numbers that the actor may see. */
export async function seesAllPlanned(call: Call, orderId: string): Promise<boolean> {
  const found = await sql<{ hidden: boolean }>`
    SELECT EXISTS (SELECT FROM order_item WHERE order_id = ${orderId} AND state = 'planned'
      AND NOT (${withinSight(call.actor, 'order_item')})) AS hidden`.execute(call.db);
  return found.rows[0]?.hidden === false;
}

/** The days on which the billing cycles of an order's planned items begin; none when nothing of it is planned. */
export async function cycleDaysOfPlanned(call: Call, orderId: string): Promise<number[]> {
  const found = await sql<{ cycleDay: number }>`
    SELECT DISTINCT account.cycle_day AS "cycleDay"
    FROM order_item i JOIN line ON line.id = i.line_id JOIN billing_account account ON account.id = line.billing_account_id
    WHERE i.order_id = ${orderId} AND i.state = 'planned' AND ${withinSight(call.actor, 'i')}`.execute(
    call.db,
  );
  return found.rows.map(({ cycleDay }) => cycleDay);
}

/** When an order begins: what was asked, and the time of its first number. */
export type Beginning = { starts: Starts; startsAt: Date };

/** Writes when a planned order begins; its items follow. */
export async function writeBeginning(
  call: Call<Person>,
  orderId: string,
  { starts, startsAt }: Beginning,
): Promise<void> {
  await sql`
    UPDATE product_order SET starts = ${JSON.stringify(starts)}::jsonb, starts_at = ${startsAt}
    WHERE id = ${orderId} AND organisation_id = ${call.actor.organisationId}`.execute(call.db);
}

/** When an order begins, as it was last asked. */
export async function beginningOf(call: Call, orderId: string): Promise<Beginning> {
  const found = await sql<{ starts: unknown; startsAt: Date }>`
    SELECT starts, starts_at AS "startsAt" FROM product_order WHERE id = ${orderId} AND starts_at IS NOT NULL`.execute(
    call.db,
  );
  const [row] = found.rows;
  if (!row) throw new Error(`the order ${orderId} is moved and was never planned`);
  return { starts: startsSchema.parse(row.starts), startsAt: row.startsAt };
}

/** An item `i` that may still begin: also an end that was dropped with its addition, as it is planned again when that is made after all. */
export const mayBegin: RawBuilder<boolean> = sql`(i.state = 'planned'
  OR i.state = 'cancelled' AND i.failure ->> 'code' = 'addition-not-made')`;

/** A planned item as it is moved to another time. */
export type MovingItem = {
  id: string;
  lineId: string;
  cycleDay: number;
  catalogueVersion: number;
  actions: ItemAction[];
};

/** Items of an order that may still begin: those named, or all that are planned; as far as the actor may see them. */
export async function listMoving(call: Call, orderId: string, ids?: string[]): Promise<MovingItem[]> {
  const which = ids ? sql`i.id = ANY(${ids}::uuid[]) AND ${mayBegin}` : sql`i.state = 'planned'`;
  const found = await sql<Omit<MovingItem, 'actions'> & { actions: unknown }>`
    SELECT i.id, i.line_id AS "lineId", account.cycle_day AS "cycleDay", o.catalogue_version AS "catalogueVersion", i.actions
    FROM order_item i JOIN product_order o ON o.id = i.order_id
      JOIN line ON line.id = i.line_id JOIN billing_account account ON account.id = line.billing_account_id
    WHERE i.order_id = ${orderId} AND ${which} AND ${withinSight(call.actor, 'i')}
    ORDER BY i.position`.execute(call.db);
  return found.rows.map((row) => ({ ...row, actions: z.array(itemAction).parse(row.actions) }));
}

export type MovedItems = {
  ids: string[];
  begins: string[];
  /** What each asks for at its new time: a place (from 1) in `outcomes`. */
  itemOutcomes: number[];
  outcomes: Pick<Outcome, 'actions' | 'now' | 'proRata' | 'monthly'>[];
};

/** Writes the new time of items, with the prices of that day. Their lines are locked by the caller. */
export async function writeMoved(call: Call, moved: MovedItems): Promise<void> {
  const terms = moved.outcomes.map(({ actions, now, proRata, monthly }) => ({
    actions,
    price: { now, proRata, monthly },
  }));
  await sql`
    UPDATE order_item i SET due_at = item.begins, actions = terms.value -> 'actions', price = terms.value -> 'price'
    FROM unnest(${moved.ids}::uuid[], ${moved.itemOutcomes}::integer[], ${moved.begins}::timestamptz[])
        AS item (id, outcome, begins)
      JOIN jsonb_array_elements(${JSON.stringify(terms)}::jsonb) WITH ORDINALITY AS terms (value, place)
        ON terms.place = item.outcome
    WHERE i.id = item.id AND ${mayBegin}`.execute(call.db);
}

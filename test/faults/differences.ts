import { sql } from 'kysely';
import type { Db } from '../../server/platform/call.ts';

/**
 * What the simulated network's own record, the orders and the lines say differently, by kind; all lists are empty when everything was
 * carried out exactly once, in order, and shown as it is. Lines had no services in the network at first.
 */
export async function differences(db: Db): Promise<Record<string, unknown[]>> {
  return { ...(await orderDifferences(db)), ...(await found(db, ofTheSimulator)) };
}

/** The same of the orders and the lines alone, whatever the network is. */
export function orderDifferences(db: Db): Promise<Record<string, unknown[]>> {
  return found(db, ofOrders);
}

async function found(db: Db, queries: typeof ofOrders | typeof ofTheSimulator) {
  const rows: Record<string, unknown[]> = {};
  for (const [what, query] of Object.entries(queries)) rows[what] = (await query.execute(db)).rows;
  return rows;
}

const ofOrders = {
  stuck: sql`SELECT id, state, is_head, lease_until FROM order_item WHERE ended_at IS NULL`,

  'lines that show another last change of an option than was confirmed': sql`
    WITH changed AS (
      SELECT DISTINCT ON (i.line_id, a ->> 'code') i.line_id, a ->> 'code' AS code, a ->> 'action' AS action
      FROM order_item i, jsonb_array_elements(i.actions) a
      WHERE i.state = 'completed'
      ORDER BY i.line_id, a ->> 'code', i.sequence DESC
    )
    SELECT c.*, l.option_codes FROM changed c JOIN line_state l USING (line_id)
    WHERE (c.code = ANY(l.option_codes)) <> (c.action <> 'remove')`,

  'options not held once for each time they were bought': sql`
    SELECT i.id, held.options FROM order_item i
    LEFT JOIN (SELECT added_by_item, count(*) AS options FROM line_option GROUP BY added_by_item) AS held ON held.added_by_item = i.id
    CROSS JOIN LATERAL (SELECT count(*) AS added FROM jsonb_array_elements(i.actions) a WHERE a ->> 'action' = 'add') AS wanted
    WHERE coalesce(held.options, 0) <> CASE WHEN i.state = 'completed' THEN wanted.added ELSE 0 END`,

  'lines that count items as open': sql`SELECT line_id, open_items FROM line_state WHERE open_items <> 0`,

  'orders that were not told of each item once': sql`
    SELECT o.id, o.state, o.item_count, o.completed_count, o.failed_count FROM product_order o
    JOIN LATERAL (SELECT count(*) FILTER (WHERE state = 'completed') AS completed, count(*) FILTER (WHERE state = 'failed') AS failed
                  FROM order_item WHERE order_id = o.id) AS items ON true
    WHERE (o.completed_count, o.failed_count) <> (items.completed, items.failed)
       OR o.completed_count + o.failed_count <> o.item_count
       OR o.state <> CASE WHEN o.failed_count = 0 THEN 'completed' WHEN o.completed_count = 0 THEN 'failed' ELSE 'partial' END`,

  'orders whose end was not told once': sql`
    SELECT o.id, bells.count AS bells, mails.count AS mails FROM product_order o
    LEFT JOIN (SELECT target, count(*) FROM notification WHERE kind <> 'order-begun' GROUP BY target) AS bells
      ON bells.target = '/orders/' || o.id
    LEFT JOIN (SELECT split_part(dedupe_key, ':', 2) AS order_id, count(*) FROM mail
               WHERE dedupe_key LIKE 'order-ended:%' GROUP BY 1) AS mails ON mails.order_id = o.id::text
    WHERE bells.count IS DISTINCT FROM 1 OR mails.count IS DISTINCT FROM 1`,
};

const ofTheSimulator = {
  'effects: not one of a completed item, or one of another': sql`
    SELECT coalesce(i.id, e.item_id) AS id, i.state, e.effects FROM order_item i
    FULL JOIN (SELECT item_id, count(*) AS effects FROM simulator.effect GROUP BY item_id) e ON e.item_id = i.id
    WHERE coalesce(e.effects, 0) <> (i.state IS NOT DISTINCT FROM 'completed')::integer`,

  'effects on a SIM in another order than its items were ordered': sql`
    SELECT * FROM (
      SELECT e.iccid, i.sequence, lag(i.sequence) OVER chain AS previous, e.before, lag(e.after) OVER chain AS after
      FROM simulator.effect e JOIN order_item i ON i.id = e.item_id
      WINDOW chain AS (PARTITION BY e.iccid ORDER BY e.sequence)) AS effects
    WHERE sequence < previous OR before <> coalesce(after, '{}')`,

  'services that are not those of the last change that was confirmed': sql`
    WITH switched AS (
      SELECT DISTINCT ON (i.iccid, s ->> 'service') i.iccid, s ->> 'service' AS service, s -> 'value' AS value, a ->> 'action' AS action
      FROM order_item i, jsonb_array_elements(i.actions) a, jsonb_array_elements(a -> 'services') s
      WHERE i.state = 'completed'
      ORDER BY i.iccid, s ->> 'service', i.sequence DESC, (a ->> 'action' = 'remove')
    ), expected AS (
      SELECT iccid, jsonb_object_agg(service, value) FILTER (WHERE action <> 'remove') AS services FROM switched GROUP BY iccid
    )
    SELECT s.iccid, s.services, e.services AS expected FROM simulator.subscriber s LEFT JOIN expected e USING (iccid)
    WHERE s.services <> coalesce(e.services, '{}')`,

  'failures other than of the number that is always refused': sql`
    SELECT msisdn, state, failure FROM order_item
    WHERE (state = 'failed') <> (msisdn LIKE '%0002') OR (state = 'failed' AND failure ->> 'code' <> 'network-refused')`,
};

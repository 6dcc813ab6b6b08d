import { sql } from 'kysely';
import { type Call, type Db, inTransaction, type Person } from '../../server/platform/call.ts';
import { newId } from '../../server/platform/id.ts';
import type { EndedItem, Hearers } from '../../server/provisioning/events.ts';
import { retryItems } from '../../server/provisioning/provisioning.ts';

export type StoredFleet = { organisationId: string; accountId: string; personId: string; lineIds: string[] };

/**
 * A company with lines, and their SIMs in the simulated network; written straight into the tables, so that it takes any number.
 * No number ends in digits at which the simulator misbehaves, except `oddLines`: one line each.
 */
export async function storeFleet(
  db: Db,
  lines: number,
  oddLines: ('0001' | '0002' | '0003' | '0004')[] = [],
): Promise<StoredFleet> {
  const [organisationId, accountId, personId] = [newId(), newId(), newId()];
  const now = new Date('2025-01-01T00:00:00Z');
  const counted = await sql<{ count: number }>`SELECT count(*)::integer AS count FROM organisation`.execute(
    db,
  );
  const company = 10 + (counted.rows[0]?.count ?? 0);
  await sql`INSERT INTO organisation (id, name, enterprise_number, locale, created_at)
    VALUES (${organisationId}, 'Test', ${`0${String(company).padStart(9, '0')}`}, 'fr', ${now})`.execute(db);
  await sql`INSERT INTO billing_account (id, organisation_id, number, name)
    VALUES (${accountId}, ${organisationId}, ${`1.${company}`}, 'Test')`.execute(db);
  await sql`INSERT INTO person (id, organisation_id, role, email, first_name, last_name, locale, created_at)
    VALUES (${personId}, ${organisationId}, 'manager', ${`manager@${company}.test`}, 'An', 'Test', 'fr', ${now})`.execute(
    db,
  );
  await sql`INSERT INTO catalogue_version (version, checksum, applied_at, document)
    VALUES (1, 'test', ${now}, '{}') ON CONFLICT DO NOTHING`.execute(db);
  // 32470 0000 0010: the company, then the line; ten thousands apart from the digits that mean something.
  const plain = sql`SELECT n, '32' || ${company}::text || lpad((n / 9000)::text, 4, '0') || (1000 + n % 9000)::text AS msisdn
    FROM generate_series(0, ${lines - 1}::integer) AS n`;
  const odd = sql`SELECT 10000000 + n AS n, '32' || ${company}::text || '9999' || digits AS msisdn
    FROM unnest(${oddLines}::text[]) WITH ORDINALITY AS o (digits, n)`;
  const { rows } = await sql<{ id: string }>`
    INSERT INTO line (id, organisation_id, billing_account_id, billing_account_number, msisdn, plan_code, subscription_kind,
                      product, catalogue_version, plan_since, status, status_since, iccid, activated_at)
    SELECT gen_random_uuid(), ${organisationId}, ${accountId}, ${`1.${company}`}, msisdn, 'plan', 'kind', 'voice', 1, ${now},
           'active', ${now}, '8932' || rpad(${company}::text, 4, '0') || lpad(n::text, 11, '0'), ${now}
    FROM (${plain} UNION ALL ${odd}) AS numbers
    RETURNING id`.execute(db);
  await sql`INSERT INTO line_state (line_id, organisation_id, billing_account_id, synced_at)
    SELECT id, organisation_id, billing_account_id, ${now} FROM line WHERE organisation_id = ${organisationId}`.execute(
    db,
  );
  await sql`INSERT INTO simulator.subscriber (iccid, msisdn)
    SELECT iccid, msisdn FROM line WHERE organisation_id = ${organisationId}`.execute(db);
  return { organisationId, accountId, personId, lineIds: rows.map(({ id }) => id) };
}

/** The person who ordered. */
export function managerOf(fleet: StoredFleet): Person {
  const { organisationId, personId } = fleet;
  return {
    kind: 'person',
    personId,
    organisationId,
    role: 'manager',
    billingAccountIds: null,
    name: 'An Test',
    email: '',
    locale: 'fr',
  };
}

/** An order that gives each line the service `data` with this value, as submit would have stored it. */
export async function storeOrder(
  db: Db,
  fleet: StoredFleet,
  order: { value: string; now: Date; lineIds?: string[]; actions?: unknown },
): Promise<string> {
  const orderId = newId();
  const lineIds = order.lineIds ?? fleet.lineIds;
  const actions = order.actions ?? [
    { action: 'add', code: 'data', services: [{ service: 'data', value: order.value }] },
  ];
  await db.transaction().execute(async (db) => {
    await sql`INSERT INTO product_order (id, organisation_id, state, requested_by, requested_by_name, requested_at, locale,
        idempotency_key, request_hash, billing_account_ids, catalogue_version, change, totals, item_count)
      VALUES (${orderId}, ${fleet.organisationId}, 'acknowledged', ${fleet.personId}, 'An Test', ${order.now}, 'fr',
        ${orderId}, '', ARRAY[${fleet.accountId}::uuid], 1, '{}', '{}', ${lineIds.length})`.execute(db);
    await sql`SELECT FROM line_state WHERE line_id = ANY(${lineIds}::uuid[]) ORDER BY line_id FOR NO KEY UPDATE`.execute(
      db,
    );
    await sql`
      INSERT INTO order_item (id, organisation_id, order_id, line_id, billing_account_id, position, msisdn, iccid, actions, price,
                              element, is_head, due_at)
      SELECT gen_random_uuid(), organisation_id, ${orderId}, line.id, billing_account_id, o.position, msisdn, iccid,
             ${JSON.stringify(actions)}::jsonb, '{}', 'simulator',
             NOT EXISTS (SELECT FROM order_item i WHERE i.line_id = line.id AND i.state IN ('acknowledged', 'inProgress')),
             ${order.now}
      FROM unnest(${lineIds}::uuid[]) WITH ORDINALITY AS o (id, position) JOIN line USING (id)
      ORDER BY o.position`.execute(db);
    await countOpen(db, lineIds, 1);
  });
  return orderId;
}

/** Lines count their open items: the next is let go first only where there is one. Their rows are locked by the caller. */
async function countOpen(db: Db, lineIds: string[], by: 1 | -1): Promise<void> {
  await sql`UPDATE line_state SET open_items = open_items + ${by} * counted.items
    FROM (SELECT id, count(*)::integer AS items FROM unnest(${lineIds}::uuid[]) AS l(id) GROUP BY id) AS counted
    WHERE line_id = counted.id`.execute(db);
}

/** Hearers that count ended items on their order and their lines, as orders and fleet do. */
export const counting: Hearers = {
  onItemsStarted: (call, items) => setInProgress(call, [...new Set(items.map(({ orderId }) => orderId))]),
  onItemsAccepted: () => Promise.resolve(),
  onItemsEnded: countEnded,
};

async function setInProgress({ db }: Call, orderIds: string[]): Promise<void> {
  await sql`UPDATE product_order SET state = 'inProgress' WHERE id = ANY(${orderIds}::uuid[]) AND state = 'acknowledged'`.execute(
    db,
  );
}

async function countEnded({ db }: Call, items: EndedItem[]): Promise<void> {
  await countOpen(
    db,
    items.map(({ lineId }) => lineId),
    -1,
  );
  const orders = [...Map.groupBy(items, ({ orderId }) => orderId)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const [orderId, ended] of orders) {
    const count = (state: string) => ended.filter((item) => item.state === state).length;
    await sql`UPDATE product_order SET completed_count = completed_count + ${count('completed')},
        failed_count = failed_count + ${count('failed')}, cancelled_count = cancelled_count + ${count('cancelled')}
      WHERE id = ${orderId}`.execute(db);
  }
}

/** Sends the failed items of an order again, and uncounts them, as orders does. */
export function retryFailed(caller: Call, orderId: string): Promise<{ id: string; lineId: string }[]> {
  return inTransaction(caller, async (call) => {
    const items = await retryItems(call, orderId);
    await sql`UPDATE product_order SET failed_count = failed_count - ${items.length} WHERE id = ${orderId}`.execute(
      call.db,
    );
    await countOpen(
      call.db,
      items.map(({ lineId }) => lineId),
      1,
    );
    return items;
  });
}

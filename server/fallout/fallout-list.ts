import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Call, Db, Staff } from '../platform/call.ts';
import type { FalloutFilter } from './contract.ts';

export type GroupRow = {
  code: string;
  element: string;
  items: number;
  orders: number;
  organisations: number;
  oldestAt: Date;
  newestAt: Date;
};

/** Everything that failed and waits, by cause and element, in one statement; most items first. */
export async function listGroups(db: Db): Promise<GroupRow[]> {
  const { rows } = await sql<GroupRow>`
    SELECT code, element, sum(items)::bigint AS items, count(*) AS orders,
      count(DISTINCT organisation_id) AS organisations, min(oldest) AS "oldestAt", max(newest) AS "newestAt"
    FROM (
      SELECT failure ->> 'code' AS code, element, organisation_id, order_id, count(*) AS items,
        min(ended_at) AS oldest, max(ended_at) AS newest
      FROM order_item WHERE state = 'failed'
      GROUP BY failure ->> 'code', element, organisation_id, order_id
    ) AS of_order
    WHERE code IS NOT NULL
    GROUP BY code, element
    ORDER BY items DESC, code, element`.execute(db);
  return rows;
}

/** How many items failed and wait. */
export async function countFallout(db: Db): Promise<number> {
  const { rows } = await sql<{
    items: number;
  }>`SELECT count(*) AS items FROM order_item WHERE state = 'failed'`.execute(db);
  return rows[0]?.items ?? 0;
}

export type FalloutRow = {
  id: string;
  msisdn: string;
  iccid: string;
  organisationId: string;
  organisationName: string;
  billingAccountNumber: string;
  orderId: string;
  orderNumber: number;
  requestedBy: string;
  requestedAt: Date;
  actions: unknown;
  failedAt: Date;
  attempts: number;
  failure: unknown;
};

/** A page of the items that fit, those that wait longest first. The page is found before anything is joined to it. */
export async function listFallout(
  call: Call<Staff>,
  filter: FalloutFilter,
  page: { limit: number; offset: number },
): Promise<FalloutRow[]> {
  const { rows } = await sql<FalloutRow>`
    SELECT i.id, i.msisdn, i.iccid, i.organisation_id AS "organisationId", organisation.name AS "organisationName",
      account.number AS "billingAccountNumber", i.order_id AS "orderId", o.number AS "orderNumber",
      o.requested_by_name AS "requestedBy", o.requested_at AS "requestedAt", i.actions, i.ended_at AS "failedAt",
      i.attempts, i.failure
    FROM (SELECT id FROM order_item WHERE ${fits(filter)}
      ORDER BY ended_at, id LIMIT ${page.limit} OFFSET ${page.offset}) AS wanted
    JOIN order_item i ON i.id = wanted.id
    JOIN product_order o ON o.id = i.order_id
    JOIN organisation ON organisation.id = i.organisation_id
    JOIN billing_account account ON account.id = i.billing_account_id
    ORDER BY i.ended_at, i.id`.execute(call.db);
  return rows;
}

/** Whose items fit the filter, its company left aside; most items first. Their sum is the total of a filter without a company. */
export async function countByOrganisation(
  call: Call<Staff>,
  filter: FalloutFilter,
): Promise<{ id: string; name: string; items: number }[]> {
  const { rows } = await sql<{ id: string; name: string; items: number }>`
    SELECT organisation.id, organisation.name, counted.items
    FROM (SELECT organisation_id, count(*) AS items FROM order_item
      WHERE ${fits({ ...filter, organisationId: undefined })} GROUP BY organisation_id) AS counted
    JOIN organisation ON organisation.id = counted.organisation_id
    ORDER BY counted.items DESC, organisation.name`.execute(call.db);
  return rows;
}

/** Rows of `order_item` that a filter means. */
export function fits(filter: FalloutFilter): RawBuilder<SqlBool> {
  const { code, element, organisationId, search } = filter;
  return sql<SqlBool>`state = 'failed' AND element = ${element} AND failure ->> 'code' = ${code}
    AND ${organisationId ? sql`organisation_id = ${organisationId}` : sql`true`}
    AND ${search ? found(search) : sql`true`}`;
}

/** Digits of a number, also as it is written at home (`0492…` is `32492…`), or the number of an order. */
function found(search: string): RawBuilder<SqlBool> {
  const digits = search.replaceAll(/\D/g, '');
  if (digits === '') return sql<SqlBool>`false`;
  const part = `%${digits.replace(/^0(?=[1-9])/, '32')}%`;
  const order = digits.length > 15 ? '0' : digits;
  return sql<SqlBool>`(msisdn LIKE ${part}
    OR order_id = (SELECT id FROM product_order WHERE number = ${order}::bigint))`;
}

export type HandlingRow = {
  id: string;
  action: 'retry' | 'complete' | 'cancel';
  note: string;
  by: string;
  at: Date;
  items: number;
  msisdn: string | null;
  organisation: string | null;
};

/** What staff did lately, the newest first; an act that concerned nothing is left out. */
export async function listHandlings(call: Call<Staff>, limit: number): Promise<HandlingRow[]> {
  const { rows } = await sql<HandlingRow>`
    SELECT handling.id, action, note, handled_by_name AS by, handled_at AS at, concerned.items,
      CASE WHEN concerned.items = 1 THEN (SELECT msisdn FROM order_item WHERE id = concerned.an_item) END AS msisdn,
      CASE WHEN concerned.one_company THEN (SELECT name FROM organisation WHERE id = concerned.a_company) END AS organisation
    FROM (SELECT * FROM handling ORDER BY handled_at DESC, id DESC LIMIT ${limit}) AS handling
    CROSS JOIN LATERAL (
      SELECT count(*) AS items, (array_agg(item_id))[1] AS an_item, (array_agg(organisation_id))[1] AS a_company,
        count(DISTINCT organisation_id) = 1 AS one_company
      FROM handled_item WHERE handling_id = handling.id
    ) AS concerned
    WHERE concerned.items > 0
    ORDER BY handled_at DESC, handling.id DESC`.execute(call.db);
  return rows;
}

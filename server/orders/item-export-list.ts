import { sql } from 'kysely';
import { withinScope } from '../organisations/organisations.ts';
import type { Call, Person } from '../platform/call.ts';
import { rowsOf } from '../platform/export/row-store.ts';
import type { ItemState } from './contract.ts';
import { type ByOperator, byOperator } from './item-list.ts';

/** An item as its export reads it. JSON stays text: few distinct ones occur, and each is read once. Moments are the clock of Brussels. */
export type ExportedItem = {
  msisdn: string;
  iccid: string;
  billing_account_number: string;
  state: ItemState;
  position: number;
  actions: string;
  failure: string | null;
  now: string;
  monthly: string;
  started_at: string;
  ended_at: string;
} & ByOperator;

/** The items of an order that the person may see and that are in these states, by position, in chunks. */
export function exportedItems(
  call: Call<Person>,
  orderId: string,
  states: ItemState[],
): AsyncGenerator<ExportedItem[]> {
  return rowsOf(
    call.db,
    sql<ExportedItem>`
      SELECT i.msisdn, i.iccid, b.number AS billing_account_number, i.state, i.position, i.actions::text AS actions,
        i.failure::text AS failure, i.price ->> 'now' AS now, i.price ->> 'monthly' AS monthly,
        coalesce(${moment('i.started_at')}, '') AS started_at, coalesce(${moment('i.ended_at')}, '') AS ended_at,
        ${byOperator.columns}
      FROM order_item i JOIN billing_account b ON b.id = i.billing_account_id ${byOperator.join}
      WHERE i.order_id = ${orderId} AND ${withinScope(call.actor, 'i')} AND i.state = ANY(${states}::text[])
      ORDER BY i.position`,
  );
}

function moment(column: string) {
  return sql`to_char(${sql.ref(column)} AT TIME ZONE 'Europe/Brussels', 'YYYY-MM-DD HH24:MI')`;
}

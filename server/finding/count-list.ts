import { sql } from 'kysely';
import { withinScope } from '../organisations/organisations.ts';
import type { Call, Person } from '../platform/call.ts';
import type { FleetSummary, LineFilter, LineGroups } from './contract.ts';
import type { LineStatus } from '../fleet/contract.ts';
import { lineFits } from './filter-store.ts';

/** The groups of lines that may be changed together among those that fit, the largest first. */
export async function countGroups(call: Call<Person>, filter: LineFilter): Promise<LineGroups> {
  const fits = await lineFits(call, filter);
  const found = await sql<LineGroups['groups'][number]>`
    SELECT subscription_kind AS "subscriptionKind", status, count(*)
    FROM line WHERE ${fits} GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`.execute(call.db);
  return { groups: found.rows };
}

/** The fleet of the person at a glance. `total` counts ceased lines too. */
export async function summariseFleet(call: Call<Person>): Promise<FleetSummary> {
  const [statuses, moving] = await Promise.all([
    sql<{ status: LineStatus; count: number }>`
      SELECT status, count(*) FROM line WHERE ${withinScope(call.actor, 'line')} GROUP BY 1`.execute(call.db),
    sql<{ count: number }>`
      SELECT count(*) FROM line_state WHERE ${withinScope(call.actor, 'line_state')} AND open_items > 0`.execute(
      call.db,
    ),
  ]);
  const count = (status: LineStatus) => statuses.rows.find((row) => row.status === status)?.count ?? 0;
  return {
    active: count('active'),
    suspended: count('suspended'),
    total: statuses.rows.reduce((sum, row) => sum + row.count, 0),
    changesUnderWay: moving.rows[0]?.count ?? 0,
  };
}

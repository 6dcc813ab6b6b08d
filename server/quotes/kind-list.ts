import { sql } from 'kysely';
import { withinSight } from '../organisations/organisations.ts';
import type { LineStatus } from '../fleet/contract.ts';
import type { Call, Person } from '../platform/call.ts';

/**
 * A read model over fleet's tables and ours: a hash of 64 bits of all that judging and pricing looks at. Held options and open items go in as sums
 * of hashes, so that neither is sorted; a minimum term counts only while it lasts. `withPlanned`: also at what is planned.
 */
export async function hashedKinds(
  call: Call,
  lineIds: string[],
  at: Date,
  withPlanned: boolean,
): Promise<{ kinds: string[]; versions: number[] }> {
  const found = await sql<{ kinds: string[] | null; versions: number[] | null }>`
    SELECT array_agg(hash_record_extended(ROW(line.plan_code, line.subscription_kind, line.status, line.status_reason, account.cycle_day,
        held.terms, pending.changes, planned.changes), 0)::text ORDER BY wanted.place) AS kinds,
      array_agg(line_state.version ORDER BY wanted.place) AS versions
    FROM unnest(${lineIds}::uuid[]) WITH ORDINALITY AS wanted (id, place)
    JOIN line ON line.id = wanted.id
    JOIN line_state ON line_state.line_id = line.id
    JOIN billing_account AS account ON account.id = line.billing_account_id
    LEFT JOIN (
      SELECT line_id, sum(hash_record_extended(ROW(option_code, parameters, monthly_price, catalogue_version,
        CASE WHEN minimum_term_end > ${at} THEN minimum_term_end END), 0)) AS terms
      FROM line_option WHERE line_id = ANY(${lineIds}::uuid[]) AND ended_at IS NULL GROUP BY line_id
    ) AS held ON held.line_id = line.id
    LEFT JOIN (
      SELECT line_id, sum(jsonb_hash_extended(actions, 0)) AS changes
      FROM order_item WHERE line_id = ANY(${lineIds}::uuid[]) AND state IN ('acknowledged', 'inProgress') GROUP BY line_id
    ) AS pending ON pending.line_id = line.id
    LEFT JOIN (
      SELECT line_id, sum(hash_record_extended(ROW(actions, due_at), 0)) AS changes
      FROM order_item WHERE ${withPlanned} AND line_id = ANY(${lineIds}::uuid[]) AND state = 'planned' GROUP BY line_id
    ) AS planned ON planned.line_id = line.id
    WHERE ${withinSight(call.actor, 'line')}`.execute(call.db);
  const row = found.rows[0];
  return { kinds: row?.kinds ?? [], versions: row?.versions ?? [] };
}

/** What some lines have in common. */
export type Trait = { subscriptionKind: string; status: LineStatus; cycleDay: number; count: number };

/** Counts lines by kind of subscription, status and cycle day; each of `lineIds` stands for as many as `counts` says. In the order of the first of each. */
export async function traitsOf(call: Call, lineIds: string[], counts: number[]): Promise<Trait[]> {
  const found = await sql<Trait>`
    SELECT line.subscription_kind AS "subscriptionKind", line.status, account.cycle_day AS "cycleDay",
      sum(kind.count)::integer AS count
    FROM unnest(${lineIds}::uuid[], ${counts}::integer[]) WITH ORDINALITY AS kind (id, count, place)
    JOIN line ON line.id = kind.id
    JOIN billing_account AS account ON account.id = line.billing_account_id
    WHERE ${withinSight(call.actor, 'line')}
    GROUP BY 1, 2, 3 ORDER BY min(kind.place)`.execute(call.db);
  return found.rows;
}

/** Which of `lineIds` (by place, from 0) are of which kind of subscription and status. */
export async function groupsAmong(
  call: Call,
  lineIds: string[],
): Promise<{ subscriptionKind: string; status: LineStatus; places: number[] }[]> {
  const found = await sql<{ subscriptionKind: string; status: LineStatus; places: number[] }>`
    SELECT line.subscription_kind AS "subscriptionKind", line.status, array_agg((kind.place - 1)::integer) AS places
    FROM unnest(${lineIds}::uuid[]) WITH ORDINALITY AS kind (id, place)
    JOIN line ON line.id = kind.id
    WHERE ${withinSight(call.actor, 'line')}
    GROUP BY 1, 2`.execute(call.db);
  return found.rows;
}

/** When the passes that a line holds end: of several of one, the last. */
export async function endsOfOptions(call: Call<Person>, lineId: string): Promise<Map<string, Date>> {
  const found = await sql<{ code: string; until: Date }>`
    SELECT option_code AS code, max(active_until) AS until FROM line_option
    WHERE line_id = ${lineId} AND organisation_id = ${call.actor.organisationId}
      AND ended_at IS NULL AND active_until IS NOT NULL
    GROUP BY option_code`.execute(call.db);
  return new Map(found.rows.map(({ code, until }) => [code, until]));
}

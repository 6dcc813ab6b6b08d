import { sql } from 'kysely';
import { withinScope } from '../organisations/organisations.ts';
import type { Call, Person } from '../platform/call.ts';
import { notFound } from '../platform/refusal.ts';
import { type LineToJudge, linesToJudge } from './pending.ts';

/** Lines sorted by kind: those of one kind have the same rules, prices and pending changes. */
export type LinesByKind = {
  lineIds: string[];
  /** line.version of each line. */
  versions: number[];
  /** One line of each kind, with all its facts. */
  samples: LineToJudge[];
  /** Which of `samples` (from 0) stands for each line. */
  kindOf: number[];
};

/**
 * Sorts lines by kind in the database, so that of 100,000 lines only one of each kind travels. 404 when one does not exist or the person may
 * not see it.
 */
export async function linesByKind(call: Call<Person>, lineIds: string[]): Promise<LinesByKind> {
  const { kinds, versions } = await hashedKinds(call, lineIds);
  if (kinds.length !== lineIds.length) throw notFound();
  const places = new Map<string, number>();
  const first: string[] = [];
  const kindOf = kinds.map((kind, at) => {
    const known = places.get(kind);
    if (known !== undefined) return known;
    places.set(kind, first.length);
    return first.push(lineIds[at] ?? '') - 1;
  });
  return { lineIds, versions, samples: await linesToJudge(call, first), kindOf };
}

/** How many lines there are of each kind, in the order of `samples`. */
export function countsOfKinds({ samples, kindOf }: LinesByKind): number[] {
  const counts = samples.map(() => 0);
  for (const kind of kindOf) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/**
 * A read model over fleet's tables and ours: a hash of 64 bits of all that judging and pricing looks at. Held options and open items go in as sums
 * of hashes, so that neither is sorted; a minimum term counts only while it lasts.
 */
async function hashedKinds(
  call: Call<Person>,
  lineIds: string[],
): Promise<{ kinds: string[]; versions: number[] }> {
  const found = await sql<{ kinds: string[] | null; versions: number[] | null }>`
    SELECT array_agg(hash_record_extended(ROW(line.plan_code, line.subscription_kind, line.status, account.cycle_day,
        held.terms, pending.changes), 0)::text ORDER BY wanted.place) AS kinds,
      array_agg(line_state.version ORDER BY wanted.place) AS versions
    FROM unnest(${lineIds}::uuid[]) WITH ORDINALITY AS wanted (id, place)
    JOIN line ON line.id = wanted.id
    JOIN line_state ON line_state.line_id = line.id
    JOIN billing_account AS account ON account.id = line.billing_account_id
    LEFT JOIN (
      SELECT line_id, sum(hash_record_extended(ROW(option_code, parameters, monthly_price, catalogue_version,
        CASE WHEN minimum_term_end > ${call.now} THEN minimum_term_end END), 0)) AS terms
      FROM line_option WHERE line_id = ANY(${lineIds}::uuid[]) AND ended_at IS NULL GROUP BY line_id
    ) AS held ON held.line_id = line.id
    LEFT JOIN (
      SELECT line_id, sum(jsonb_hash_extended(actions, 0)) AS changes
      FROM order_item WHERE line_id = ANY(${lineIds}::uuid[]) AND state IN ('acknowledged', 'inProgress') GROUP BY line_id
    ) AS pending ON pending.line_id = line.id
    WHERE ${withinScope(call.actor, 'line')}`.execute(call.db);
  const row = found.rows[0];
  return { kinds: row?.kinds ?? [], versions: row?.versions ?? [] };
}

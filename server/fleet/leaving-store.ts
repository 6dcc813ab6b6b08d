import { sql } from 'kysely';
import type { Call } from '../platform/call.ts';

/** An option whose time is over and of which the network is still to be told. */
export type LeavingOption = {
  id: string;
  lineId: string;
  code: string;
  catalogueVersion: number;
  parameters: Record<string, string>;
};

/** Of the network is still to be told; on which nothing is under way. */
const quiet = sql`line_option JOIN line_state ON line_state.line_id = line_option.line_id AND line_state.open_items = 0`;

/** Lines with such options on which nothing is under way, in order of id: what is under way may be about the same option. */
export async function linesToLeave(call: Call, atMost: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT line_option.line_id AS id FROM ${quiet}
    WHERE leaves_network ORDER BY line_option.line_id LIMIT ${atMost}`.execute(call.db);
  return rows.map(({ id }) => id);
}

/** The same of some lines, whole; the caller holds the lines. */
export async function optionsToLeave(call: Call, lineIds: string[]): Promise<LeavingOption[]> {
  const { rows } = await sql<LeavingOption>`
    SELECT line_option.id, line_option.line_id AS "lineId", option_code AS code, catalogue_version AS "catalogueVersion",
      (SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each_text(parameters)) AS parameters
    FROM ${quiet}
    WHERE leaves_network AND line_option.line_id = ANY(${lineIds}::uuid[])
    ORDER BY line_option.line_id, option_code, line_option.id`.execute(call.db);
  return rows;
}

/** The network has been told of these, or need not be. */
export async function markLeft(call: Call, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`UPDATE line_option SET leaves_network = false WHERE id = ANY(${ids}::uuid[])`.execute(call.db);
}

/** A change that ended meanwhile has removed these options from the network: it need not be told again. */
export async function markRemoved(call: Call, removed: { lineId: string; code: string }[]): Promise<void> {
  if (removed.length === 0) return;
  await sql`
    UPDATE line_option SET leaves_network = false
    FROM unnest(${removed.map(({ lineId }) => lineId)}::uuid[], ${removed.map(({ code }) => code)}::text[])
      AS gone (line_id, code)
    WHERE line_option.line_id = gone.line_id AND line_option.option_code = gone.code AND leaves_network`.execute(
    call.db,
  );
}

/** Those of the lines of which the network is still to be told something: it cannot agree yet. */
export async function leavingAmong(call: Call, lineIds: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT line_id AS id FROM line_option WHERE leaves_network AND line_id = ANY(${lineIds}::uuid[])`.execute(
    call.db,
  );
  return new Set(rows.map(({ id }) => id));
}

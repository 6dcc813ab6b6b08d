import { sql } from 'kysely';
import type { Call, Staff } from '../platform/call.ts';
import type { Difference } from './contract.ts';

/** The line after which to go on in this round; null = from the beginning. Makes the first round. */
export async function placeOfRound(call: Call): Promise<string | null> {
  await sql`INSERT INTO comparison_round (started_at) VALUES (${call.now}) ON CONFLICT DO NOTHING`.execute(
    call.db,
  );
  const { rows } = await sql<{ after: string | null }>`
    SELECT after_line AS after FROM comparison_round`.execute(call.db);
  return rows[0]?.after ?? null;
}

/** The next lines in order of id. */
export async function nextLineIds(call: Call, after: string | null, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM line WHERE ${after ? sql`id > ${after}` : sql`true`} ORDER BY id LIMIT ${limit}`.execute(
    call.db,
  );
  return rows.map(({ id }) => id);
}

/** Goes on after the last line looked at; `last` null = there was none, and a new round begins. Another who went on meanwhile is left alone. */
export async function goOn(
  call: Call,
  { after, last }: { after: string | null; last: string | null },
  looked: number,
): Promise<void> {
  await sql`
    UPDATE comparison_round SET after_line = ${last}::uuid,
      compared = CASE WHEN ${last}::uuid IS NULL THEN 0 ELSE compared + ${looked} END,
      started_at = CASE WHEN ${last}::uuid IS NULL THEN ${call.now} ELSE started_at END,
      last_ended_at = CASE WHEN ${last}::uuid IS NULL THEN ${call.now} ELSE last_ended_at END
    WHERE after_line IS NOT DISTINCT FROM ${after}::uuid`.execute(call.db);
}

/** The IMSI of the live SIM of each line (ITU-T E.212). */
export async function imsisOf(call: Call, lineIds: string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; imsi: string }>`
    SELECT line_id AS id, imsi FROM sim WHERE line_id = ANY(${lineIds}::uuid[]) AND live_until IS NULL`.execute(
    call.db,
  );
  return new Map(rows.map(({ id, imsi }) => [id, imsi]));
}

type DriftNews = { lineId: string; organisationId: string };

/** The network agrees again; answers the lines for which that is news. */
export async function forgetDrift(call: Call, lineIds: string[]): Promise<DriftNews[]> {
  if (lineIds.length === 0) return [];
  const { rows } = await sql<DriftNews>`
    DELETE FROM line_drift WHERE line_id = ANY(${lineIds}::uuid[])
    RETURNING line_id AS "lineId", organisation_id AS "organisationId"`.execute(call.db);
  return rows;
}

export type Drift = DriftNews & { version: number; element: string; differences: Difference[] };

/** Writes down where the network differs; answers the lines for which it is news. */
export async function writeDrift(call: Call, drifted: Drift[]): Promise<DriftNews[]> {
  if (drifted.length === 0) return [];
  const { rows } = await sql<DriftNews>`
    WITH known AS (
      SELECT line_id, differences, line_version FROM line_drift WHERE line_id = ANY(${drifted.map(({ lineId }) => lineId)}::uuid[])
    ), written AS (
      INSERT INTO line_drift AS old (line_id, organisation_id, line_version, element, found_at, seen_at, differences)
      SELECT line_id, organisation_id, line_version, element, ${call.now}, ${call.now}, differences
      FROM jsonb_to_recordset(${JSON.stringify(
        drifted.map(({ lineId, organisationId, version, element, differences }) => ({
          line_id: lineId,
          organisation_id: organisationId,
          line_version: version,
          element,
          differences,
        })),
      )}::jsonb) AS found (line_id uuid, organisation_id uuid, line_version bigint, element text, differences jsonb)
      ON CONFLICT (line_id) DO UPDATE SET line_version = excluded.line_version, element = excluded.element,
        seen_at = excluded.seen_at, differences = excluded.differences,
        organisation_id = excluded.organisation_id
      RETURNING line_id, organisation_id, line_version, differences)
    SELECT written.line_id AS "lineId", written.organisation_id AS "organisationId"
    FROM written LEFT JOIN known USING (line_id)
    WHERE known.differences IS DISTINCT FROM written.differences
      OR known.line_version IS DISTINCT FROM written.line_version`.execute(call.db);
  return rows;
}

/** One request of an act of staff is worked on once at a time; held until the transaction ends. */
export async function lockAct(call: Call<Staff>, request: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`drift ${request}`}, 0))`.execute(call.db);
}

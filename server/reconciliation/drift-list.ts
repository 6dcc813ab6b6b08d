import { type RawBuilder, sql } from 'kysely';
import type { Call } from '../platform/call.ts';

export type DriftRow = {
  lineId: string;
  msisdn: string;
  iccid: string;
  organisationId: string;
  organisationName: string;
  element: string;
  foundAt: Date;
  seenAt: Date;
  differences: unknown;
};

/** Drift of lines that have not changed since: of the others nothing is known until they are compared again. */
const holds: RawBuilder<unknown> = sql`line_drift
  JOIN line_state ON line_state.line_id = line_drift.line_id AND line_state.version = line_drift.line_version
    AND line_state.open_items = 0`;

/** A page of all drift, found first first. */
export async function listDrift(
  call: Call,
  page: { limit: number; offset: number },
): Promise<{ rows: DriftRow[]; total: number }> {
  const { rows } = await sql<DriftRow>`
    SELECT line.id AS "lineId", line.msisdn, line.iccid, organisation.id AS "organisationId",
      organisation.name AS "organisationName", line_drift.element, line_drift.found_at AS "foundAt",
      line_drift.seen_at AS "seenAt", line_drift.differences
    FROM ${holds}
    JOIN line ON line.id = line_drift.line_id
    JOIN organisation ON organisation.id = line_drift.organisation_id
    ORDER BY line_drift.found_at, line_drift.line_id LIMIT ${page.limit} OFFSET ${page.offset}`.execute(
    call.db,
  );
  const counted = await sql<{ total: number }>`SELECT count(*) AS total FROM ${holds}`.execute(call.db);
  return { rows, total: counted.rows[0]?.total ?? 0 };
}

/** Since when the network differs for one line; undefined when it agrees, or nothing is known. */
export async function findDrift(call: Call, lineId: string): Promise<Date | undefined> {
  const { rows } = await sql<{ foundAt: Date }>`
    SELECT line_drift.found_at AS "foundAt" FROM ${holds} WHERE line_drift.line_id = ${lineId}`.execute(
    call.db,
  );
  return rows[0]?.foundAt;
}

/** How far this round of comparing is; undefined before the first. */
export async function findRound(
  call: Call,
): Promise<{ startedAt: Date; compared: number; lastEndedAt: Date | null } | undefined> {
  const { rows } = await sql<{ startedAt: Date; compared: number; lastEndedAt: Date | null }>`
    SELECT started_at AS "startedAt", compared, last_ended_at AS "lastEndedAt" FROM comparison_round`.execute(
    call.db,
  );
  return rows[0];
}

import { type RawBuilder, sql } from 'kysely';
import type { Call, Staff } from '../platform/call.ts';
import type { DriftFilter, RepairRequest } from './contract.ts';

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

/** A page of the drift that fits, found first first. */
export async function listDrift(
  call: Call<Staff>,
  filter: DriftFilter,
  page: { limit: number; offset: number },
): Promise<DriftRow[]> {
  const { rows } = await sql<DriftRow>`
    SELECT line.id AS "lineId", line.msisdn, line.iccid, organisation.id AS "organisationId",
      organisation.name AS "organisationName", line_drift.element, line_drift.found_at AS "foundAt",
      line_drift.seen_at AS "seenAt", line_drift.differences
    FROM ${holds}
    JOIN line ON line.id = line_drift.line_id
    JOIN organisation ON organisation.id = line_drift.organisation_id
    WHERE ${fits(filter)}
    ORDER BY line_drift.found_at, line_drift.line_id LIMIT ${page.limit} OFFSET ${page.offset}`.execute(
    call.db,
  );
  return rows;
}

/** How many lines of a company differ; `repairable`: see `isRepairable`. */
export type DriftCount = { id: string; name: string; items: number; repairable: number };

/** Whose drift fits the filter, its company left aside; most lines first. */
export async function countDrift(call: Call<Staff>, filter: DriftFilter): Promise<DriftCount[]> {
  const { rows } = await sql<DriftCount>`
    SELECT organisation.id, organisation.name, count(*) AS items,
      count(*) FILTER (WHERE jsonb_path_exists(line_drift.differences, '$[*].what ? (@ != "msisdn")')) AS repairable
    FROM ${holds}
    JOIN line ON line.id = line_drift.line_id
    JOIN organisation ON organisation.id = line_drift.organisation_id
    WHERE ${fits({ search: filter.search })}
    GROUP BY organisation.id ORDER BY items DESC, organisation.name`.execute(call.db);
  return rows;
}

export type ChosenDrift = { lineId: string; organisationId: string; version: number; differences: unknown };

/** The chosen drift that still holds, in order of the lines' ids. */
export async function chosenDrift(
  call: Call<Staff>,
  selection: RepairRequest['selection'],
  { after, limit }: { after: string | null; limit: number },
): Promise<ChosenDrift[]> {
  const chosen =
    'lineIds' in selection ? sql`line.id = ANY(${selection.lineIds}::uuid[])` : fits(selection.filter);
  const { rows } = await sql<ChosenDrift>`
    SELECT line.id AS "lineId", line_drift.organisation_id AS "organisationId",
      line_drift.line_version AS version, line_drift.differences
    FROM ${holds} JOIN line ON line.id = line_drift.line_id
    WHERE ${chosen} AND ${after ? sql`line.id > ${after}::uuid` : sql`true`}
    ORDER BY line.id LIMIT ${limit}`.execute(call.db);
  return rows;
}

/** `0492 01 00 03`, `+32 492 01`: the zeros in front are no part of a number as it is kept. */
function fits({ organisationId, search }: DriftFilter): RawBuilder<unknown> {
  const digits = search?.replaceAll(/\D/g, '').replace(/^0+/, '');
  return sql`${organisationId ? sql`line_drift.organisation_id = ${organisationId}` : sql`true`}
    AND ${digits === undefined ? sql`true` : digits === '' ? sql`false` : sql`line.msisdn LIKE ${`%${digits}%`}`}`;
}

/** Lines that differed when they were compared and have changed since, with nothing under way: they are compared again first. */
export async function listMovedSince(call: Call, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT line_drift.line_id AS id FROM line_drift
    JOIN line_state ON line_state.line_id = line_drift.line_id
    WHERE line_state.version <> line_drift.line_version AND line_state.open_items = 0
    ORDER BY line_drift.seen_at LIMIT ${limit}`.execute(call.db);
  return rows.map(({ id }) => id);
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

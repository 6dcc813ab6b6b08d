import { sql } from 'kysely';
import type { Call } from '../platform/call.ts';

/**
 * Whether the database has no customer yet. Until the transaction ends nobody else gets an answer, so that of two starters the second
 * sees what the first has made.
 */
export async function hasNoCustomer(call: Call): Promise<boolean> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('flottille demo', 0))`.execute(call.db);
  const customers = await sql`SELECT FROM organisation LIMIT 1`.execute(call.db);
  return customers.rows.length === 0;
}

/** Whether the demo's people can sign in here: the database may have been filled by somebody else, with other customers. */
export async function hasDemoPeople(call: Call, email: string): Promise<boolean> {
  const found = await sql`SELECT FROM person WHERE email = ${email}`.execute(call.db);
  return found.rows.length > 0;
}

/** How many customers the operator has. */
export async function countCompanies(call: Call): Promise<number> {
  const counted = await sql<{ count: number }>`SELECT count(*) FROM organisation`.execute(call.db);
  return counted.rows[0]?.count ?? 0;
}

/** The first place among invented lines that no line has yet: their SIMs are numbered by it. */
export async function nextPlace(call: Call): Promise<number> {
  const found = await sql<{ iccid: string | null }>`
    SELECT max(iccid) AS iccid FROM line WHERE iccid >= '893298' AND iccid < '893299'`.execute(call.db);
  const last = found.rows[0]?.iccid;
  return last ? Number(last.slice(6, 18)) + 1 : 0;
}

/** So that the first queries after a seed are planned on what is there. */
export async function refreshStatistics(call: Call): Promise<void> {
  await sql`VACUUM (ANALYZE)`.execute(call.db);
}

/** Lines after `after` in order of id, with the IMSI of their live SIM. */
export async function nextLines(
  call: Call,
  after: string,
  limit: number,
): Promise<{ id: string; imsi: string | null }[]> {
  const { rows } = await sql<{ id: string; imsi: string | null }>`
    SELECT line.id, sim.imsi FROM line LEFT JOIN sim ON sim.iccid = line.iccid
    WHERE line.id > ${after} AND line.status IN ('active', 'suspended') ORDER BY line.id LIMIT ${limit}`.execute(
    call.db,
  );
  return rows;
}

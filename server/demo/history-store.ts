import { sql } from 'kysely';
import type { Call } from '../platform/call.ts';

/** The active voice lines of a company that may be changed together, with their place among all of its lines. */
export async function changeableLines(
  call: Call,
  organisationId: string,
): Promise<{ id: string; place: number }[]> {
  const { rows } = await sql<{ id: string; place: number }>`
    SELECT id, place FROM (
      SELECT id, status, subscription_kind, row_number() OVER (ORDER BY iccid) - 1 AS place
      FROM line WHERE organisation_id = ${organisationId}) AS line
    WHERE status = 'active' AND subscription_kind = 'shape' ORDER BY place`.execute(call.db);
  return rows;
}

/** Makes the simulated network forget the services of one line in four hundred. */
export async function loseServices(call: Call, organisationId: string): Promise<void> {
  await sql`UPDATE simulator.subscriber SET services = services - 'roaming' - 'voicemail' - 'subscription'
    WHERE iccid IN (SELECT iccid FROM (
      SELECT iccid, row_number() OVER (ORDER BY iccid) AS place FROM line
      WHERE organisation_id = ${organisationId}) AS line WHERE place % 400 = 30)`.execute(call.db);
}

import { sql } from 'kysely';
import type { Call } from '../platform/call.ts';
import type { Recorded } from './record-assignments.ts';

/** Writes holders and cost centres, thousands at once. */
export async function insertRecords(
  call: Call,
  { organisationId, holders, costCentres }: Pick<Recorded, 'organisationId' | 'holders' | 'costCentres'>,
): Promise<void> {
  await sql`INSERT INTO holder (id, organisation_id, first_name, last_name, email, personnel_number, locale, created_at)
    SELECT id, ${organisationId}, "firstName", "lastName", email, "personnelNumber", locale, ${call.now}
    FROM jsonb_to_recordset(${JSON.stringify(holders)}::jsonb)
      AS given (id uuid, "firstName" text, "lastName" text, email text, "personnelNumber" text, locale text)`.execute(
    call.db,
  );
  await sql`INSERT INTO cost_centre (id, organisation_id, code, name, created_at, closed_at)
    SELECT id, ${organisationId}, code, name, ${call.now}, "closedAt"
    FROM jsonb_to_recordset(${JSON.stringify(costCentres)}::jsonb)
      AS given (id uuid, code text, name text, "closedAt" timestamptz)`.execute(call.db);
}

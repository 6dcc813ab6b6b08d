import { sql } from 'kysely';
import { withinScope } from '../organisations/organisations.ts';
import type { Call, Person } from '../platform/call.ts';

export type IdentifiedLine = { id: string; msisdn: string; iccid: string };

/** The lines that the person may see and that have one of these numbers, or one of these SIM cards in use. */
export async function linesByIdentifier(
  call: Call<Person>,
  { msisdns, iccids }: { msisdns: string[]; iccids: string[] },
): Promise<IdentifiedLine[]> {
  const found = await sql<IdentifiedLine>`
    SELECT line.id, line.msisdn, line.iccid
    FROM unnest(${msisdns}::text[]) AS wanted (msisdn) JOIN line ON line.msisdn = wanted.msisdn
    WHERE ${withinScope(call.actor, 'line')}
    UNION
    SELECT line.id, line.msisdn, line.iccid
    FROM unnest(${iccids}::text[]) AS wanted (iccid) JOIN line ON line.iccid = wanted.iccid
    WHERE ${withinScope(call.actor, 'line')}`.execute(call.db);
  return found.rows;
}

import { sql } from 'kysely';
import type { Call } from '../platform/call.ts';
import { whatMayBeSeen } from './store.ts';

/** Those of these lines that exist and may be seen, in the order of `lineIds`. */
export async function visibleLineIds(call: Call, lineIds: string[]): Promise<string[]> {
  const found = await sql<{ id: string }>`
    SELECT line.id
    FROM unnest(${lineIds}::uuid[]) WITH ORDINALITY AS wanted (id, place)
    JOIN line ON line.id = wanted.id
    WHERE ${whatMayBeSeen(call.actor, 'line')}
    ORDER BY wanted.place`.execute(call.db);
  return found.rows.map(({ id }) => id);
}

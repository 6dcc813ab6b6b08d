import { sql } from 'kysely';
import type { Call } from '../platform/call.ts';

/** Which of these lines have another version than the one given with them, in the order of `lineIds`. */
export async function movedLines(call: Call, lineIds: string[], versions: number[]): Promise<string[]> {
  const moved = await sql<{ id: string }>`
    SELECT known.id
    FROM unnest(${lineIds}::uuid[], ${versions}::bigint[]) WITH ORDINALITY AS known (id, version, place)
    JOIN line_state ON line_state.line_id = known.id
    WHERE line_state.version <> known.version
    ORDER BY known.place`.execute(call.db);
  return moved.rows.map(({ id }) => id);
}

import { sql } from 'kysely';
import type { Call } from '../platform/call.ts';

/** Writes rows of a table by one statement; all name the same columns; those left out are generated or have defaults. */
export async function insertRows(call: Call, table: string, rows: object[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)));
  // With the schema: a bare `line` is PostgreSQL's own geometric type.
  const target = sql.table(`public.${table}`);
  await sql`INSERT INTO ${target} (${columns})
    SELECT ${columns} FROM jsonb_populate_recordset(NULL::${target}, ${JSON.stringify(rows)}::jsonb)`.execute(
    call.db,
  );
}

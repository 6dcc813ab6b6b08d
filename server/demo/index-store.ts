import { sql } from 'kysely';
import type { Call } from '../platform/call.ts';

/**
 * Runs `work` while these tables have neither foreign keys nor indexes but those of their keys, and makes them again: for many rows a fraction
 * of the time. In the caller's transaction, so that a seed that is killed leaves the tables as they were; others wait for it.
 */
export async function withoutIndexes(call: Call, tables: string[], work: () => Promise<void>): Promise<void> {
  const { rows: checks } = await sql<{ owner: string; name: string; definition: string }>`
    SELECT conrelid::regclass::text AS owner, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE contype IN ('f', 'x') AND conrelid = ANY(${tables}::regclass[]) ORDER BY 1, 2`.execute(
    call.db,
  );
  for (const { owner, name } of checks)
    await sql`${sql.raw(`ALTER TABLE ${owner} DROP CONSTRAINT ${name}`)}`.execute(call.db);
  const { rows: indexes } = await sql<{ name: string; definition: string }>`
    SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
    FROM pg_index WHERE indrelid = ANY(${tables}::regclass[])
      AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid) ORDER BY 1`.execute(call.db);
  for (const { name } of indexes) await sql`${sql.raw(`DROP INDEX ${name}`)}`.execute(call.db);
  await work();
  await sql`SET LOCAL maintenance_work_mem = '256MB'`.execute(call.db);
  for (const { definition } of indexes) await sql`${sql.raw(definition)}`.execute(call.db);
  for (const { owner, name, definition } of checks)
    await sql`${sql.raw(`ALTER TABLE ${owner} ADD CONSTRAINT ${name} ${definition}`)}`.execute(call.db);
}

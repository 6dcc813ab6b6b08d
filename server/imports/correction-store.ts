import { sql } from 'kysely';
import { z } from 'zod';
import type { Call } from '../platform/call.ts';
import { importFields } from './contract.ts';
import type { CorrectedFields } from './corrected-row.ts';

const fieldsSchema: z.ZodType<CorrectedFields> = z.partialRecord(z.enum(importFields), z.string());

/** What was written into rows of an import instead of what stands in its file. The caller has found the import within his sight. */
export async function correctionsOf(call: Call, importId: string): Promise<Map<number, CorrectedFields>> {
  const found = await sql<{ row: number; fields: unknown }>`
    SELECT row, fields FROM import_correction WHERE import_id = ${importId}`.execute(call.db);
  return new Map(found.rows.map(({ row, fields }) => [row, fieldsSchema.parse(fields)]));
}

/** Those of these rows that were corrected since the last check. */
export async function uncheckedAmong(call: Call, importId: string, rows: number[]): Promise<Set<number>> {
  const found = await sql<{ row: number }>`
    SELECT row FROM import_correction WHERE import_id = ${importId} AND row = ANY(${rows}::integer[]) AND NOT is_checked`.execute(
    call.db,
  );
  return new Set(found.rows.map(({ row }) => row));
}

/** How many rows were corrected, and how many of them since the last check. */
export async function countCorrections(
  call: Call,
  importId: string,
): Promise<{ all: number; unchecked: number }> {
  const counted = await sql<{ all: number; unchecked: number }>`
    SELECT count(*) AS all, count(*) FILTER (WHERE NOT is_checked) AS unchecked
    FROM import_correction WHERE import_id = ${importId}`.execute(call.db);
  return counted.rows[0] ?? { all: 0, unchecked: 0 };
}

export async function keepCorrection(
  call: Call,
  importId: string,
  row: number,
  fields: CorrectedFields,
): Promise<void> {
  await sql`INSERT INTO import_correction (import_id, row, fields) VALUES (${importId}, ${row}, ${JSON.stringify(fields)})
    ON CONFLICT (import_id, row) DO UPDATE SET fields = excluded.fields, is_checked = false`.execute(call.db);
}

/** The check that begins takes them all. */
export async function markCorrectionsChecked(call: Call, importId: string): Promise<void> {
  await sql`UPDATE import_correction SET is_checked = true WHERE import_id = ${importId} AND NOT is_checked`.execute(
    call.db,
  );
}

/** The rows of the file are other ones now. */
export async function forgetCorrections(call: Call, importId: string): Promise<void> {
  await sql`DELETE FROM import_correction WHERE import_id = ${importId}`.execute(call.db);
}

import { type RawBuilder, sql } from 'kysely';
import type { Call } from '../platform/call.ts';

export type StoredBadRow = { row: number; code: string; written: string; values: unknown };

/** Bad rows with the same problem: their code, and of those that the rules refuse what the rules say. */
const problem = sql`import_bad_row.code, import_bad_row.values`;

/** Why rows of an import are bad, most frequent first. The caller has found the import within his sight. */
export async function countProblems(
  call: Call,
  importId: string,
): Promise<{ code: string; values: unknown; count: number; written: string; key: string }[]> {
  const found = await sql<{ code: string; values: unknown; count: number; written: string; key: string }>`
    SELECT ${problem}, ${key} AS key, count(*) AS count, min(written) AS written FROM import_bad_row
    WHERE import_id = ${importId} GROUP BY ${problem} ORDER BY count(*) DESC, code, key LIMIT 100`.execute(
    call.db,
  );
  return found.rows;
}

const key = sql<string>`import_bad_row.code || coalesce(' ' || md5(import_bad_row.values::text), '')`;

export async function countBadRows(call: Call, importId: string, only?: string): Promise<number> {
  const counted = await sql<{ count: number }>`
    SELECT count(*) FROM import_bad_row WHERE ${fits(importId, only)}`.execute(call.db);
  return counted.rows[0]?.count ?? 0;
}

/** A page of the bad rows, in the order of the file. */
export async function badRows(
  call: Call,
  importId: string,
  { only, page, size }: { only?: string | undefined; page: number; size: number },
): Promise<StoredBadRow[]> {
  const found = await sql<StoredBadRow>`
    SELECT row, ${problem}, written FROM import_bad_row WHERE ${fits(importId, only)}
    ORDER BY row LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(call.db);
  return found.rows;
}

/** Whether a row of the file cannot be carried out. */
export async function isBadRow(call: Call, importId: string, row: number): Promise<boolean> {
  const found = await sql`SELECT FROM import_bad_row WHERE import_id = ${importId} AND row = ${row}`.execute(
    call.db,
  );
  return found.rows.length === 1;
}

/** The bad rows after one of the file, at most so many. */
export async function badRowsAfter(
  call: Call,
  importId: string,
  row: number,
  most: number,
): Promise<StoredBadRow[]> {
  const found = await sql<StoredBadRow>`
    SELECT row, ${problem}, written FROM import_bad_row WHERE import_id = ${importId} AND row > ${row}
    ORDER BY row LIMIT ${most}`.execute(call.db);
  return found.rows;
}

function fits(importId: string, only: string | undefined): RawBuilder<unknown> {
  const all = sql`import_bad_row.import_id = ${importId}`;
  if (only === undefined) return all;
  // The code first: it has the index.
  return sql`${all} AND import_bad_row.code = ${only.split(' ')[0]} AND ${key} = ${only}`;
}

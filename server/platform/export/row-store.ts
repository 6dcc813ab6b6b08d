import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../call.ts';
import { longestExport } from './export-stream.ts';

/** Rows read at once: what is in memory of an export, whatever its length. */
const chunk = 250;

/** The rows of a query in chunks, as they are at the moment of the first: in a transaction of its own, read by a cursor. */
export async function* rowsOf<Row>(db: Db, query: RawBuilder<Row>): AsyncGenerator<Row[]> {
  const transaction = await readOnly(db);
  try {
    const compiled = query.compile(transaction);
    for await (const { rows } of transaction.getExecutor().stream<Row>(compiled, chunk)) {
      yield rows;
    }
  } finally {
    await transaction.rollback().execute(); // nothing was written
  }
}

async function readOnly(db: Db) {
  if (db.isTransaction) throw new Error('an export reads in a transaction of its own');
  const transaction = await db.startTransaction().setAccessMode('read only').execute();
  await sql`SET LOCAL statement_timeout = ${sql.lit(longestExport)}`.execute(transaction);
  return transaction;
}

import { sql } from 'kysely';
import { currentCatalogue } from '../catalogue/catalogue.ts';
import { type Call, inTransaction } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import {
  heldOptions,
  lineColumns,
  type NewLine,
  optionColumns,
  simColumns,
  stateColumns,
} from './new-line.ts';

/**
 * Adds lines with their live SIM and options, under the terms of the catalogue in force; returns their ids in order. Takes
 * thousands at once: four statements whatever their number.
 */
export async function addLines(caller: Call, lines: NewLine[]): Promise<string[]> {
  const catalogue = await currentCatalogue(caller);
  const added = lines.map((line) => ({ id: newId(), line, held: heldOptions(catalogue, line, caller.now) }));
  await inTransaction(caller, async (call) => {
    await insert(
      call,
      'line',
      added.map(({ id, line }) => lineColumns(catalogue, id, line)),
    );
    await insert(
      call,
      'line_state',
      added.map(({ id, line, held }) => stateColumns(id, line, held)),
    );
    await insert(
      call,
      'sim',
      added.map(({ id, line }) => simColumns(id, line)),
    );
    await insert(
      call,
      'line_option',
      added.flatMap(({ id, line, held }) => held.map((option) => optionColumns(id, line, option))),
    );
  });
  return added.map(({ id }) => id);
}

/** One statement for all rows, which name the same columns; those left out are generated or have defaults. */
async function insert(call: Call, table: string, rows: object[]): Promise<void> {
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

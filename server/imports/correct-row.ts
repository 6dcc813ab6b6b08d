import type { output } from 'zod';
import { record } from '../audit/audit.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { tableRows } from '../platform/reading/table-rows.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { isBadRow } from './bad-row-list.ts';
import type { ImportRow, rowCorrectionSchema } from './contract.ts';
import { correctedRow } from './corrected-row.ts';
import { correctionsOf, countCorrections, keepCorrection, uncheckedAmong } from './correction-store.ts';
import { fileOf } from './file-store.ts';
import { findImport, type StoredImport } from './import-store.ts';
import { foundImport } from './read-import.ts';

/** Corrections of one import: more are made faster in the file. */
const mostCorrections = 1000;

type RowOfImport = { importId: string; row: number };

/** A bad row of an import as it stands in the file, or as it was corrected. 404 for a row that is not bad. */
export async function readRow(call: Call<Person>, { importId, row }: RowOfImport): Promise<ImportRow> {
  const known = await foundImport(call, importId);
  if (!(await isBadRow(call, importId, row))) throw notFound();
  const corrections = await correctionsOf(call, importId);
  const cells = await cellsOf(call, known, row);
  const { cells: shown } = correctedRow({ number: row, cells }, known.columns, corrections);
  return {
    row,
    corrected: (await uncheckedAmong(call, importId, [row])).has(row),
    fields: known.columns.flatMap(({ name, field }, place) =>
      field ? [{ field, column: name, text: shown[place] ?? '' }] : [],
    ),
  };
}

/**
 * Writes into a bad row what is meant instead; the file stays as it came. The next check judges the row anew. 409 unless the import is checked and not
 * submitted.
 */
export async function correctRow(
  caller: Call<Person>,
  { importId, row, fields }: RowOfImport & output<typeof rowCorrectionSchema>,
): Promise<ImportRow> {
  await inTransaction(caller, async (call) => {
    const known = await findImport(call, importId, 'lock');
    if (!known || !(await isBadRow(call, importId, row))) throw notFound();
    if (known.state !== 'checked')
      throw new Refusal(409, 'import-submitted', 'This file was carried out already.');
    const { all } = await countCorrections(call, importId);
    if (all >= mostCorrections)
      throw new Refusal(
        422,
        'import-too-many-corrections',
        'At most {most} rows are corrected here. Correct the others in the file and send it again.',
        { values: { most: mostCorrections } },
      );
    await keepCorrection(call, importId, row, fields);
    await record(call, {
      action: 'imports.row-corrected',
      targetKind: 'import',
      targetId: importId,
      after: { row, fields: Object.keys(fields) },
    });
  });
  return readRow(caller, { importId, row });
}

/** The file is read up to it. */
async function cellsOf(call: Call, { id, size, reading }: StoredImport, row: number): Promise<string[]> {
  for await (const { number, cells } of tableRows(fileOf(call, id, size), reading))
    if (number >= row) return number === row ? cells : [];
  return [];
}

import type { output } from 'zod';
import { record } from '../audit/audit.ts';
import { currentCatalogue } from '../catalogue/catalogue.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { tableFile, type TableFile } from '../platform/export/table-file.ts';
import type { HeldStream } from '../platform/http/answer.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { texts } from '../platform/texts.ts';
import type { selectionExportSchema } from './contract.ts';
import { exportColumns, type ExportRow } from './export-columns.ts';
import { exportRows } from './export-list.ts';
import { countSelected } from './selection-store.ts';

/** ECMA-376 part 1 §18.3.1.73: a sheet has 1,048,576 rows, one is the header. */
const mostRowsOfSheet = 1_048_575;

type ExportWish = output<typeof selectionExportSchema>;

/**
 * The lines of a selection, in the order of the list, as a file that is written while it is read. Who exported what is audited.
 * 404 when a line named does not exist or may not be seen.
 */
export async function exportLines(call: Call<Person>, wish: ExportWish): Promise<HeldStream> {
  const count = await countToExport(call, wish);
  const table = await linesTable(call, wish);
  await inTransaction(call, (call) =>
    record(call, {
      action: 'fleet.exported',
      targetKind: 'fleet',
      after: { ...recordedWish(wish), lines: count },
    }),
  );
  return tableFile(table);
}

/** How many lines an export will have. Refuses one that names a line that may not be seen, or has more than its kind of file can hold. */
export async function countToExport(call: Call<Person>, { selection, format }: ExportWish): Promise<number> {
  const count = await countSelected(call, selection);
  if ('lineIds' in selection && count !== new Set(selection.lineIds).size) throw notFound();
  if (format === 'xlsx' && count > mostRowsOfSheet) throw tooManyForSheet();
  return count;
}

/** The lines of a selection that the person sees, as they are when the first is read, as the table that he wishes. */
export async function linesTable(call: Call<Person>, wish: ExportWish): Promise<TableFile<ExportRow>> {
  const { selection, format, locale, writing } = wish;
  const said = texts(locale);
  return {
    format,
    locale,
    writing,
    title: said.t({ id: 'fleet.numbers', message: 'Numbers' }),
    at: call.now,
    columns: exportColumns(said, await currentCatalogue(call), wish.columns),
    rows: exportRows(call, selection, wish),
  };
}

/** As it may be recorded: that something was searched for, not what. It may be the name of somebody who is removed one day, and the record is for ever. */
export function recordedWish(wish: ExportWish): object {
  const { selection } = wish;
  if (!('filter' in selection) || selection.filter.search === undefined) return wish;
  return { ...wish, selection: { ...selection, filter: { ...selection.filter, search: '…' } } };
}

function tooManyForSheet(): Refusal {
  return new Refusal(
    422,
    'too-many-for-sheet',
    'A spreadsheet holds at most {most} numbers. Export as CSV.',
    { values: { most: mostRowsOfSheet } },
  );
}

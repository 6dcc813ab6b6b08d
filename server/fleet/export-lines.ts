import type { output } from 'zod';
import { record } from '../audit/audit.ts';
import { currentCatalogue } from '../catalogue/catalogue.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { tableFile } from '../platform/export/table-file.ts';
import type { HeldStream } from '../platform/http/answer.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { texts } from '../platform/texts.ts';
import type { Selection, selectionExportSchema } from './contract.ts';
import { exportColumns } from './export-columns.ts';
import { exportRows } from './export-list.ts';
import { countSelected } from './store.ts';

/** ECMA-376 part 1 §18.3.1.73: a sheet has 1,048,576 rows, one is the header. */
const mostRowsOfSheet = 1_048_575;

/**
 * The lines of a selection, in the order of the list, as a file that is written while it is read. Who exported what is audited.
 * 404 when a line named does not exist or may not be seen.
 */
export async function exportLines(
  call: Call<Person>,
  input: output<typeof selectionExportSchema>,
): Promise<HeldStream> {
  const { selection, format, locale, writing } = input;
  const count = await countSelected(call, selection);
  if ('lineIds' in selection && count !== new Set(selection.lineIds).size) throw notFound();
  if (format === 'xlsx' && count > mostRowsOfSheet) {
    throw new Refusal(
      422,
      'too-many-for-sheet',
      'A spreadsheet holds at most {most} numbers. Export as CSV.',
      {
        values: { most: mostRowsOfSheet },
      },
    );
  }
  const said = texts(locale);
  const columns = exportColumns(said, await currentCatalogue(call), input.columns);
  await inTransaction(call, (call) =>
    record(call, {
      action: 'fleet.exported',
      targetKind: 'fleet',
      after: { ...input, selection: withoutWords(selection), lines: count },
    }),
  );
  const rows = exportRows(call, selection, input);
  const title = said.t({ id: 'fleet.numbers', message: 'Numbers' });
  return tableFile({ format, locale, writing, title, at: call.now, columns, rows });
}

/** That something was searched for, not what: it may be the name of somebody who is removed one day, and the record is for ever. */
function withoutWords(selection: Selection): object {
  if (!('filter' in selection) || selection.filter.search === undefined) return selection;
  return { ...selection, filter: { ...selection.filter, search: '…' } };
}

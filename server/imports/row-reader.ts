import { currentCatalogue } from '../catalogue/catalogue.ts';
import { dayIn } from '../holders/holders.ts';
import type { Call } from '../platform/call.ts';
import { mostColumns, type TableRow } from '../platform/reading/table-row.ts';
import type { TakenImport } from './check-store.ts';
import { optionReader } from './option-names.ts';
import { readAssignmentRow } from './read-assignment-row.ts';
import { type Places, readRow, type RowReading } from './read-row.ts';

/** Reads the rows of an import of its kind. */
export async function rowReader(
  call: Call,
  { kind, columns }: Pick<TakenImport, 'kind' | 'columns'>,
): Promise<(row: TableRow) => RowReading<object>> {
  const places: Places = Object.fromEntries(
    columns.flatMap(({ field }, place) => (field ? [[field, place]] : [])),
  );
  const read = await ofKind(call, kind, places);
  return (row) =>
    row.cells.length > mostColumns
      ? { bad: { row: row.number, code: 'too-many-cells', written: '' } }
      : read(row);
}

async function ofKind(
  call: Call,
  kind: TakenImport['kind'],
  places: Places,
): Promise<(row: TableRow) => RowReading<object>> {
  if (kind !== 'options') return (row) => readAssignmentRow(row, places, kind, dayIn(call.now));
  const optionsIn = optionReader(await currentCatalogue(call));
  return (row) => readRow(row, places, optionsIn);
}

import type { Locale } from '../call.ts';
import { formatDateTime } from '../format.ts';
import { fileStream, type HeldStream } from '../http/answer.ts';
import { csvFile } from './csv-file.ts';
import type { ExportColumn, Writing } from './export-column.ts';
import { heldOpen } from './export-stream.ts';
import { xlsxFile } from './xlsx-file.ts';

export const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export type TableFile<Row> = {
  format: 'csv' | 'xlsx';
  locale: Locale;
  /** `local` unless told. */
  writing?: Writing | undefined;
  /** Name of the sheet and first part of the file's name. */
  title: string;
  at: Date;
  columns: ExportColumn<Row>[];
  rows: AsyncIterable<Row[]>;
};

/** A table as a file that is written while its rows are read, named by its title and the moment. 429 when too many are open. */
export function tableFile<Row>({
  format,
  locale,
  writing,
  title,
  at,
  columns,
  rows,
}: TableFile<Row>): HeldStream {
  const moment = formatDateTime('en', at).replace(/(\d+)\/(\d+)\/(\d+) (\d+):(\d+)/, '$3-$2-$1 $4.$5');
  const name = `${title} ${moment}.${format}`;
  if (format === 'csv')
    return fileStream(heldOpen(csvFile(columns, rows, locale, writing)), name, 'text/csv; charset=utf-8');
  return fileStream(
    heldOpen(xlsxFile(columns, rows, { sheetName: title, locale, writing })),
    name,
    sheetType,
  );
}

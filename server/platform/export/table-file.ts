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

/** The bytes of a file as they are written, its name and its media type. */
export type WrittenFile = { name: string; type: string; bytes: AsyncGenerator<Uint8Array> };

/** A table as a file, named by its title and the moment, whose rows are read as its bytes are asked for. */
export function writtenTable<Row>(table: TableFile<Row>): WrittenFile {
  const { format, locale, writing, title, at, columns, rows } = table;
  const moment = formatDateTime('en', at).replace(/(\d+)\/(\d+)\/(\d+) (\d+):(\d+)/, '$3-$2-$1 $4.$5');
  const name = `${title} ${moment}.${format}`;
  if (format === 'csv')
    return { name, type: 'text/csv; charset=utf-8', bytes: csvFile(columns, rows, locale, writing) };
  return { name, type: sheetType, bytes: xlsxFile(columns, rows, { sheetName: title, locale, writing }) };
}

/** The same to be downloaded while it is written. 429 when too many are open. */
export function tableFile<Row>(table: TableFile<Row>): HeldStream {
  const { name, type, bytes } = writtenTable(table);
  return fileStream(heldOpen(bytes), name, type);
}

import { csvRows, decoded } from './csv-rows.ts';
import { fileKind } from './file-kind.ts';
import { type Separator, separatorOf } from './separator.ts';
import type { StoredFile } from './stored-file.ts';
import { mostColumns, type TableRow } from './table-row.ts';
import { type Encoding, encodingOf } from './text-encoding.ts';
import { unreadable } from './unreadable.ts';
import { sheetNames, xlsxRows } from './xlsx-rows.ts';

/** How a file is read. */
export type Reading =
  | { format: 'text'; encoding: Encoding; separator: Separator }
  | { format: 'xlsx'; sheets: string[]; sheet: number };

/** How a file is to be read, by what is in it. `check` is what its bytes have shown. Throws a Refusal for what is no table. */
export async function recogniseTable(
  file: StoredFile,
  check: { isUtf8: boolean; hasZero: boolean },
): Promise<Reading> {
  if (file.size === 0) throw unreadable.empty();
  const head = await bytesOf(file, 64 * 1024);
  if (fileKind(head) === 'xlsx') return { format: 'xlsx', sheets: await sheetNames(file), sheet: 0 };
  const encoding = encodingOf(head, check);
  if (encoding === null) throw unreadable.binary();
  return { format: 'text', encoding, separator: await recogniseSeparator(file, encoding) };
}

/** What stands between the cells of a text, when it is read in this encoding. */
export async function recogniseSeparator(file: StoredFile, encoding: Encoding): Promise<Separator> {
  const head = await bytesOf(file, 64 * 1024);
  const start = {
    size: head.length,
    read: async function* () {
      yield head;
    },
  };
  let text = '';
  for await (const piece of decoded(start, encoding)) text += piece;
  return separatorOf(text);
}

/** The rows of a table, one after the other. `onRead` hears which part of the file (0 to 1) is read. */
export function tableRows(
  file: StoredFile,
  reading: Reading,
  onRead: (part: number) => void = () => {},
): AsyncGenerator<TableRow> {
  if (reading.format === 'xlsx') return xlsxRows(file, reading, onRead);
  return csvRows(file, reading, (bytes) => onRead(bytes / file.size));
}

/** Its first rows that have something in them. Refuses a table without any, and one whose first row has more columns than are read. */
export async function firstRows(file: StoredFile, reading: Reading, count: number): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const row of tableRows(file, reading)) {
    if (row.cells.every((cell) => cell.trim() === '')) continue;
    const isFirst = rows.length === 0;
    if (isFirst && row.cells.length > mostColumns) throw unreadable.tooManyColumns(mostColumns);
    if (rows.push(row) === count) break;
  }
  if (rows.length === 0) throw unreadable.empty();
  return rows;
}

async function bytesOf(file: StoredFile, count: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of file.read(0, Math.min(count, file.size))) pieces.push(piece);
  return Buffer.concat(pieces);
}

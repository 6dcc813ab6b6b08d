import { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { Refusal } from '../refusal.ts';
import type { Separator } from './separator.ts';
import type { StoredFile } from './stored-file.ts';
import type { TableRow } from './table-row.ts';
import type { Encoding } from './text-encoding.ts';
import { unreadable } from './unreadable.ts';

/** Characters in one row: an open quotation mark must not swallow the rest of the file into memory. */
const longestRow = 1_000_000;

export type TextReading = { encoding: Encoding; separator: Separator };

/**
 * The rows of a text file (RFC 4180, line ends of any kind), one after the other, read as they are asked for. Quotation marks in the middle of a
 * cell are characters like others. Throws a Refusal for what cannot be read.
 */
export async function* csvRows(
  file: StoredFile,
  { encoding, separator }: TextReading,
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<TableRow> {
  let number = 0;
  const parser = parse({
    delimiter: separator,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: longestRow,
  });
  pipeline(Readable.from(decoded(file, encoding, onRead)), parser, () => {});
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      number += 1;
      yield { number, cells };
    }
  } catch (error) {
    throw refusalFor(error, number);
  }
}

function refusalFor(error: unknown, read: number): unknown {
  if (error instanceof Refusal || !(error instanceof Error) || !('code' in error)) return error;
  const { code, ...told } = error as CsvError;
  // What was read before it is not always handed over any more.
  const row = typeof told['records'] === 'number' ? told['records'] + 1 : read + 1;
  if (code === 'CSV_QUOTE_NOT_CLOSED') return unreadable.quoteOpen(row);
  if (code === 'CSV_MAX_RECORD_SIZE') return unreadable.rowTooLong(row);
  return error;
}

/** The text of a file without its mark, piece by piece. */
export async function* decoded(
  file: StoredFile,
  encoding: Encoding,
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let read = 0;
  for await (const bytes of file.read(0, file.size)) {
    const text = decoder.decode(bytes, { stream: true });
    if (text.includes('\0')) throw unreadable.binary();
    if (text !== '') yield text;
    read += bytes.length;
    onRead(read);
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

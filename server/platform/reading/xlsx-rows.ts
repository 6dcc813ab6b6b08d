import type { StoredFile } from './stored-file.ts';
import { mostColumns, type TableRow } from './table-row.ts';
import { unreadable } from './unreadable.ts';
import { openWorkbook, type Workbook } from './xlsx-workbook.ts';
import { xmlEvents } from './xml-events.ts';

/** Characters that a cell can hold in a spreadsheet. */
const longestCell = 32_767;
/** Characters of texts that cells share: they must be in memory to be looked up. */
const mostShared = 24_000_000;

/** The names of the visible sheets of a workbook. */
export async function sheetNames(file: StoredFile): Promise<string[]> {
  return (await openWorkbook(file)).sheets.map(({ name }) => name);
}

/** The rows of one sheet of a workbook (ECMA-376 part 1 §18.3), one after the other, unpacked as they are asked for; empty ones are left out. */
export async function* xlsxRows(
  file: StoredFile,
  { sheet }: { sheet: number },
  onRead: (part: number) => void = () => {},
): AsyncGenerator<TableRow> {
  const workbook = await openWorkbook(file);
  const path = (workbook.sheets[sheet] ?? workbook.sheets[0])?.path;
  if (path === undefined) throw unreadable.broken();
  const strings = await sharedStrings(workbook);
  const rows: TableRow[] = [];
  const reader = sheetReader(strings, (row) => rows.push(row));
  for await (const _ of xmlEvents(workbook.parts.read(path, onRead), reader)) {
    yield* rows;
    rows.length = 0;
  }
}

async function sharedStrings({ parts, stringsPath }: Workbook): Promise<string[]> {
  if (stringsPath === null) return [];
  const strings: string[] = [];
  let size = 0;
  let text = '';
  // phonetic readings (rPh) are no part of the text
  let [isText, phonetic] = [false, false];
  const events = xmlEvents(parts.read(stringsPath), {
    opens(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic = true;
      else if (name === 't') isText = !phonetic;
    },
    text(piece) {
      if (isText && text.length < longestCell) text += piece;
    },
    closes(name) {
      if (name === 't') isText = false;
      else if (name === 'rPh') phonetic = false;
      if (name !== 'si') return;
      strings.push(text);
      size += text.length + 16;
      if (size > mostShared) throw unreadable.bomb();
    },
  });
  for await (const _ of events);
  return strings;
}

function sheetReader(strings: string[], onRow: (row: TableRow) => void) {
  let row: TableRow = { number: 0, cells: [] };
  let place = -1;
  let type = 'n';
  let value = '';
  let isValue = false;
  return {
    opens(name: string, attributes: Record<string, string>) {
      if (name === 'row') {
        const number = Number(attributes['r']);
        row = { number: number > row.number ? number : row.number + 1, cells: [] };
        place = -1;
      } else if (name === 'c') {
        place = columnOf(attributes['r']) ?? place + 1;
        type = attributes['t'] ?? 'n';
        value = '';
      } else if (name === 'v' || name === 't') isValue = true;
    },
    text(piece: string) {
      if (isValue && value.length < longestCell) value += piece;
    },
    closes(name: string) {
      if (name === 'v' || name === 't') isValue = false;
      else if (name === 'c') {
        // one more than is read tells that there are too many
        const cell = Math.min(place, mostColumns);
        while (row.cells.length < cell) row.cells.push('');
        row.cells[cell] = cellText(type, value, strings);
      } else if (name === 'row' && row.cells.some((cell) => cell !== '')) onRow(row);
    },
  };
}

/** `AB12` → 27. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** What a cell says, as text. A number of more than fifteen digits stays as it is written: a spreadsheet keeps no more. */
function cellText(type: string, value: string, strings: string[]): string {
  if (type === 's') return strings[Number(value)] ?? '';
  if (type !== 'n' || value === '') return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  return Math.abs(number) < 1e15 ? String(number) : value;
}

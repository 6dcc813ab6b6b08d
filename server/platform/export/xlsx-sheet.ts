import type { ExportColumn } from './export-column.ts';

/** The XML of the one sheet of an export (ECMA-376 part 1 §18.3), a chunk of rows at a time: header row frozen, with filters. */
export async function* sheetXml<Row>(
  columns: ExportColumn<Row>[],
  rows: AsyncIterable<Row[]>,
): AsyncGenerator<Buffer> {
  const last = columnLetter(columns.length - 1);
  const widths = columns.map(
    ({ width }, place) => `<col min="${place + 1}" max="${place + 1}" width="${width}" customWidth="1"/>`,
  );
  const headers = columns.map(({ header }, place) => textCell(`${columnLetter(place)}1`, 1, header));
  yield Buffer.from(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
      `<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
      `<cols>${widths.join('')}</cols><sheetData><row r="1">${headers.join('')}</row>`,
  );
  const cells = columns.map((column, place) => cellWriter(column, columnLetter(place)));
  let number = 1;
  for await (const chunk of rows) {
    let text = '';
    for (const row of chunk) {
      number += 1;
      text += `<row r="${number}">`;
      for (const cell of cells) text += cell(row, number);
      text += '</row>';
    }
    yield Buffer.from(text);
  }
  const whole = `A1:${last}${number}`;
  // Without this a spreadsheet marks each identifier as "number stored as text".
  const ignored = `<ignoredErrors><ignoredError sqref="${whole}" numberStoredAsText="1"/></ignoredErrors>`;
  yield Buffer.from(`</sheetData><autoFilter ref="${whole}"/>${ignored}</worksheet>`);
}

function cellWriter<Row>(
  { kind, of }: ExportColumn<Row>,
  letter: string,
): (row: Row, number: number) => string {
  if (kind === 'moment') return (row, number) => numberCell(`${letter}${number}`, 3, serialOf(of(row)));
  if (kind === 'amount') return (row, number) => numberCell(`${letter}${number}`, 4, of(row));
  return (row, number) => textCell(`${letter}${number}`, 2, of(row));
}

function numberCell(place: string, style: number, value: string): string {
  return value === '' ? '' : `<c r="${place}" s="${style}"><v>${value}</v></c>`;
}

function textCell(place: string, style: number, text: string): string {
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

/** Days since 1899-12-30 with the time as a fraction: what a spreadsheet's clock shows. */
function serialOf(moment: string): string {
  if (moment === '') return '';
  return String(Date.parse(`${moment.replace(' ', 'T')}:00Z`) / 86_400_000 + 25_569);
}

/** `A` … `Z`, `AA`, `AB` … */
function columnLetter(place: number): string {
  const last = String.fromCodePoint(65 + (place % 26));
  return place < 26 ? last : columnLetter(Math.floor(place / 26) - 1) + last;
}

/** XML 1.0 §2.2 has no way to write these characters at all. */
// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const unwritable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

function escaped(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what it is about
  if (!/[&<>\u0000-\u001F\uFFFE\uFFFF]/.test(text)) return text;
  return text
    .replace(unwritable, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

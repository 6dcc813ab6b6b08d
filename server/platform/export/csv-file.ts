import type { Locale } from '../call.ts';
import { formatDay } from '../format.ts';
import type { ExportColumn, Writing } from './export-column.ts';

/**
 * A CSV file (RFC 4180: CRLF, quotes doubled) as spreadsheets of our languages open it: UTF-8 with its mark, semicolons between
 * (a comma is the decimal sign here). Identifiers are written `="8932…"`: quotes alone do not keep a spreadsheet from reading
 * 8.93E+18 and writing that back, and an apostrophe would become part of the value. Written as ISO it is for programs instead: no mark, commas
 * between, identifiers as they are. What a person typed is no formula in either.
 */
export async function* csvFile<Row>(
  columns: ExportColumn<Row>[],
  rows: AsyncIterable<Row[]>,
  locale: Locale,
  writing: Writing = 'local',
): AsyncGenerator<Uint8Array> {
  const cells = columns.map((column) => cellWriter(column, locale, writing));
  const [mark, between] = writing === 'iso' ? ['', ','] : ['\uFEFF', ';'];
  const encoder = new TextEncoder();
  yield encoder.encode(`${mark}${columns.map(({ header }) => quoted(safeText(header))).join(between)}\r\n`);
  for await (const chunk of rows) {
    let text = '';
    for (const row of chunk) {
      let separator = '';
      for (const cell of cells) {
        text += separator + cell(row);
        separator = between;
      }
      text += '\r\n';
    }
    yield encoder.encode(text);
  }
}

function cellWriter<Row>(
  { kind, of }: ExportColumn<Row>,
  locale: Locale,
  writing: Writing,
): (row: Row) => string {
  if (writing === 'iso') {
    if (kind === 'identifier') return (row) => asPlainIdentifier(of(row));
    if (kind === 'moment') return (row) => of(row).replace(' ', 'T');
    if (kind === 'amount') return of;
  }
  if (kind === 'identifier') return (row) => asIdentifier(of(row));
  if (kind === 'moment') return (row) => asMoment(locale, of(row));
  if (kind === 'amount') return (row) => asAmount(locale, of(row));
  return (row) => quoted(safeText(of(row)));
}

/**
 * Only digits, plus and spaces may stand in the formula; anything else is a text like any other, and so are digits that a spreadsheet
 * shows as they are: up to eleven, without a zero in front.
 */
function asIdentifier(value: string): string {
  if (/^[1-9]\d{0,10}$/.test(value)) return quoted(value);
  return /^[+\d ]+$/.test(value) ? `"=""${value}"""` : quoted(safeText(value));
}

/** Digits, plus and spaces can do nothing as a formula; anything else is a text like any other. */
function asPlainIdentifier(value: string): string {
  return quoted(/^[+\d ]+$/.test(value) ? value : safeText(value));
}

/** The decimal sign is that of the language, as the spreadsheet of its reader has it. */
function asAmount(locale: Locale, amount: string): string {
  return locale === 'en' ? amount : amount.replace('.', ',');
}

function asMoment(locale: Locale, moment: string): string {
  if (moment === '') return '';
  return `${formatDay(locale, moment)} ${moment.slice(11)}`;
}

/**
 * Text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection): = + - @ and their full-width
 * forms, also behind spaces, tabs or line ends that spreadsheets skip.
 */
export function safeText(text: string): string {
  return /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return `"${text.includes('"') ? text.replaceAll('"', '""') : text}"`;
}

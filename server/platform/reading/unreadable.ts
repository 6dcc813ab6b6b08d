import { Refusal } from '../refusal.ts';

/** Why a file as a whole cannot be read as a table, each with what to do about it. */
export const unreadable = {
  empty: () => new Refusal(422, 'file-empty', 'This file is empty.'),
  onlyHeader: () =>
    new Refusal(422, 'file-only-header', 'This file has a header and no rows below it. Add your numbers.'),
  tooLarge: (most: number) =>
    new Refusal(413, 'file-too-large', 'This file is larger than {most} MB. Divide it into several files.', {
      values: { most },
    }),
  pdf: () =>
    new Refusal(
      422,
      'file-pdf',
      'This is a PDF, whatever its name says. Save the table as CSV or XLSX and choose that file.',
    ),
  oldExcel: () =>
    new Refusal(
      422,
      'file-old-excel',
      'This is an old Excel file (.xls), or one that is protected by a password. Save it as XLSX without a password.',
    ),
  otherSheet: () =>
    new Refusal(422, 'file-other-sheet', 'This kind of spreadsheet cannot be read. Save it as XLSX or CSV.'),
  archive: () =>
    new Refusal(
      422,
      'file-archive',
      'This is a compressed archive. Unpack it and choose the CSV or XLSX file inside.',
    ),
  picture: () => new Refusal(422, 'file-picture', 'This is a picture. Choose a table: a CSV or XLSX file.'),
  webPage: () =>
    new Refusal(
      422,
      'file-web-page',
      'This is a web page or XML, whatever its name says. Open it in a spreadsheet and save it as CSV or XLSX.',
    ),
  binary: () =>
    new Refusal(
      422,
      'file-binary',
      'This file holds bytes that are in no table. Save your table as CSV or XLSX and choose that file.',
    ),
  broken: () =>
    new Refusal(
      422,
      'file-broken',
      'This XLSX file is damaged or incomplete. Open it in your spreadsheet and save it again.',
    ),
  locked: () =>
    new Refusal(422, 'file-locked', 'This file is protected by a password. Save it without a password.'),
  bomb: () =>
    new Refusal(
      422,
      'file-bomb',
      'This XLSX file holds far more than a table of numbers, so it was not unpacked. Save the sheet as CSV.',
    ),
  rowTooLong: (row: number) =>
    new Refusal(
      422,
      'file-row-too-long',
      'Row {row} is longer than a row can be: a quotation mark in it is probably never closed. Correct it.',
      { values: { row } },
    ),
  quoteOpen: (row: number) =>
    new Refusal(
      422,
      'file-quote-open',
      'A quotation mark that opens in row {row} is never closed. Correct it.',
      {
        values: { row },
      },
    ),
  tooManyColumns: (most: number) =>
    new Refusal(
      422,
      'file-too-many-columns',
      'This file has more than {most} columns. Keep the columns that are needed.',
      { values: { most } },
    ),
  tooManyRows: (most: number) =>
    new Refusal(
      422,
      'file-too-many-rows',
      'This file has more than {most, number} rows. Divide it into several files.',
      { values: { most } },
    ),
};

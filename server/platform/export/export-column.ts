/**
 * How dates and decimals are written. `local`: as the spreadsheet of the person shows them. `iso`: for programs, the same in every language
 * (ISO 8601 dates, a point before decimals).
 */
export type Writing = 'local' | 'iso';

/**
 * A column of a file. `identifier`: digits that a spreadsheet must not take for a number. `moment`: `2022-06-13 15:28`, the clock of
 * Brussels, or empty. `amount`: a decimal as text, `-12.34`.
 */
export type ExportColumn<Row> = {
  header: string;
  kind: 'text' | 'identifier' | 'moment' | 'amount';
  width: number;
  of: (row: Row) => string;
};

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

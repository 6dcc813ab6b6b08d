/** One row of a table: its number as a spreadsheet shows it (from 1), and its cells as text. */
export type TableRow = { number: number; cells: string[] };

/** Columns that are read of a table. */
export const mostColumns = 200;

import type { TableRow } from '../platform/reading/table-row.ts';
import type { ImportColumn, ImportField } from './contract.ts';

/** What a person wrote into a row instead of what stands in the file. */
export type CorrectedFields = Partial<Record<ImportField, string>>;

/** A row as it is after its correction, where it has one. */
export function correctedRow(
  row: TableRow,
  columns: Pick<ImportColumn, 'field'>[],
  corrections: Map<number, CorrectedFields>,
): TableRow {
  const fields = corrections.get(row.number);
  if (!fields) return row;
  const cells = columns.map(({ field }, place) => (field && fields[field]) ?? row.cells[place] ?? '');
  return { ...row, cells: [...cells, ...row.cells.slice(columns.length)] };
}

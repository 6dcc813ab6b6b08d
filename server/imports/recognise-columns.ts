import { looksLikeIdentifier } from '../identifiers/identifiers.ts';
import { mostColumns, type TableRow } from '../platform/reading/table-row.ts';
import { fieldOfHeader } from './column-names.ts';
import { type ImportColumn, type ImportField, type ImportKind, importKinds } from './contract.ts';

/** Whether the first row names the columns: not when a number stands in it. */
export function recogniseHeader(rows: TableRow[]): boolean {
  return !(rows[0]?.cells ?? []).some(looksLikeIdentifier);
}

/** What the rows are about: the kind of which most columns are named. Options, where no name says it. */
export function recogniseKind(rows: TableRow[], hasHeader: boolean): ImportKind {
  if (!hasHeader) return 'options';
  const named = (kind: ImportKind) =>
    recogniseColumns(rows, hasHeader, kind).filter(
      ({ field }) => field !== null && field !== 'number' && field !== 'iccid',
    ).length;
  return importKinds.reduce((best, kind) => (named(kind) > named(best) ? kind : best));
}

/**
 * The columns of a table by its first rows. What a column means is told by its name, each meaning once; where no name tells the number it is the
 * one column that holds numbers. Nothing else is guessed.
 */
export function recogniseColumns(rows: TableRow[], hasHeader: boolean, kind: ImportKind): ImportColumn[] {
  const [first] = rows;
  const below = hasHeader ? rows.slice(1) : rows;
  const count = Math.min(mostColumns, Math.max(...rows.map(({ cells }) => cells.length)));
  const taken = new Set<ImportField>();
  const columns = Array.from({ length: count }, (_, place): ImportColumn => {
    const name = (hasHeader ? (first?.cells[place] ?? '').trim() : '').slice(0, 200);
    const field = name === '' ? null : fieldOfHeader(name, kind);
    const isFree = field !== null && !taken.has(field);
    if (isFree) taken.add(field);
    const samples = below.slice(0, 5).map(({ cells }) => (cells[place] ?? '').trim().slice(0, 100));
    return { name: name || letterOf(place), field: isFree ? field : null, samples };
  });
  if (taken.has('number') || taken.has('iccid')) return columns;
  const holding = columns.filter(
    ({ field, samples }) => field === null && samples.length > 0 && samples.every(looksLikeIdentifier),
  );
  return columns.map((column) =>
    holding.length === 1 && column === holding[0] ? { ...column, field: 'number' } : column,
  );
}

/** `A`, `B`, … `AA`, as spreadsheets call columns. */
function letterOf(place: number): string {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : letterOf(Math.floor(place / 26) - 1) + last;
}

import { useRef } from 'react';

/** What is selected is the page's business (it may be more than the rows on screen); the table asks and tells. */
export type RowSelection<Row> = {
  isSelected: (row: Row) => boolean;
  /** Why this row cannot be selected now, as a sentence; null when it can. */
  reasonAgainst: (row: Row) => string | null;
  /** What the row is called, for the name of its check box. */
  rowName: (row: Row) => string;
  /** Rows that are to be selected, or let go. Never one that has a reason against it. */
  onChange: (rows: Row[], wanted: boolean) => void;
};

/**
 * The check boxes of a list: a click marks one row and remembers it, a click with Shift marks all rows from there. The returned
 * `toggle` takes the row's place on the page.
 */
export function useRowToggle<Row>(
  rows: Row[],
  selection: RowSelection<Row> | undefined,
): (index: number, withShift: boolean) => void {
  const anchor = useRef<number | null>(null);
  return (index, withShift) => {
    const row = rows[index];
    if (row === undefined || !selection || selection.reasonAgainst(row) !== null) return;
    const wanted = !selection.isSelected(row);
    const from = withShift && anchor.current !== null ? anchor.current : index;
    const range = rows.slice(Math.min(from, index), Math.max(from, index) + 1);
    anchor.current = index;
    selection.onChange(
      // the row that was pointed at comes first: when nothing is selected yet, it decides what fits
      [row, ...range.filter((other) => other !== row && selection.reasonAgainst(other) === null)],
      wanted,
    );
  };
}

/** Whether all rows that can be selected are, some are, or none is. */
export function selectionState<Row>(rows: Row[], selection: RowSelection<Row>): 'all' | 'some' | 'none' {
  const possible = rows.filter((row) => selection.isSelected(row) || selection.reasonAgainst(row) === null);
  const selected = possible.filter((row) => selection.isSelected(row)).length;
  if (selected === 0) return 'none';
  return selected === possible.length ? 'all' : 'some';
}

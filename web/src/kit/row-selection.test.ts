import { describe, expect, it } from 'vitest';
import { type RowSelection, selectionState } from './row-selection.ts';

const rows = ['a', 'b', 'c', 'unfit'];
const selecting = (...selected: string[]): RowSelection<string> => ({
  isSelected: (row) => selected.includes(row),
  reasonAgainst: (row) => (row === 'unfit' ? 'does not fit' : null),
  rowName: (row) => row,
  onChange: () => {},
});

describe('the check box in the heading', () => {
  it('is empty when nothing is selected', () => {
    expect(selectionState(rows, selecting())).toBe('none');
    expect(selectionState([], selecting())).toBe('none');
  });

  it('is mixed when some are', () => {
    expect(selectionState(rows, selecting('a', 'b'))).toBe('some');
  });

  it('is full when all that fit are, whatever does not fit', () => {
    expect(selectionState(rows, selecting('a', 'b', 'c'))).toBe('all');
  });
});

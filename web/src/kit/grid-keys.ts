import type { KeyboardEvent } from 'react';

const rowsAPage = 10;

/**
 * Keys of the rows of a table, for `onKeyDown` of its `tbody`: arrows go from cell to cell, Home and End to the ends of the row (with Ctrl to the
 * first and last row), Page up and down ten rows; Space marks the row, Shift with up or down marks up to there, Enter follows the row's first link. The
 * focus is on what can be used in a cell, else on the cell itself. ARIA Authoring Practices: Grid.
 */
export function moveInGrid(event: KeyboardEvent<HTMLElement>): void {
  if (event.defaultPrevented || event.altKey || event.metaKey) return;
  const target = event.target instanceof HTMLElement ? event.target : null;
  const cell = target?.closest('td');
  const row = cell?.closest('tr');
  if (!target || !cell || !row) return;
  if (target === cell && useRow(event.key, row)) return event.preventDefault();
  const next = nextCell(event, row, cell);
  if (!next) return;
  event.preventDefault();
  focusCell(next);
  const box = next.closest('tr')?.querySelector<HTMLInputElement>('[data-row-check]');
  if (event.shiftKey && box && !box.checked && (event.key === 'ArrowDown' || event.key === 'ArrowUp'))
    box.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true }));
}

/** Where there is nothing to be used in a cell itself. */
function useRow(key: string, row: HTMLTableRowElement): boolean {
  const used =
    key === ' '
      ? row.querySelector<HTMLElement>('[data-row-check]')
      : key === 'Enter'
        ? row.querySelector<HTMLElement>('a[href]')
        : null;
  used?.click();
  return used !== null;
}

function nextCell(
  { key, ctrlKey }: KeyboardEvent,
  row: HTMLTableRowElement,
  cell: HTMLTableCellElement,
): HTMLTableCellElement | undefined {
  const rows = [...(row.parentElement?.children ?? [])] as HTMLTableRowElement[];
  const at = rows.indexOf(row);
  const to: Record<string, [row: number, column: number]> = {
    ArrowUp: [at - 1, cell.cellIndex],
    ArrowDown: [at + 1, cell.cellIndex],
    ArrowLeft: [at, cell.cellIndex - 1],
    ArrowRight: [at, cell.cellIndex + 1],
    PageUp: [Math.max(0, at - rowsAPage), cell.cellIndex],
    PageDown: [Math.min(rows.length - 1, at + rowsAPage), cell.cellIndex],
    Home: [ctrlKey ? 0 : at, 0],
    End: [ctrlKey ? rows.length - 1 : at, row.cells.length - 1],
  };
  const [toRow, toColumn] = to[key] ?? [-1, -1];
  return rows[toRow]?.cells[toColumn];
}

function focusCell(cell: HTMLTableCellElement): void {
  const usable = cell.querySelector<HTMLElement>('input, a[href], button:not([disabled])');
  if (!usable) cell.tabIndex = -1;
  (usable ?? cell).focus();
}

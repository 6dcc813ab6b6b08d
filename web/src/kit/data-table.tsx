import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { CardRows } from './card-rows.tsx';
import { ErrorState } from './error-state.tsx';
import type { RowSelection } from './row-selection.ts';
import { TableRows } from './table-rows.tsx';
import { useNarrow } from './use-narrow.ts';

export type Column<Row> = {
  key: string;
  /** Heading of the column, and the label of the value on a card. */
  name: string;
  cell: (row: Row) => ReactNode;
  sortable?: boolean;
  /** Width in px; columns without share what is left. Needed where `sticky`. */
  width?: number;
  /** Stays in sight when the table is scrolled sideways. Only the first columns. */
  sticky?: boolean;
  align?: 'end';
  /** On a card: its heading, the corner at the right of it, or not shown. Else a line with the column's name. */
  card?: 'title' | 'corner' | 'hidden';
};

export type Sort = { by: string; descending: boolean };

export type DataTableProps<Row> = {
  /** What the list is, for screen readers: `Numéros`. */
  name: string;
  columns: Column<Row>[];
  /** Undefined while they are on their way: skeleton rows stand in. */
  rows: Row[] | undefined;
  rowKey: (row: Row) => string;
  sort?: Sort | undefined;
  onSort?: (sort: Sort) => void;
  selection?: RowSelection<Row> | undefined;
  /** Shown instead of rows when there is none. */
  empty: ReactNode;
  /** What was thrown, when rows could not be had. */
  error?: unknown;
  onRetry?: () => void;
  /** Other rows are on their way while these are still shown. */
  busy?: boolean;
  /** How close the rows of a table are; cards and fingers keep their room. */
  density?: 'comfortable' | 'compact';
  /** Columns can be made wider and narrower: hears the column's key and its width in px, null = as it comes. */
  onWidth?: (key: string, width: number | null) => void;
  /** How many rows the skeleton has. */
  skeletonRows?: number;
};

/**
 * A list of things: a table with sticky heading and first columns where there is room, cards on a phone. Rows are selected by
 * mouse, Shift-click, and by keyboard; in a table the arrows go from cell to cell (grid-keys.ts).
 */
export function DataTable<Row>(props: DataTableProps<Row>): ReactNode {
  const { i18n } = useLingui();
  const narrow = useNarrow();
  const { rows, error, busy = false } = props;
  const instead =
    error && !rows ? (
      <ErrorState error={error} onRetry={props.onRetry} />
    ) : rows?.length === 0 ? (
      props.empty
    ) : null;
  const loading = rows === undefined && !instead;
  return (
    <>
      <p role="status" className="visually-hidden">
        {loading || busy ? i18n.t({ id: 'kit.table.loading', message: 'Loading…' }) : ''}
      </p>
      {narrow ? <CardRows {...props} instead={instead} /> : <TableRows {...props} instead={instead} />}
    </>
  );
}

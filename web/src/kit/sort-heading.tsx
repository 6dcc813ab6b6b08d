import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Column, Sort } from './data-table.tsx';
import styles from './table-rows.module.css';
import { WidthHandle } from './width-handle.tsx';

type Props<Row> = {
  column: Column<Row>;
  left: number | undefined;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
  onWidth: ((key: string, width: number | null) => void) | undefined;
};

/** Heading of a column; a button when the list can be sorted by it. */
export function SortHeading<Row>({ column, left, sort, onSort, onWidth }: Props<Row>): ReactNode {
  const sorted = sort?.by === column.key;
  const Icon = !sorted ? IconArrowsSort : sort.descending ? IconArrowDown : IconArrowUp;
  return (
    <th
      scope="col"
      className={left === undefined ? styles.heading : `${styles.heading} ${styles.sticky}`}
      data-align={column.align}
      style={left === undefined ? {} : { left }}
      aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
    >
      {column.sortable && onSort ? (
        <button
          type="button"
          className={styles.sort}
          data-sorted={sorted || undefined}
          onClick={() => onSort({ by: column.key, descending: sorted && !sort.descending })}
        >
          {column.name}
          <Icon aria-hidden size={14} stroke={1.75} />
        </button>
      ) : (
        column.name
      )}
      {onWidth && (
        <WidthHandle
          name={column.name}
          width={column.width ?? 140}
          onWidth={(width) => onWidth(column.key, width)}
        />
      )}
    </th>
  );
}

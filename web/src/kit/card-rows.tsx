import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { Column, DataTableProps, Sort } from './data-table.tsx';
import styles from './card-rows.module.css';
import { RowCheckBox } from './row-check-box.tsx';
import { useRowToggle } from './row-selection.ts';

/** The list as cards, for a phone: heading and corner first, then a line for each of the other columns. */
export function CardRows<Row>(props: DataTableProps<Row> & { instead: ReactNode }): ReactNode {
  const {
    name,
    columns,
    rows,
    rowKey,
    sort,
    onSort,
    selection,
    instead,
    skeletonRows = 12,
    busy = false,
  } = props;
  const toggle = useRowToggle(rows ?? [], selection);
  if (instead) return <div className={styles.instead}>{instead}</div>;
  return (
    <div data-busy={busy || undefined} className={styles.cards}>
      {onSort && <SortChoice columns={columns} sort={sort} onSort={onSort} />}
      {rows ? (
        <ul aria-label={name} className={styles.list}>
          {rows.map((row, index) => (
            <li
              key={rowKey(row)}
              className={styles.card}
              data-selected={selection?.isSelected(row) || undefined}
            >
              {selection && (
                <div className={styles.check}>
                  <RowCheckBox
                    name={selection.rowName(row)}
                    checked={selection.isSelected(row)}
                    reason={selection.reasonAgainst(row)}
                    onToggle={(withShift) => toggle(index, withShift)}
                  />
                </div>
              )}
              <Card row={row} columns={columns} reason={selection?.reasonAgainst(row) ?? null} />
            </li>
          ))}
        </ul>
      ) : (
        <ul aria-hidden className={styles.list}>
          {Array.from({ length: Math.min(skeletonRows, 6) }, (_, index) => (
            <li key={index} className={styles.card} data-skeleton />
          ))}
        </ul>
      )}
    </div>
  );
}

function Card<Row>({
  row,
  columns,
  reason,
}: {
  row: Row;
  columns: Column<Row>[];
  reason: string | null;
}): ReactNode {
  const lines = columns.filter((column) => column.card === undefined);
  return (
    <div className={styles.content}>
      <div className={styles.head}>
        <div className={styles.title}>
          {columns
            .filter((column) => column.card === 'title')
            .map((column) => (
              <div key={column.key}>{column.cell(row)}</div>
            ))}
        </div>
        {columns
          .filter((column) => column.card === 'corner')
          .map((column) => (
            <div key={column.key}>{column.cell(row)}</div>
          ))}
      </div>
      {lines.length > 0 && (
        <dl className={styles.lines}>
          {lines.map((column) => (
            <div key={column.key}>
              <dt>{column.name}</dt>
              <dd>{column.cell(row)}</dd>
            </div>
          ))}
        </dl>
      )}
      {reason !== null && <p className={styles.reason}>{reason}</p>}
    </div>
  );
}

function SortChoice<Row>({
  columns,
  sort,
  onSort,
}: {
  columns: Column<Row>[];
  sort: Sort | undefined;
  onSort: (sort: Sort) => void;
}): ReactNode {
  const { i18n } = useLingui();
  const sortable = columns.filter((column) => column.sortable);
  if (sortable.length === 0) return null;
  return (
    <label className={styles.sort}>
      <span>{i18n.t({ id: 'kit.table.sort', message: 'Sort by' })}</span>
      <select
        value={sort ? `${sort.by} ${sort.descending ? 'down' : 'up'}` : ''}
        onChange={(event) => {
          const [by, way] = event.target.value.split(' ');
          if (by) onSort({ by, descending: way === 'down' });
        }}
      >
        {!sort && <option value="">—</option>}
        {sortable.map((column) => (
          <optgroup key={column.key} label={column.name}>
            <option value={`${column.key} up`}>
              {i18n.t({
                id: 'kit.table.ascending',
                message: '{column}, ascending',
                values: { column: column.name },
              })}
            </option>
            <option value={`${column.key} down`}>
              {i18n.t({
                id: 'kit.table.descending',
                message: '{column}, descending',
                values: { column: column.name },
              })}
            </option>
          </optgroup>
        ))}
      </select>
    </label>
  );
}

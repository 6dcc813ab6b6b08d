import { useLingui } from '@lingui/react';
import { type ReactNode, useId, useState } from 'react';
import type { Column, DataTableProps } from './data-table.tsx';
import { moveInGrid } from './grid-keys.ts';
import { RowCheckBox } from './row-check-box.tsx';
import { type RowSelection, selectionState, useRowToggle } from './row-selection.ts';
import { SortHeading } from './sort-heading.tsx';
import styles from './table-rows.module.css';

const checkWidth = 44;

/** The list as a table. `instead` takes the place of the rows: nothing there, or an error. */
export function TableRows<Row>(props: DataTableProps<Row> & { instead: ReactNode }): ReactNode {
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
    density,
    onWidth,
  } = props;
  const nameId = useId();
  const width = columns.reduce((sum, column) => sum + (column.width ?? 140), selection ? checkWidth : 0);
  const lefts = stickyLefts(columns, selection ? checkWidth : 0);
  // what was drawn stays as drawn: some column must take the room that is left
  const lastTakesRest = onWidth && columns.every((column) => column.width) ? columns.length - 1 : -1;
  const spanAll = columns.length + (selection ? 1 : 0);
  return (
    <section
      className={styles.scroll}
      aria-labelledby={nameId}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolled part of the page must be reachable by keyboard: axe scrollable-region-focusable
      tabIndex={0}
      data-busy={busy || undefined}
      data-density={density}
    >
      <table
        className={styles.table}
        style={{ minWidth: width }}
        aria-busy={busy || rows === undefined}
        {...(selection && rows?.length && !instead ? { role: 'grid', 'aria-multiselectable': true } : {})}
      >
        <caption id={nameId} className="visually-hidden">
          {name}
        </caption>
        <colgroup>
          {selection && <col style={{ width: checkWidth }} />}
          {columns.map((column, index) => (
            <col
              key={column.key}
              style={column.width && index !== lastTakesRest ? { width: column.width } : {}}
            />
          ))}
        </colgroup>
        <thead>
          <tr>
            {selection && (
              <th className={styles.check} scope="col">
                <AllCheckBox rows={rows ?? []} selection={selection} />
              </th>
            )}
            {columns.map((column, index) => (
              <SortHeading
                key={column.key}
                column={column}
                left={lefts[index]}
                sort={sort}
                onSort={onSort}
                onWidth={onWidth}
              />
            ))}
          </tr>
        </thead>
        {instead ? (
          <tbody>
            <tr>
              <td colSpan={spanAll} className={styles.instead}>
                {instead}
              </td>
            </tr>
          </tbody>
        ) : rows ? (
          <Body rows={rows} columns={columns} rowKey={rowKey} selection={selection} lefts={lefts} />
        ) : (
          <SkeletonBody
            count={skeletonRows}
            columns={columns}
            withCheck={selection !== undefined}
            lefts={lefts}
          />
        )}
      </table>
    </section>
  );
}

type BodyProps<Row> = {
  rows: Row[];
  columns: Column<Row>[];
  rowKey: (row: Row) => string;
  selection: RowSelection<Row> | undefined;
  lefts: (number | undefined)[];
};

function Body<Row>({ rows, columns, rowKey, selection, lefts }: BodyProps<Row>): ReactNode {
  const [current, setCurrent] = useState(0); // one check box is in the Tab order, arrows move along the others
  const toggle = useRowToggle(rows, selection);
  const reachable = Math.min(current, rows.length - 1);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- what is used stands in the cells; the keys are those of a grid
    <tbody onKeyDown={moveInGrid}>
      {rows.map((row, index) => {
        const reason = selection?.reasonAgainst(row) ?? null;
        return (
          <tr
            key={rowKey(row)}
            aria-selected={selection?.isSelected(row)}
            data-selected={selection?.isSelected(row) || undefined}
            data-unfit={reason !== null || undefined}
          >
            {selection && (
              <td className={styles.check} onFocus={() => setCurrent(index)}>
                <RowCheckBox
                  name={selection.rowName(row)}
                  checked={selection.isSelected(row)}
                  reason={reason}
                  tabIndex={index === reachable ? 0 : -1}
                  onToggle={(withShift) => toggle(index, withShift)}
                />
              </td>
            )}
            {columns.map((column, place) => (
              <td key={column.key} {...cellProps(column, lefts[place])}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        );
      })}
    </tbody>
  );
}

function AllCheckBox<Row>({ rows, selection }: { rows: Row[]; selection: RowSelection<Row> }): ReactNode {
  const { i18n } = useLingui();
  const state = selectionState(rows, selection);
  const possible = rows.filter((row) => selection.reasonAgainst(row) === null || selection.isSelected(row));
  return (
    <RowCheckBox
      name={i18n.t({ id: 'kit.table.select-page', message: 'Select all on this page that fit' })}
      checked={state === 'all'}
      mixed={state === 'some'}
      reason={
        possible.length > 0
          ? null
          : i18n.t({ id: 'kit.table.none-to-select', message: 'Nothing here can be selected' })
      }
      onToggle={() => selection.onChange(possible, state !== 'all')}
    />
  );
}

function SkeletonBody<Row>(props: {
  count: number;
  columns: Column<Row>[];
  withCheck: boolean;
  lefts: (number | undefined)[];
}): ReactNode {
  return (
    <tbody aria-hidden>
      {Array.from({ length: props.count }, (_, row) => (
        <tr key={row}>
          {props.withCheck && (
            <td className={styles.check} aria-hidden>
              <span />
            </td>
          )}
          {props.columns.map((column, place) => (
            <td key={column.key} {...cellProps(column, props.lefts[place])}>
              <span className={styles.bone} data-length={(row * 7 + place * 3) % 4} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function cellProps<Row>(column: Column<Row>, left: number | undefined) {
  return {
    className: left === undefined ? styles.cell : `${styles.cell} ${styles.sticky}`,
    'data-align': column.align,
    style: left === undefined ? {} : { left },
  };
}

/** How far from the left each sticky column stays; undefined for those that scroll. */
function stickyLefts<Row>(columns: Column<Row>[], start: number): (number | undefined)[] {
  let left = start;
  return columns.map((column) => {
    if (!column.sticky) return undefined;
    const own = left;
    left += column.width ?? 140;
    return own;
  });
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { LineColumn, ListLayout } from '../../../server/finding/contract.ts';
import { api } from '../api/client.ts';
import { layoutQuery } from './list-layout.ts';

/** Arranges the list, at once here and kept for every device; null: as it comes. */
export function useArrangeList(): { arrange: (layout: ListLayout | null) => void; error: Error | null } {
  const queries = useQueryClient();
  const { queryKey } = layoutQuery;
  const { mutate, error } = useMutation({
    mutationFn: async (layout: ListLayout | null) => api.PUT('/api/fleet/layout', { body: { layout } }),
    scope: { id: 'fleet-layout' }, // one after the other: the last one holds
    onError: () => queries.invalidateQueries({ queryKey }),
  });
  const arrange = (layout: ListLayout | null) => {
    void queries.cancelQueries({ queryKey });
    queries.setQueryData(queryKey, layout);
    mutate(layout);
  };
  return { arrange, error };
}

/** Sets the width of a column in px; null: as it comes. */
export function useColumnWidth(layout: ListLayout): (column: string, width: number | null) => void {
  const { arrange } = useArrangeList();
  return (column, width) => {
    const { [column as LineColumn]: _, ...others } = layout.widths;
    arrange({ ...layout, widths: width === null ? others : { ...others, [column]: width } });
  };
}

/** The columns with one of them moved up or down. */
export function moved(columns: readonly LineColumn[], column: LineColumn, by: 1 | -1): LineColumn[] {
  const from = columns.indexOf(column);
  const to = from + by;
  const other = columns[to];
  return from < 0 || other === undefined ? [...columns] : columns.with(from, other).with(to, column);
}

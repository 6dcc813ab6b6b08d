import { queryOptions, useQuery } from '@tanstack/react-query';
import { type LineColumn, type ListLayout, usualColumns } from '../../../server/finding/contract.ts';
import type { LineRow } from '../../../server/fleet/contract.ts';
import { api } from '../api/client.ts';
import type { Column } from '../kit/data-table.tsx';

/** How this person has arranged the list; null: not at all. */
export const layoutQuery = queryOptions({
  queryKey: ['fleet-layout'],
  queryFn: async ({ signal }) => (await api.GET('/api/fleet/layout', { signal })).data?.layout ?? null,
  staleTime: 60_000,
});

/** How the list comes to who has not arranged it. */
export const usualLayout: ListLayout = {
  columns: usualColumns,
  density: 'comfortable',
  pinned: 2,
  widths: {},
};

/** How the person has arranged the list; `own` null: not at all. Where that cannot be had the list comes as usual. */
export function useListLayout(): { own: ListLayout | null; layout: ListLayout; isKnown: boolean } {
  const { data, isPending } = useQuery(layoutQuery);
  return { own: data ?? null, layout: data ?? usualLayout, isKnown: !isPending };
}

/** Of a column that stays in sight and is else as wide as there is room. */
const pinnedWidth = 180;

/**
 * The columns that are shown, in their order and width; the first ones stay in sight. One that shows why a line was found comes behind the
 * number though nobody chose it.
 */
export function arranged(
  all: Column<LineRow>[],
  { columns: chosen, pinned, widths }: Pick<ListLayout, 'columns' | 'pinned' | 'widths'>,
  besides: LineColumn | null,
): Column<LineRow>[] {
  const keys: string[] = [...chosen];
  if (besides !== null && !keys.includes(besides)) keys.splice(keys.indexOf('msisdn') + 1, 0, besides);
  const shown = keys.flatMap((key) => all.find((column) => column.key === key) ?? []);
  return shown.map((column, place) => {
    const sticky = place < pinned;
    const width = widths[column.key as LineColumn] ?? column.width ?? (sticky ? pinnedWidth : undefined);
    return { ...column, sticky, ...(width === undefined ? {} : { width }) };
  });
}

import { queryOptions, useQuery } from '@tanstack/react-query';
import {
  type LineColumn,
  type LineRow,
  type ListLayout,
  usualColumns,
} from '../../../server/fleet/contract.ts';
import { api } from '../api/client.ts';
import type { Column } from '../kit/data-table.tsx';

/** How this person has arranged the list; null: not at all. */
export const layoutQuery = queryOptions({
  queryKey: ['fleet-layout'],
  queryFn: async ({ signal }) => (await api.GET('/api/fleet/layout', { signal })).data?.layout ?? null,
  staleTime: 60_000,
});

/** How the list comes to who has not arranged it. */
export const usualLayout: ListLayout = { columns: usualColumns, density: 'comfortable' };

/** How the person has arranged the list; `own` null: not at all. Where that cannot be had the list comes as usual. */
export function useListLayout(): { own: ListLayout | null; layout: ListLayout; isKnown: boolean } {
  const { data, isPending } = useQuery(layoutQuery);
  return { own: data ?? null, layout: data ?? usualLayout, isKnown: !isPending };
}

/**
 * The columns that are shown, in their order; the first two stay in sight. One that shows why a line was found comes behind the number
 * though nobody chose it.
 */
export function arranged(
  all: Column<LineRow>[],
  chosen: readonly LineColumn[],
  besides: LineColumn | null,
): Column<LineRow>[] {
  const keys: string[] = [...chosen];
  if (besides !== null && !keys.includes(besides)) keys.splice(keys.indexOf('msisdn') + 1, 0, besides);
  const shown = keys.flatMap((key) => all.find((column) => column.key === key) ?? []);
  const pinned = shown.slice(0, 2).findIndex(({ width }) => width === undefined);
  return shown.map((column, place) => ({ ...column, sticky: place < (pinned < 0 ? 2 : pinned) }));
}

import { queryOptions } from '@tanstack/react-query';
import type { Export, ExportList } from '../../../server/exports/contract.ts';
import { api } from '../api/client.ts';
import { queries } from '../api/queries.ts';

/** It waits for a worker, or is being written. */
export function isUnderWay({ state }: Export): boolean {
  return state === 'waiting' || state === 'writing';
}

/** What this person has asked for; asked for again and again while something is under way, should no news come. */
export const exportsQuery = queryOptions({
  queryKey: ['exports', 'list'],
  queryFn: async ({ signal }) => ((await api.GET('/api/exports', { signal })).data as ExportList).exports,
  refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? 2000 : false),
});

export async function removeExport(exportId: string): Promise<void> {
  await api.DELETE('/api/exports/{exportId}', { params: { path: { exportId } } });
  await queries.invalidateQueries(exportsQuery);
}

export async function retryExport(exportId: string): Promise<void> {
  await api.POST('/api/exports/{exportId}/retry', { params: { path: { exportId } } });
  await queries.invalidateQueries(exportsQuery);
}

/** Where the file is fetched from. */
export function fileAddress({ id }: Export): string {
  return `/api/exports/${id}/file`;
}

import { queryOptions } from '@tanstack/react-query';
import type { ChangeView, SavedView, SavedViewList, ViewQuery } from '../../../server/views/contract.ts';
import { api } from '../api/client.ts';

export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: async ({ signal }) => ((await api.GET('/api/views', { signal })).data as SavedViewList).views,
});

export async function saveView(view: { id: string; name: string; shared: boolean; query: ViewQuery }) {
  return (await api.POST('/api/views', { body: view })).data as SavedView;
}

export async function changeView(viewId: string, change: ChangeView) {
  return (await api.PATCH('/api/views/{viewId}', { params: { path: { viewId } }, body: change }))
    .data as SavedView;
}

export async function removeView(viewId: string): Promise<void> {
  await api.DELETE('/api/views/{viewId}', { params: { path: { viewId } } });
}

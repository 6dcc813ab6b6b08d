import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Fallout, FalloutItemList } from '../../../server/fallout/contract.ts';
import { api } from '../api/client.ts';

/** New failures are looked for this often; what staff do is announced at once. */
const lookAgainMs = 5_000;

export const falloutQuery = queryOptions({
  queryKey: ['fallout', 'groups'],
  queryFn: async ({ signal }) => (await api.GET('/api/operator/fallout', { signal })).data as Fallout,
  refetchInterval: lookAgainMs,
});

export type FalloutSearch = {
  code: string;
  element: string;
  organisationId?: string | undefined;
  search?: string | undefined;
};

export function falloutItemsQuery(wanted: FalloutSearch & { page: number; size: number }) {
  return queryOptions({
    queryKey: ['fallout', 'items', wanted],
    queryFn: async ({ signal }) => {
      const { organisationId, search, ...rest } = wanted;
      const query = {
        ...rest,
        ...(organisationId ? { organisationId } : {}),
        ...(search ? { search } : {}),
      };
      const { data } = await api.GET('/api/operator/fallout/items', { params: { query }, signal });
      return data as FalloutItemList;
    },
    placeholderData: keepPreviousData,
    refetchInterval: lookAgainMs,
  });
}

import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type {
  Breakdown,
  FleetSummary,
  LineFacets,
  LineFilter,
  LineGroups,
  LineList,
  LineListQuery,
  PastedList,
  PasteList,
} from '../../../server/finding/contract.ts';
import type { LineDetail } from '../../../server/fleet/contract.ts';
import { api } from '../api/client.ts';
import type { GroupName } from './fleet-search.ts';

export function lineListQuery(search: LineListQuery) {
  return queryOptions({
    queryKey: ['fleet', 'list', search],
    queryFn: async ({ signal }) =>
      (await api.GET('/api/fleet/lines', { params: { query: search }, signal })).data as LineList,
    placeholderData: keepPreviousData,
  });
}

export function facetsQuery(filter: LineFilter) {
  return queryOptions({
    queryKey: ['fleet', 'facets', filter],
    queryFn: async ({ signal }) =>
      (await api.GET('/api/fleet/facets', { params: { query: filter }, signal })).data as LineFacets,
    placeholderData: keepPreviousData,
  });
}

export function pastedListQuery(listId: string) {
  return queryOptions({
    queryKey: ['fleet', 'pasted', listId],
    queryFn: async ({ signal }) =>
      (await api.GET('/api/fleet/lists/{listId}', { params: { path: { listId } }, signal }))
        .data as PastedList,
  });
}

export async function pasteList(body: PasteList): Promise<PastedList> {
  return (await api.POST('/api/fleet/lists', { body })).data as PastedList;
}

/** The lines of a filter added up. */
export function breakdownQuery(by: GroupName, filter: LineFilter) {
  return queryOptions({
    queryKey: ['fleet', 'breakdown', by, filter],
    queryFn: async ({ signal }) =>
      (await api.GET('/api/fleet/breakdown', { params: { query: { by, ...filter } }, signal }))
        .data as Breakdown,
    placeholderData: keepPreviousData,
  });
}

/** How the lines of a filter fall into groups that may be changed together. */
export function groupsQuery(filter: LineFilter) {
  return queryOptions({
    queryKey: ['fleet', 'groups', filter],
    queryFn: async ({ signal }) =>
      (await api.GET('/api/fleet/groups', { params: { query: filter }, signal })).data as LineGroups,
    placeholderData: keepPreviousData,
  });
}

export const fleetSummaryQuery = queryOptions({
  queryKey: ['fleet', 'summary'],
  queryFn: async ({ signal }) => (await api.GET('/api/fleet/summary', { signal })).data as FleetSummary,
});

export function lineQuery(lineId: string) {
  return queryOptions({
    queryKey: ['fleet', 'line', lineId],
    queryFn: async ({ signal }) =>
      (await api.GET('/api/fleet/lines/{lineId}', { params: { path: { lineId } }, signal }))
        .data as LineDetail,
  });
}

/** The name of a user by whom the list is narrowed. */
export function holderNameQuery(holderId: string) {
  return queryOptions({
    queryKey: ['holders', 'one', holderId, 'name'],
    queryFn: async ({ signal }) =>
      (await api.GET('/api/holders/{holderId}', { params: { path: { holderId } }, signal })).data?.name ?? '',
  });
}

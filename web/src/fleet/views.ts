import type { SavedView, ViewQuery } from '../../../server/views/contract.ts';
import { type FleetSearch, filterNames, filterOf, listOf, singlesOf } from './fleet-search.ts';

/** What of the address a view keeps: filter and order, neither page nor size. */
export function viewQueryOf(search: FleetSearch): ViewQuery {
  const { sort, direction } = listOf(search);
  return { filter: filterOf(search), sort, direction };
}

/** The address of what a view shows, from its first page. */
export function searchOfView({ filter, sort, direction }: ViewQuery): FleetSearch {
  return {
    search: filter.search,
    ...singlesOf(filter),
    ...Object.fromEntries(filterNames.map((name) => [name, filter[name]])),
    sort: sort === 'name' ? undefined : sort,
    direction: direction === 'asc' ? undefined : direction,
  };
}

/** The view that the address shows, whatever the order in which its filters were ticked. */
export function viewShown(views: SavedView[], search: FleetSearch): SavedView | undefined {
  const shown = sameFor(viewQueryOf(search));
  return views.find(({ query }) => sameFor(query) === shown);
}

function sameFor({ filter, sort, direction }: ViewQuery): string {
  const values = filterNames.map((name) => [...(filter[name] ?? [])].toSorted());
  return JSON.stringify([filter.search ?? '', singlesOf(filter), values, sort, direction]);
}

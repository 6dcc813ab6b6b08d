import { expect, it } from 'vitest';
import type { FleetSearch } from './fleet-search.ts';
import { searchOfView, viewQueryOf, viewShown } from './views.ts';

const search: FleetSearch = {
  search: ' dupont ',
  plan: ['shape-plus', 'shape-basic'],
  status: ['active'],
  sort: 'msisdn',
  direction: 'desc',
  page: 3,
  size: 100,
};
const view = (query: ReturnType<typeof viewQueryOf>) => ({
  id: 'v',
  name: 'Dupont',
  shared: false,
  mine: true,
  owner: 'Marie Dupont',
  query,
});

it('a view keeps what narrows and sorts the list, and gives it back from its first page', () => {
  const query = viewQueryOf(search);
  expect(query).toEqual({
    filter: { search: 'dupont', plan: ['shape-plus', 'shape-basic'], status: ['active'] },
    sort: 'msisdn',
    direction: 'desc',
  });
  const { page: _page, size: _size, ...kept } = search;
  expect(searchOfView(query)).toEqual({ ...kept, search: 'dupont' });
  expect(viewQueryOf({})).toEqual({ filter: {}, sort: 'name', direction: 'asc' });
  expect(searchOfView(viewQueryOf({}))).toEqual({});
});

it('a view keeps ranges of days and what is asked of the moment', () => {
  const asked: FleetSearch = { suspendedOver: 90, activatedFrom: '2026-01-01', underWay: 'yes' };
  expect(searchOfView(viewQueryOf(asked))).toEqual(asked);
  const views = [view(viewQueryOf(asked))];
  expect(viewShown(views, { ...asked, page: 2 })).toBe(views[0]);
  expect(viewShown(views, { ...asked, suspendedOver: 30 })).toBeUndefined();
});

it('the list shows a view when it is narrowed and sorted as that, in whatever order it was ticked', () => {
  const views = [view(viewQueryOf(search))];
  expect(viewShown(views, { ...search, plan: ['shape-basic', 'shape-plus'], page: undefined })).toBe(
    views[0],
  );
  expect(viewShown(views, { ...search, plan: ['shape-basic'] })).toBeUndefined();
  expect(viewShown(views, { ...search, direction: undefined })).toBeUndefined();
  expect(viewShown(views, { ...search, search: 'els' })).toBeUndefined();
});

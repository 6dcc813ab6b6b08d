import { expect, test } from 'vitest';
import { filterOf, fleetSearchSchema, listOf, withFilter, withoutFilters } from './fleet-search.ts';

test('an address without anything is the whole fleet by name', () => {
  expect(listOf(fleetSearchSchema.parse({}))).toEqual({ sort: 'name', direction: 'asc', page: 1, size: 50 });
});

test('nonsense in an address is passed over, the rest of it holds', () => {
  const search = fleetSearchSchema.parse({
    status: ['active', 'flying'],
    page: -3,
    size: 1e9,
    sort: 'colour',
    search: 'dupont',
  });
  expect(listOf(search)).toEqual({ search: 'dupont', sort: 'name', direction: 'asc', page: 1, size: 50 });
});

test('words that no list takes are cut to what it takes', () => {
  expect(filterOf(fleetSearchSchema.parse({ search: `\u0000du\u0007pont ` }))).toEqual({ search: 'du pont' });
  expect(filterOf(fleetSearchSchema.parse({ search: 'x'.repeat(5000) })).search).toHaveLength(200);
});

test('a filter is ticked and unticked, and the list starts again at its first page', () => {
  const ticked = withFilter({ page: 3, search: 'x' }, 'plan', 'shape-plus', true);
  expect(filterOf(ticked)).toEqual({ search: 'x', plan: ['shape-plus'] });
  expect(ticked.page).toBeUndefined();
  expect(filterOf(withFilter(ticked, 'plan', 'shape-plus', false))).toEqual({ search: 'x' });
});

test('clearing the filters keeps the words searched for', () => {
  expect(filterOf(withoutFilters({ search: 'x', status: ['active'], option: ['roaming'] }))).toEqual({
    search: 'x',
  });
});

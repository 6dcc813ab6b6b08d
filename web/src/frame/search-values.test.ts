import { expect, test } from 'vitest';
import { filterOf, fleetSearchSchema } from '../fleet/fleet-search.ts';
import { parseSearch, stringifySearch } from './search-values.ts';

test.each([
  '1238',
  '0492 00 12',
  '+32 492 00 12 38',
  '8932980000000000323',
  '600482925',
  'true',
  '"D’Hondt"',
  '["shape"]',
  '[half',
])('what was searched for, %s, comes back from the address as it was typed', (search) => {
  const address = stringifySearch({ search, plan: ['shape-plus'], page: 2 });
  const read = fleetSearchSchema.parse(parseSearch(address));
  expect(filterOf(read)).toEqual({ search, plan: ['shape-plus'] });
  expect(read.page).toBe(2);
});

test('an address written by hand is understood', () => {
  const read = fleetSearchSchema.parse(parseSearch('?search=1238&status=["active"]&size=25'));
  expect(read).toMatchObject({ search: '1238', status: ['active'], size: 25 });
});

test('digits stand in the address as they are', () => {
  expect(stringifySearch({ search: '600482925', page: 3 })).toBe('?search=600482925&page=3');
});

import { expect, it } from 'vitest';
import { moved } from './arrange-list.ts';
import { arranged } from './list-layout.ts';

const column = (key: string, width?: number) => ({
  key,
  name: key,
  cell: () => key,
  ...(width ? { width } : {}),
});
const all = [
  column('name', 200),
  column('msisdn', 150),
  column('sim', 200),
  column('plan'),
  column('status', 100),
];
const shown = (...wanted: Parameters<typeof arranged>) =>
  arranged(...wanted).map(({ key, sticky }) => (sticky ? `[${key}]` : key));

it('columns come as chosen, the first two stay in sight as far as they have a width', () => {
  expect(shown(all, ['name', 'msisdn', 'plan'], null)).toEqual(['[name]', '[msisdn]', 'plan']);
  expect(shown(all, ['status', 'msisdn', 'name'], null)).toEqual(['[status]', '[msisdn]', 'name']);
  expect(shown(all, ['msisdn', 'plan', 'name'], null)).toEqual(['[msisdn]', 'plan', 'name']);
});

it('the SIM card that a line was found by comes behind the number, once', () => {
  expect(shown(all, ['msisdn', 'status'], 'sim')).toEqual(['[msisdn]', '[sim]', 'status']);
  expect(shown(all, ['msisdn', 'status', 'sim'], 'sim')).toEqual(['[msisdn]', '[status]', 'sim']);
});

it('a column changes places with its neighbour, and stays at the ends', () => {
  expect(moved(['name', 'msisdn', 'plan'], 'plan', -1)).toEqual(['name', 'plan', 'msisdn']);
  expect(moved(['name', 'msisdn', 'plan'], 'plan', 1)).toEqual(['name', 'msisdn', 'plan']);
  expect(moved(['name', 'msisdn', 'plan'], 'name', -1)).toEqual(['name', 'msisdn', 'plan']);
});

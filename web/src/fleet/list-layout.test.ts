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
type Chosen = Parameters<typeof arranged>[1]['columns'];
const shown = (columns: Chosen, besides: 'sim' | null = null, pinned = 2) =>
  arranged(all, { columns, pinned, widths: {} }, besides).map(({ key, sticky }) =>
    sticky ? `[${key}]` : key,
  );

it('columns come as chosen, as many of the first as wanted stay in sight', () => {
  expect(shown(['name', 'msisdn', 'plan'])).toEqual(['[name]', '[msisdn]', 'plan']);
  expect(shown(['status', 'msisdn', 'name'])).toEqual(['[status]', '[msisdn]', 'name']);
  expect(shown(['msisdn', 'plan', 'name'], null, 3)).toEqual(['[msisdn]', '[plan]', '[name]']);
  expect(shown(['msisdn', 'plan', 'name'], null, 0)).toEqual(['msisdn', 'plan', 'name']);
});

it('a column is as wide as was set, and has a width where it stays in sight', () => {
  const columns: Chosen = ['plan', 'msisdn', 'status'];
  const wide = arranged(all, { columns, pinned: 1, widths: { msisdn: 300 } }, null);
  expect(wide.map(({ width }) => width)).toEqual([180, 300, 100]);
});

it('the SIM card that a line was found by comes behind the number, once', () => {
  expect(shown(['msisdn', 'status'], 'sim')).toEqual(['[msisdn]', '[sim]', 'status']);
  expect(shown(['msisdn', 'status', 'sim'], 'sim')).toEqual(['[msisdn]', '[status]', 'sim']);
});

it('a column changes places with its neighbour, and stays at the ends', () => {
  expect(moved(['name', 'msisdn', 'plan'], 'plan', -1)).toEqual(['name', 'plan', 'msisdn']);
  expect(moved(['name', 'msisdn', 'plan'], 'plan', 1)).toEqual(['name', 'msisdn', 'plan']);
  expect(moved(['name', 'msisdn', 'plan'], 'name', -1)).toEqual(['name', 'msisdn', 'plan']);
});

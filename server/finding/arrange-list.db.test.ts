import { expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany } from '../../test/fleet.ts';
import { aPerson } from '../../test/orders.ts';
import { arrangeList, showLayout } from './arrange-list.ts';
import { keptLayoutSchema, type ListLayout } from './layout-contract.ts';

const { db } = await testDatabase();
const company = await aCompany(db);
const manager = await aPerson(db, company);
const colleague = await aPerson(db, company, { role: 'viewer' });

const layout: ListLayout = {
  columns: ['msisdn', 'sim', 'status'],
  density: 'compact',
  pinned: 1,
  widths: { sim: 260 },
};

it('the list is arranged for oneself alone, anew as often as one likes, and can be as it comes again', async () => {
  expect(await showLayout(manager)).toEqual({ layout: null });
  await arrangeList(manager, { layout: { ...layout, density: 'comfortable' } });
  await arrangeList(manager, { layout });
  expect(await showLayout(manager)).toEqual({ layout });
  expect(await showLayout(colleague)).toEqual({ layout: null });
  await arrangeList(manager, { layout: null });
  expect(await showLayout(manager)).toEqual({ layout: null });
});

it.each([
  ['a column twice', ['msisdn', 'msisdn']],
  ['no number, which leads to its page', ['name']],
  ['a column that there is not', ['msisdn', 'colour']],
  ['none', []],
])('a list with %s is refused', (_, columns) => {
  expect(keptLayoutSchema.safeParse({ layout: { ...layout, columns } }).success).toBe(false);
});

it.each([{ pinned: 4 }, { widths: { sim: 5000 } }, { widths: { sim: 10 } }, { widths: { colour: 100 } }])(
  'a list that nobody could look at is refused: %j',
  (wanted) => {
    expect(keptLayoutSchema.safeParse({ layout: { ...layout, ...wanted } }).success).toBe(false);
  },
);

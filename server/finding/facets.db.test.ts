import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, aLine, callOf, now, withLines } from '../../test/fleet.ts';
import { addOpenItems } from '../fleet/add-open-items.ts';
import { type LineFilter, lineFilterQuerySchema, lineListQuerySchema } from './contract.ts';
import { countFacets } from './facet-list.ts';
import { listLines } from './list-lines.ts';
import { countSelected } from './selection-store.ts';

const { db } = await testDatabase();
const company = await aCompany(db, 2);
const [main, second] = company.accounts;
if (!main || !second) throw new Error('two customer numbers');
const call = callOf(db, company);

const at = (time: string) => new Date(time);
const pass = { code: 'world-traveller', activeSince: at('2026-05-01T00:00:00Z') };
// Midnight in Brussels is 22:00 or 23:00 the day before in UTC.
const lines = [
  { msisdn: '32470500001', activatedAt: at('2026-03-31T21:59:59Z') },
  { msisdn: '32470500002', activatedAt: at('2026-03-31T22:00:00Z'), planCode: 'shape-basic' },
  { msisdn: '32470500003', status: 'suspended', statusSince: at('2026-03-15T12:00:00Z') },
  {
    msisdn: '32470500004',
    status: 'suspended',
    statusSince: at('2026-03-15T14:00:00Z'),
    billingAccount: second,
  },
  {
    msisdn: '32470500005',
    options: [pass],
    billingAccount: second,
  },
  { msisdn: '32470500006', options: [pass] },
  { msisdn: '32470500007', planCode: 'shape-basic' },
] as const;
const ids = await withLines(
  db,
  ...lines.map((line) => aLine(company, { ...line, options: 'options' in line ? [...line.options] : [] })),
);
for (const [place, until] of [
  [4, '2026-06-20T12:00:00Z'],
  [5, '2026-06-30T22:30:00Z'],
] as const)
  await sql`UPDATE line_option SET active_until = ${at(until)} WHERE line_id = ${ids[place]} AND option_code = ${pass.code}`.execute(
    db,
  );
await addOpenItems(call, [ids[6] ?? '']);

async function found(filter: object): Promise<string> {
  const { lines, total } = await listLines(call, lineListQuerySchema.parse(filter));
  expect(total).toBe(lines.length);
  const selection = { filter: lineFilterQuerySchema.parse(filter), except: [] };
  expect(await countSelected(call, selection), 'all that fit are as many').toBe(total);
  return lines
    .map(({ msisdn }) => msisdn.slice(-1))
    .toSorted()
    .join('');
}

describe('filters of days', () => {
  it.each<[string, object, string]>([
    ['in the fleet since April, the day of Brussels', { activatedFrom: '2026-04-01' }, '2'],
    ['in the fleet until the last of March', { activatedTo: '2026-03-31', activatedFrom: '2026-01-01' }, '1'],
    ['suspended since that day', { suspendedFrom: '2026-03-15', suspendedTo: '2026-03-15' }, '34'],
    ['suspended until the day before', { suspendedTo: '2026-03-14' }, ''],
    ['suspended for more than 90 days, to the hour', { suspendedOver: '90' }, '3'],
    ['an option ends in June', { optionEndsFrom: '2026-06-01', optionEndsTo: '2026-06-30' }, '5'],
    ['an option ends by the first of July', { optionEndsTo: '2026-07-01' }, '56'],
    ['an option ends within a week', { optionEndsIn: '7' }, '5'],
    ['a change is under way', { underWay: 'yes' }, '7'],
    ['with others', { suspendedOver: '1', account: second.number }, '4'],
  ])('%s', async (_, filter, numbers) => {
    expect(now.toISOString()).toBe('2026-06-13T13:28:00.000Z');
    expect(await found(filter)).toBe(numbers);
  });
});

const ofValues = async (filter: LineFilter, facet: 'plan' | 'status' | 'account' | 'option') =>
  Object.fromEntries((await countFacets(call, filter))[facet].map(({ value, count }) => [value, count]));

describe('the counts beside the filters', () => {
  it('are what ticking a value would show, under the search and the other filters', async () => {
    const filter: LineFilter = { account: [main.number], plan: ['shape-plus'] };
    expect(await ofValues(filter, 'status')).toEqual({ active: 2, suspended: 1 });
    expect(await ofValues(filter, 'plan'), 'other plans would be added').toEqual({
      'shape-plus': 3,
      'shape-basic': 2,
    });
    expect(await ofValues(filter, 'account')).toEqual({ [main.number]: 3, [second.number]: 2 });
    expect(await ofValues({ ...filter, search: '500006' }, 'status')).toEqual({ active: 1 });
    expect(await ofValues({ ...filter, search: '500006' }, 'option')).toMatchObject({ 'world-traveller': 1 });
    expect((await ofValues({ option: ['world-traveller'] }, 'option'))['world-traveller']).toBe(2);
  });

  it('tell how many wait for somebody', async () => {
    expect(await countFacets(call)).toMatchObject({ suspendedOver90: 1, optionEndsIn7: 1, underWay: 1 });
    const there = await countFacets(call, { account: [second.number] });
    expect(there).toMatchObject({ suspendedOver90: 0, optionEndsIn7: 1, underWay: 0 });
  });
});

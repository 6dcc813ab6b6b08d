import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, aLine, callOf, now, systemCall, withLines } from '../../test/fleet.ts';
import { newId } from '../platform/id.ts';
import { lineListQuerySchema } from './contract.ts';
import { countGroups, summariseFleet } from './count-list.ts';
import { countFacets } from './facet-list.ts';
import { addOpenItems } from '../fleet/fleet.ts';
import { listLines } from './list-lines.ts';
import { showLine } from '../fleet/show-line.ts';

const { db } = await testDatabase();
const company = await aCompany(db, 2);
const other = await aCompany(db);
const [main, second] = company.accounts;
if (!main || !second) throw new Error('two customer numbers');
const since = new Date('2026-03-01T09:00:00.000Z');
const earlier = new Date('2026-06-10T08:00:00.000Z');
const pass = 'best-destinations-data-pass-3gb';

const ids = await withLines(
  db,
  aLine(company, {
    holder: { firstName: 'Zoé', lastName: 'Évrard' },
    options: [{ code: 'roaming', activeSince: since }],
  }),
  aLine(company, {
    holder: { firstName: 'Bart', lastName: 'De Smet' },
    status: 'suspended',
    statusReason: 'lost',
  }),
  aLine(company, { holder: { firstName: '', lastName: '' }, planCode: 'business-everywhere-intense' }),
  aLine(company, {
    holder: { firstName: 'Aïcha', lastName: 'Desmet' },
    billingAccount: second,
    syncedAt: earlier,
  }),
  aLine(company, {
    holder: { firstName: 'Yves', lastName: 'Zwart' },
    billingAccount: second,
    planCode: 'shape-basic',
    options: ['roaming', 'voicemail'].map((code) => ({ code, activeSince: since })),
  }),
);
const [foreign = ''] = await withLines(db, aLine(other, { syncedAt: new Date('2020-01-01T00:00:00Z') }));
const everything = callOf(db, company);
const onlyMain = callOf(db, company, { billingAccountIds: [main.id] });

async function names(query: Record<string, unknown>, call = everything): Promise<string[]> {
  const { lines } = await listLines(call, lineListQuerySchema.parse(query));
  return lines.map(({ holderName }) => holderName);
}

describe('the list of lines', () => {
  it('is by name without regard to accents, nameless ones last, and the other way round', async () => {
    const byName = ['De Smet, Bart', 'Desmet, Aïcha', 'Évrard, Zoé', 'Zwart, Yves', ''];
    expect(await names({})).toEqual(byName);
    expect(await names({ direction: 'desc' })).toEqual(byName.toReversed());
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['status', { status: 'suspended' }, ['De Smet, Bart']],
    ['two plans', { plan: ['shape-basic', 'business-everywhere-intense'] }, ['Zwart, Yves', '']],
    ['an option', { option: 'roaming' }, ['Évrard, Zoé', 'Zwart, Yves']],
    ['two options, both active', { option: ['roaming', 'voicemail'] }, ['Zwart, Yves']],
    ['a customer number', { account: second.number }, ['Desmet, Aïcha', 'Zwart, Yves']],
    ['product', { product: 'data' }, ['']],
    ['kind and search together', { kind: 'shape', search: 'smet' }, ['De Smet, Bart', 'Desmet, Aïcha']],
    ['a value that nothing has', { plan: "'; DROP TABLE line; --" }, []],
  ])('is narrowed by %s', async (_, query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it('comes in pages that neither repeat nor lose a line, whatever the sort', async () => {
    for (const sort of ['name', 'msisdn', 'account', 'product', 'plan', 'status']) {
      const pages = await Promise.all(
        [1, 2, 3].map((page) => listLines(everything, lineListQuerySchema.parse({ sort, size: 2, page }))),
      );
      expect(new Set(pages.flatMap(({ lines }) => lines.map(({ id }) => id))).size).toBe(5);
      expect(pages.map(({ total }) => total)).toEqual([5, 5, 5]);
    }
  });

  it('says how many there are on a page beyond the end, and when nothing fits', async () => {
    const beyond = await listLines(everything, lineListQuerySchema.parse({ page: 9 }));
    expect(beyond).toMatchObject({ lines: [], total: 5 });
    expect(await listLines(everything, lineListQuerySchema.parse({ search: 'nowhere' }))).toMatchObject({
      lines: [],
      total: 0,
    });
  });

  it('says how old its oldest truth is, of what the person sees', async () => {
    const age = async (call: typeof everything) =>
      (await listLines(call, lineListQuerySchema.parse({}))).syncedAt;
    expect(await age(everything)).toBe(earlier.toISOString());
    expect(await age(onlyMain)).toBe(now.toISOString());
    expect(await age(callOf(db, await aCompany(db)))).toBeNull();
  });

  it('may say for half a minute that its truth is as old as it was, and never that it is fresher', async () => {
    const later = await aCompany(db);
    const [id = ''] = await withLines(db, aLine(later, { syncedAt: earlier }));
    const ageAt = async (seconds: number) => {
      const call = { ...callOf(db, later), now: new Date(now.getTime() + seconds * 1000) };
      return (await listLines(call, lineListQuerySchema.parse({}))).syncedAt;
    };
    expect(await ageAt(0)).toBe(earlier.toISOString());
    await sql`UPDATE line_state SET synced_at = ${now} WHERE line_id = ${id}`.execute(db);
    expect(await ageAt(29)).toBe(earlier.toISOString());
    expect(await ageAt(31)).toBe(now.toISOString());
  });

  it('shows what each line is and has', async () => {
    const { lines } = await listLines(everything, lineListQuerySchema.parse({ search: 'evrard' }));
    expect(lines).toEqual([
      expect.objectContaining({
        id: ids[0],
        holderName: 'Évrard, Zoé',
        billingAccountNumber: main.number,
        planCode: 'shape-plus',
        subscriptionKind: 'shape',
        product: 'voice',
        status: 'active',
        optionCodes: ['roaming', 'travel-data-control', 'unlimited-calls-belgium', 'unlimited-sms-belgium'],
        changesUnderWay: 0,
        version: 1,
        syncedAt: now.toISOString(),
      }),
    ]);
  });
});

describe('counts', () => {
  it('say for each filter what it would give over the whole fleet', async () => {
    const facets = await countFacets(everything);
    expect(facets.status).toEqual([
      { value: 'active', count: 4 },
      { value: 'suspended', count: 1 },
    ]);
    expect(facets.account).toEqual([
      { value: main.number, count: 3 },
      { value: second.number, count: 2 },
    ]);
    expect(facets.option).toContainEqual({ value: 'roaming', count: 2 });
    expect(facets.option).toContainEqual({ value: 'travel-data-control', count: 5 });
    expect(facets.kind).toContainEqual({ value: 'shape', count: 4 });
  });

  it('group what fits by what may be changed together', async () => {
    expect((await countGroups(everything, { kind: ['shape'] })).groups).toEqual([
      { subscriptionKind: 'shape', status: 'active', count: 3 },
      { subscriptionKind: 'shape', status: 'suspended', count: 1 },
    ]);
  });

  it('sum the fleet up, with the lines on which something is under way', async () => {
    const own = await aCompany(db);
    const [first = ''] = await withLines(
      db,
      aLine(own),
      aLine(own, { status: 'suspended' }),
      aLine(own, { status: 'pending' }),
    );
    await addOpenItems(systemCall(db), [first, first]);
    expect(await summariseFleet(callOf(db, own))).toEqual({
      active: 1,
      suspended: 1,
      total: 3,
      changesUnderWay: 1,
    });
  });
});

describe('one line', () => {
  it('shows its options, active ones first, and those that have ended', async () => {
    const ended = new Date('2026-02-01T09:00:00.000Z');
    const [lineId = ''] = await withLines(
      db,
      aLine(company, {
        billingAccount: second,
        options: [
          { code: pass, activeSince: ended },
          { code: 'roaming', activeSince: since },
        ],
      }),
    );
    const detail = await showLine(everything, lineId);
    expect(detail.billingAccount).toMatchObject({ number: second.number, cycleDay: 1 });
    expect(detail.options[0]).toMatchObject({
      code: 'roaming',
      activeSince: since.toISOString(),
      endedAt: null,
    });
    expect(detail.options.at(-1)).toMatchObject({
      code: pass,
      oneOffPrice: '95.00',
      pool: { unit: 'MB', total: '3000.00', used: '0.00' },
    });
    expect(detail.options.at(-1)?.endedAt).not.toBeNull();
  });

  it('of another company, of a customer number out of sight or of nobody is not found', async () => {
    const [, , , hidden = ''] = ids;
    for (const lineId of [foreign, hidden, newId()]) {
      await expect(showLine(onlyMain, lineId)).rejects.toMatchObject({ status: 404 });
    }
  });
});

describe('a person limited to a customer number', () => {
  it('sees nothing of the others in list, search, filter, counts and facets', async () => {
    expect(await names({}, onlyMain)).toEqual(['De Smet, Bart', 'Évrard, Zoé', '']);
    expect(await names({ search: 'Zwart' }, onlyMain)).toEqual([]);
    expect(await names({ search: second.number }, onlyMain)).toEqual([]);
    expect(await names({ account: second.number }, onlyMain)).toEqual([]);
    expect(await names({ option: 'voicemail' }, onlyMain)).toEqual([]);
    const facets = await countFacets(onlyMain);
    expect(facets.account).toEqual([{ value: main.number, count: 3 }]);
    expect(facets.option).not.toContainEqual(expect.objectContaining({ value: 'voicemail' }));
    expect((await countGroups(onlyMain, {})).groups.reduce((sum, { count }) => sum + count, 0)).toBe(3);
    expect(await summariseFleet(onlyMain)).toMatchObject({ total: 3 });
  });

  it('to none sees nothing at all', async () => {
    const nothing = callOf(db, company, { billingAccountIds: [] });
    expect(await listLines(nothing, lineListQuerySchema.parse({}))).toMatchObject({
      lines: [],
      total: 0,
      syncedAt: null,
    });
    expect((await countFacets(nothing)).option).toEqual([]);
  });
});

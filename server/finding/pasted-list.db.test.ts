import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, aLine, now, systemCall, withLines } from '../../test/fleet.ts';
import { aPerson, refusalOf } from '../../test/orders.ts';
import type { Call, Person } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { saveView } from '../views/keep-views.ts';
import { forgetOldLists } from '../views/views.ts';
import { lineListQuerySchema, lineSorts } from './contract.ts';
import { listLines } from './list-lines.ts';
import { pasteList, showPastedList } from './paste-list.ts';
import { countSelected } from './selection-store.ts';

const { db } = await testDatabase();
const company = await aCompany(db, 2);
const [, liege] = company.accounts;
if (!liege) throw new Error('two customer numbers');
const manager = await aPerson(db, company);
const limited = await aPerson(db, company, { billingAccountIds: [liege.id] });
const stranger = await aPerson(db, await aCompany(db));
const sim = { imsi: '206990000000077', form: 'physical' } as const;
await withLines(
  db,
  aLine(company, { msisdn: '32492001234', sim: { ...sim, iccid: '8932981000000000017' } }),
  aLine(company, { msisdn: '32492001235', billingAccount: liege }),
  aLine(company, { msisdn: '32492001236', status: 'suspended' }),
  aLine(company, { msisdn: '32492001237' }),
);

const pasted = (call: Call<Person>, ...entries: string[]) =>
  pasteList(call, { id: newId(), text: entries.join('\n') });
const numbersOf = async (call: Call<Person>, list: string, more: object = {}) => {
  const { lines, total } = await listLines(call, lineListQuerySchema.parse({ list, ...more }));
  expect(total).toBe(lines.length);
  return lines.map(({ msisdn }) => msisdn.slice(-1)).toSorted();
};
const later = (days: number) => ({
  ...systemCall(db),
  now: new Date(now.getTime() + days * 86_400_000),
});

describe('a pasted list', () => {
  it('shows exactly the numbers that were pasted, in whatever writing, and tells what it did not find and why', async () => {
    const { id, ...list } = await pasted(
      manager,
      'Number\tName\t0492 00 12 34\tDupont Marie',
      '="8932981000000000017";+32 (0)492/00.12.36,0492001237 0492001234',
      '0470 99 99 99\t8,93E+18\t12\t0470 99 99 99',
    );
    expect(list).toEqual({
      pasted: 8,
      lines: 3,
      missing: [
        { typed: '0470 99 99 99', reason: 'unknown' },
        { typed: '8,93E+18', reason: 'lost' },
        { typed: '12', reason: 'unreadable' },
      ],
    });
    for (const sort of lineSorts) expect(await numbersOf(manager, id, { sort })).toEqual(['4', '6', '7']);
    expect(await numbersOf(manager, id, { status: 'suspended' }), 'filtered').toEqual(['6']);
    expect(await numbersOf(manager, id, { search: '1237' }), 'searched').toEqual(['7']);
    expect(await countSelected(manager, { filter: { list: id }, except: [] }), 'selected').toBe(3);
  });

  it('sent again is the same list; somebody else’s id is refused', async () => {
    const id = newId();
    const first = await pasteList(manager, { id, text: '0492001234' });
    expect(await pasteList(manager, { id, text: '0492001235' })).toEqual(first);
    expect(await refusalOf(pasteList(stranger, { id, text: '0492001234' }))).toMatchObject({ status: 404 });
  });

  it('shows a colleague what he may see of it and nothing else, and another company that there is none', async () => {
    const { id } = await pasted(manager, '0492001234', '0492001235');
    expect(await numbersOf(limited, id)).toEqual(['5']);
    expect(await showPastedList(limited, id)).toEqual({ id, pasted: 1, lines: 1, missing: [] });
    const { id: hidden } = await pasted(manager, '0492001234');
    expect(await refusalOf(showPastedList(limited, hidden))).toMatchObject({ code: 'list-gone' });
    for (const ask of [showPastedList, numbersOf])
      expect(await refusalOf(ask(stranger, id))).toMatchObject({ status: 404, code: 'list-gone' });
    const own = await pasted(limited, '0492001234', '0492001235');
    expect(own, 'pasted by who may not see all').toMatchObject({
      lines: 1,
      missing: [{ typed: '0492001234' }],
    });
  });

  it('has its limit said: no more than 5,000 numbers, and not none', async () => {
    const many = Array.from({ length: 5_001 }, (_, place) => String(470_000_000 + place));
    expect(await refusalOf(pasted(manager, ...many))).toMatchObject({
      code: 'list-too-long',
      values: { most: 5_000, count: 5_001 },
    });
    expect(await pasted(manager, ...many.slice(1))).toMatchObject({ pasted: 5_000, lines: 0 });
    expect(await refusalOf(pasted(manager, 'Number', 'Name'))).toMatchObject({ code: 'list-empty' });
  });

  it('is forgotten after thirty days, unless a view shows it', async () => {
    const [kept, old] = [await pasted(manager, '0492001234'), await pasted(manager, '0492001235')];
    const query = { filter: { list: kept.id }, sort: 'name', direction: 'asc' } as const;
    await saveView(manager, { id: newId(), name: 'Those', shared: false, query });
    await forgetOldLists(later(29));
    expect(await numbersOf(manager, old.id)).toEqual(['5']);
    await forgetOldLists(later(31));
    expect(await refusalOf(showPastedList(manager, old.id))).toMatchObject({ code: 'list-gone' });
    expect(await numbersOf(manager, kept.id)).toEqual(['4']);
  });
});

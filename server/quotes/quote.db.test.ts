import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, aLine, systemCall, withLines } from '../../test/fleet.ts';
import { aPerson, orderFor, quoteFor } from '../../test/orders.ts';
import { deleteExpiredQuotes } from './quotes.ts';
import { changeQuote, makeQuote, readQuote } from './make-quote.ts';
import { tellOptionStates } from './tell-option-states.ts';

const { db } = await testDatabase();
const company = await aCompany(db, 2);
const manager = await aPerson(db, company);
const english = await aPerson(db, company, { locale: 'en' });
const since = new Date('2026-02-01T09:00:00.000Z');
const line = (codes: string[] = [], more: Parameters<typeof aLine>[1] = {}) =>
  aLine(company, { options: codes.map((code) => ({ code, activeSince: since })), ...more });
const nothingLess = { leaveOut: [], withoutAdd: [], withoutRemove: [] };

describe('a quote', () => {
  it('says line by line what would be done and why not, in the language of who asks, and changes nothing', async () => {
    const lines = await withLines(
      db,
      line(['roaming']),
      line(['roaming', 'world-traveller']),
      line(['roaming', 'traveller']),
    );
    const quote = await quoteFor(english, lines, { add: ['traveller'] });
    expect(quote).toMatchObject({
      lineCount: 3,
      eligibleCount: 1,
      leftOutCount: 2,
      now: { excl: '14.87', vat: '3.12', incl: '17.99' },
      proRata: '14.87',
      monthly: { excl: '24.79', vat: '5.21', incl: '30.00' },
      vatRate: '21',
    });
    expect(quote.lines.map(({ lineId, eligible }) => [lineId, eligible])).toEqual([
      [lines[1], false],
      [lines[2], false],
      [lines[0], true],
    ]);
    expect(quote.lines.map(({ reasons }) => reasons.map(({ sentence }) => sentence))).toEqual([
      ['Excluded by World Traveller, active on this number'],
      ['Nothing to do: this number is as wanted already'],
      [],
    ]);
    expect(quote.lines[0]?.reasons[0]?.wayOut).toEqual({ add: [], remove: ['world-traveller'] });
    expect(quote.leftOut.map(({ reason, count }) => [reason.code, count])).toEqual([
      ['excluded-by', 1],
      ['nothing-to-do', 1],
    ]);
    const states = await db
      .selectFrom('line_state')
      .select(['version', 'open_items'])
      .where('line_id', 'in', lines)
      .execute();
    expect(states).toEqual(lines.map(() => ({ version: 1, open_items: 0 })));
  });

  it('is read page by page', async () => {
    const lines = await withLines(db, ...Array.from({ length: 7 }, () => line()));
    const { id } = await quoteFor(manager, lines, { add: ['roaming'] });
    const pages = await Promise.all(
      [1, 2, 3, 4].map((page) => readQuote(manager, { quoteId: id, page, size: 3 })),
    );
    expect(pages.map((page) => page.lines.length)).toEqual([3, 3, 1, 0]);
    expect(pages.flatMap((page) => page.lines.map(({ lineId }) => lineId))).toEqual(lines);
  });

  it('without a line or an action is another sum under the same id', async () => {
    const lines = await withLines(db, line(['roaming']), line(['roaming']));
    const [first = ''] = lines;
    const quote = await quoteFor(manager, lines, { add: ['traveller', 'itemised-usage'] });
    const fewer = await changeQuote(manager, { quoteId: quote.id, ...nothingLess, leaveOut: [first] });
    expect(fewer).toMatchObject({ id: quote.id, lineCount: 1, monthly: { excl: '24.79' } });
    const cheaper = await changeQuote(manager, {
      quoteId: quote.id,
      ...nothingLess,
      withoutAdd: ['traveller'],
    });
    expect(cheaper).toMatchObject({
      id: quote.id,
      lineCount: 1,
      monthly: { excl: '0.00' },
      change: { add: [{ code: 'itemised-usage' }] },
    });
    expect(cheaper.lines[0]?.actions.map(({ code }) => code)).toEqual(['itemised-usage']);
  });

  it('cannot lose its last line', async () => {
    const lines = await withLines(db, line());
    const { id } = await quoteFor(manager, lines, { add: ['roaming'] });
    await expect(
      changeQuote(manager, { quoteId: id, ...nothingLess, leaveOut: lines }),
    ).rejects.toMatchObject({ code: 'nothing-selected' });
  });

  it('is refused over numbers of several kinds of subscription or statuses, and says which', async () => {
    const lines = await withLines(
      db,
      line(),
      line([], { planCode: 'business-everywhere-intense' }),
      line([], { status: 'suspended' }),
    );
    await expect(quoteFor(manager, lines, { add: ['roaming'] })).rejects.toMatchObject({
      status: 409,
      code: 'mixed-selection',
      extra: {
        groups: [
          { subscriptionKind: 'shape', status: 'active', count: 1 },
          { subscriptionKind: 'business-everywhere', status: 'active', count: 1 },
          { subscriptionKind: 'shape', status: 'suspended', count: 1 },
        ],
      },
    });
  });

  it('of all that a filter gives takes the lines of the person and no others', async () => {
    const [account] = company.accounts.slice(1);
    const limited = await aPerson(db, company, { billingAccountIds: [account?.id ?? ''] });
    const [mine] = await withLines(
      db,
      line([], { billingAccount: account ?? { id: '', number: '' } }),
      line(),
    );
    const quote = await makeQuote(limited, {
      selection: { filter: {}, except: [] },
      change: { add: [{ code: 'roaming', parameters: {} }], remove: [] },
    });
    expect(quote.lines.map(({ lineId }) => lineId)).toEqual([mine]);
  });

  it('can be read by its parts: what will be changed, and what is left out', async () => {
    const [has, lacks, lacksToo] = await withLines(db, line(['roaming']), line(), line());
    const { id } = await quoteFor(manager, [has ?? '', lacks ?? '', lacksToo ?? ''], { add: ['roaming'] });
    const idsOf = async (part: 'eligible' | 'left-out', page: number, size: number) =>
      (await readQuote(manager, { quoteId: id, part, page, size })).lines.map(({ lineId }) => lineId);
    const both = new Set([lacks, lacksToo]);
    expect(await idsOf('left-out', 1, 50)).toEqual([has]);
    expect(new Set(await idsOf('eligible', 1, 50))).toEqual(both);
    expect(new Set([...(await idsOf('eligible', 1, 1)), ...(await idsOf('eligible', 2, 1))])).toEqual(both);
    expect(await idsOf('left-out', 2, 1)).toEqual([]);
  });

  it('is deleted when it has expired', async () => {
    const lines = await withLines(db, line());
    const { id } = await quoteFor(manager, lines, { add: ['roaming'] });
    await deleteExpiredQuotes({ ...systemCall(db), now: new Date(manager.now.getTime() + 31 * 60_000) });
    await expect(readQuote(manager, { quoteId: id, page: 1, size: 50 })).rejects.toMatchObject({
      status: 404,
    });
  });
});

describe('what can be done with options', () => {
  it('on one number: active since when, available, not available and why', async () => {
    const states = await statesOf(await withLines(db, line(['roaming', 'world-traveller'])), english);
    expect(states).toMatchObject({
      lineCount: 1,
      groups: [{ subscriptionKind: 'shape', status: 'active', lineCount: 1 }],
    });
    expect(states.of('world-traveller')).toMatchObject({
      active: 1,
      removable: 1,
      available: 0,
      activeSince: since.toISOString(),
    });
    expect(states.of('itemised-usage')).toMatchObject({ active: 0, available: 1, unavailable: [] });
    const [traveller = ''] = await withLines(db, passHolder());
    expect((await statesOf([traveller])).of('data-top-up-1gb')).toMatchObject({
      active: 1,
      available: 1,
      activeSince: '2026-06-10T09:00:00.000Z',
      activeUntil: '2026-07-10T09:00:00.000Z',
    });
    expect(states.of('traveller')).toMatchObject({
      available: 0,
      unavailable: [{ count: 1, reason: { sentence: 'Excluded by World Traveller, active on this number' } }],
    });
    expect(states.of('travel-data-control')).toMatchObject({
      active: 1,
      removable: 0,
      parameters: { limit: '50.00' },
      notRemovable: [{ count: 1, reason: { code: 'included-in-plan' } }],
    });
  });

  it('on several: on how many of them each, and the counts add up', async () => {
    const states = await statesOf(
      await withLines(
        db,
        line(['roaming']),
        line(['roaming', 'traveller']),
        line(['roaming', 'world-traveller']),
        line(),
      ),
    );
    expect(states.of('traveller')).toMatchObject({ active: 1, removable: 1, available: 1 });
    expect(states.of('traveller')?.unavailable.map(({ reason, count }) => [reason.code, count])).toEqual(
      expect.arrayContaining([
        ['excluded-by', 1],
        ['requires', 1],
      ]),
    );
    for (const option of states.groups[0]?.options ?? []) {
      const not = option.unavailable.reduce((sum, { count }) => sum + count, 0);
      const pass = option.active > 0 && option.available + not + option.active > 4;
      expect(pass || option.active + option.available + not === 4).toBe(true);
      expect(option.removable + option.notRemovable.reduce((sum, { count }) => sum + count, 0)).toBe(
        option.active,
      );
    }
    expect(states.groups).toHaveLength(1);
    expect(states.groups[0]?.samples?.reduce((sum, { count }) => sum + count, 0)).toBe(4);
  });

  it('under way: what is being added is neither active nor available', async () => {
    const lines = await withLines(db, line(['roaming', 'traveller']));
    await orderFor(manager, lines, { add: ['itemised-usage'], remove: ['traveller'] });
    const states = await statesOf(lines);
    expect(states.of('itemised-usage')).toMatchObject({
      active: 0,
      available: 0,
      pending: 1,
      pendingAction: 'add',
      activeSince: null,
    });
    expect(states.of('traveller')).toMatchObject({
      active: 1,
      removable: 0,
      pending: 1,
      pendingAction: 'remove',
    });
  });
});

async function statesOf(lineIds: string[], call = manager) {
  const states = await tellOptionStates(call, { selection: { lineIds } });
  return {
    ...states,
    of: (code: string) => states.groups[0]?.options.find((option) => option.code === code),
  };
}

/** A line with a pass that lasts 30 days of 24 hours. */
function passHolder() {
  return aLine(company, {
    options: [{ code: 'data-top-up-1gb', activeSince: new Date('2026-06-10T09:00:00.000Z') }],
  });
}

import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, aLine, withLines } from '../../test/fleet.ts';
import {
  aPerson,
  carryOut,
  change,
  linesOnNetwork,
  mailsOf,
  optionsOf,
  refusalOf,
  submit,
  type WantedTest,
} from '../../test/orders.ts';
import { onlySimulator } from '../provisioning/provisioning.ts';
import type { Call, Person } from '../platform/call.ts';
import { changeQuote, makeQuote } from './make-quote.ts';
import { quoteUndo } from '../orders/quote-undo.ts';
import { readItems, readOrder } from '../orders/read-orders.ts';
import { submitOrder } from '../orders/submit-order.ts';
import { tellOptionStates } from './tell-option-states.ts';
import type { Quote, When } from './contract.ts';

const database = await testDatabase();
const { db } = database;
const company = await aCompany(db, 2);
const manager = await aPerson(db, company, { locale: 'en' });
const mixed = { mixedSelection: true };
const since = new Date('2026-02-01T09:00:00.000Z');
const data = 'business-everywhere-intense';
const shape = { subscriptionKind: 'shape', status: 'active' } as const;
const everywhere = { subscriptionKind: 'business-everywhere', status: 'active' } as const;
const suspended = { subscriptionKind: 'shape', status: 'suspended' } as const;
const ofShape: WantedTest = { add: ['traveller'] };
const ofEverywhere: WantedTest = { add: ['data-top-up-1gb'] };
const nothingLess = { leaveOut: [], withoutAdd: [], withoutRemove: [] };

/** Two active voice numbers with roaming, a suspended one, and three data numbers, in no order. */
async function mixedLines(): Promise<string[]> {
  const roaming = [{ code: 'roaming', activeSince: since }];
  return withLines(
    db,
    aLine(company, { planCode: data }),
    aLine(company, { options: roaming }),
    aLine(company, { planCode: data }),
    aLine(company, { options: roaming, status: 'suspended' }),
    aLine(company, { options: roaming }),
    aLine(company, { planCode: data }),
  );
}

function quoteMixed(
  lineIds: string[],
  when: Partial<When> = {},
  call: Call<Person> = manager,
): Promise<Quote> {
  const groups = [
    { ...shape, change: change(ofShape) },
    { ...everywhere, change: change(ofEverywhere) },
  ];
  return makeQuote(call, { selection: { lineIds }, change: change({}), groups, ...when }, mixed);
}

describe('numbers of several kinds of subscription and statuses', () => {
  it('are refused as long as the operator has not switched it on', async () => {
    const lineIds = await mixedLines();
    const asked = { selection: { lineIds }, change: change(ofShape) };
    expect(await refusalOf(makeQuote(manager, asked))).toMatchObject({
      status: 409,
      code: 'mixed-selection',
      extra: {
        groups: [
          { ...everywhere, count: 3 },
          { ...shape, count: 2 },
          { ...suspended, count: 1 },
        ],
      },
    });
    expect(await refusalOf(tellOptionStates(manager, asked))).toMatchObject({ code: 'mixed-selection' });
  });

  it('have the options of each group told', async () => {
    const lineIds = await mixedLines();
    const states = await tellOptionStates(manager, { selection: { lineIds } }, mixed);
    const { groups } = states;
    expect(groups).toMatchObject([
      { ...everywhere, lineCount: 3 },
      { ...shape, lineCount: 2 },
      { ...suspended, lineCount: 1 },
    ]);
    const [first, second, third] = groups.map(({ options }) =>
      options.find(({ code }) => code === 'traveller'),
    );
    expect(first?.unavailable).toMatchObject([{ reason: { code: 'plan-incompatible' }, count: 3 }]);
    expect(second).toMatchObject({ available: 2, active: 0 });
    expect(third?.unavailable).toMatchObject([{ reason: { code: 'line-suspended' }, count: 1 }]);
    expect(groups.map(({ samples }) => samples?.map(({ count }) => count))).toEqual([[3], [2], [1]]);
    const numberOf = new Map(states.lines.map(({ id, msisdn }) => [id, msisdn]));
    const at = (...places: number[]) => places.map((place) => numberOf.get(lineIds[place] ?? ''));
    expect(groups.map(({ numbers }) => numbers)).toEqual([at(0, 2, 5), at(1, 4), at(3)]);
  });

  it('get one quote with a part for each group: what is wanted, how many, the price, who is left out and why', async () => {
    const lineIds = await mixedLines();
    const quote = await quoteMixed(lineIds);
    expect(quote).toMatchObject({ lineCount: 6, eligibleCount: 5, leftOutCount: 1 });
    const nothing = { now: '0.00', proRata: '0.00', monthly: '0.00' };
    const [pass, monthly, none] = quote.groups ?? [];
    expect(pass).toMatchObject({
      ...everywhere,
      lineCount: 3,
      eligibleCount: 3,
      monthly: '0.00',
      leftOut: [],
    });
    expect(monthly).toMatchObject({
      ...shape,
      lineCount: 2,
      eligibleCount: 2,
      now: '29.74',
      proRata: '29.74',
      monthly: '49.58',
      change: { add: [{ code: 'traveller' }], remove: [] },
    });
    expect(none).toMatchObject({ ...suspended, lineCount: 1, eligibleCount: 0, ...nothing });
    expect(none?.leftOut).toMatchObject([{ reason: { code: 'line-suspended' }, count: 1 }]);
    // the whole is the sum of its parts, and its VAT is computed once
    expect(Number(quote.now.excl)).toBeCloseTo(Number(pass?.now) + 29.74, 2);
    expect(quote.monthly).toEqual({ excl: '49.58', vat: '10.41', incl: '59.99' });
    expect(quote.lines.map(({ lineId, group }) => [lineIds.indexOf(lineId), group])).toEqual([
      [3, 2],
      [0, 0],
      [2, 0],
      [5, 0],
      [1, 1],
      [4, 1],
    ]);
  });

  it('of which nothing was chosen for one group leave that group alone, and say so', async () => {
    const lineIds = await mixedLines();
    const groups = [{ ...shape, change: change(ofShape) }];
    const asked = { selection: { lineIds }, change: change({}), groups };
    const quote = await makeQuote(manager, asked, mixed);
    expect(quote.eligibleCount).toBe(2);
    expect(quote.groups?.map(({ leftOut }) => leftOut.map(({ reason }) => reason.sentence))).toEqual([
      ['Nothing was chosen for this number'],
      [],
      ['This number is suspended: reactivate it first'],
    ]);
    const order = await submit(manager, quote.id);
    expect(order).toMatchObject({ itemCount: 2, groups: null, change: { add: [{ code: 'traveller' }] } });
  });

  it('lose a number, an option or all of a group before they are ordered, and stand by group all the same', async () => {
    const lineIds = await mixedLines();
    const quote = await quoteMixed(lineIds);
    const [, first = ''] = lineIds;
    const fewer = await changeQuote(manager, { quoteId: quote.id, ...nothingLess, leaveOut: [first] });
    expect(fewer.groups?.map(({ lineCount }) => lineCount)).toEqual([3, 1, 1]);
    const without = await changeQuote(manager, {
      quoteId: quote.id,
      ...nothingLess,
      withoutAdd: ['traveller'],
    });
    expect(without).toMatchObject({ eligibleCount: 3, monthly: { excl: '0.00' } });
    expect(without.groups?.[1]).toMatchObject({ eligibleCount: 0, change: { add: [], remove: [] } });
    const data = [lineIds[0] ?? '', lineIds[2] ?? '', lineIds[5] ?? ''];
    const voice = await changeQuote(manager, { quoteId: quote.id, ...nothingLess, leaveOut: data });
    expect(
      voice.groups?.map(({ subscriptionKind, status, lineCount }) => [subscriptionKind, status, lineCount]),
    ).toEqual([
      ['shape', 'active', 1],
      ['shape', 'suspended', 1],
    ]);
  });

  it('become one order, once, that says what was asked of each group, and so does its mail', async () => {
    const lineIds = await mixedLines();
    const quote = await quoteMixed(lineIds);
    const order = await submit(manager, quote.id, 'the key of this order');
    expect(order).toMatchObject({
      itemCount: 5,
      now: quote.now,
      change: { add: [{ code: 'data-top-up-1gb' }, { code: 'traveller' }], remove: [] },
      groups: [
        { ...everywhere, itemCount: 3, change: { add: [{ code: 'data-top-up-1gb' }] } },
        { ...shape, itemCount: 2, change: { add: [{ code: 'traveller' }] } },
      ],
    });
    const again = await submitOrder(manager, {
      quoteId: quote.id,
      key: 'the key of this order',
      network: onlySimulator,
    });
    expect(again).toMatchObject({ isNew: false, order: { id: order.id } });
    const [mail] = await mailsOf(db, order.id);
    expect(mail?.text).toContain('"Shape · Active","2","+ Traveller","€29.74","€49.58"');
    expect(mail?.text).toContain('"Business Everywhere · Active","3"');
    const audit = await db
      .selectFrom('audit_entry')
      .select('after')
      .where('target_id', '=', order.id)
      .execute();
    expect(audit[0]?.after).toMatchObject({ groups: [{ itemCount: 3 }, { itemCount: 2 }] });
  });

  it('are told by group only to who sees all of them', async () => {
    const [account] = company.accounts;
    const [, other] = company.accounts;
    const lineIds = await withLines(
      db,
      aLine(company, {
        planCode: data,
        billingAccount: { id: account?.id ?? '', number: account?.number ?? '' },
      }),
      aLine(company, {
        options: [{ code: 'roaming', activeSince: since }],
        billingAccount: { id: other?.id ?? '', number: other?.number ?? '' },
      }),
    );
    const order = await submit(manager, (await quoteMixed(lineIds)).id);
    expect(order.groups).toHaveLength(2);
    const limited = await aPerson(db, company, { billingAccountIds: [other?.id ?? ''] });
    const seen = await readOrder(limited, { orderId: order.id });
    expect(seen).toMatchObject({ itemCount: 1, groups: null });
  });

  it('are carried out and undone, each as it was asked', async () => {
    const [voice = ''] = await linesOnNetwork(db, company, [null], {
      options: [{ code: 'roaming', activeSince: since }],
    });
    const [modem = ''] = await linesOnNetwork(db, company, [null], { planCode: data });
    const groups = [
      { ...shape, change: change({ add: ['traveller'] }) },
      { ...everywhere, change: change({ add: ['itemised-usage'] }) },
    ];
    const asked = { selection: { lineIds: [voice, modem] }, change: change({}), groups };
    const before = [await optionsOf(db, voice), await optionsOf(db, modem)];
    const order = await submit(manager, (await makeQuote(manager, asked, mixed)).id);
    await carryOut(database);
    expect(await readOrder(manager, { orderId: order.id })).toMatchObject({ state: 'completed' });
    expect(await optionsOf(db, voice)).toContain('traveller');
    expect(await optionsOf(db, modem)).toContain('itemised-usage');
    const undo = await submit(manager, (await quoteUndo(manager, { orderId: order.id })).id);
    await carryOut(database);
    expect(await readOrder(manager, { orderId: undo.id })).toMatchObject({ state: 'completed' });
    expect([await optionsOf(db, voice), await optionsOf(db, modem)]).toEqual(before);
  });

  it('may be planned until a time: one end takes away again what each group gets', async () => {
    const lineIds = await mixedLines();
    const when = { starts: { kind: 'at', at: '2026-07-01T08:00' }, until: '2026-07-15T20:00' } as const;
    const groups = [
      { ...shape, change: change({ add: ['traveller'] }) },
      { ...everywhere, change: change({ add: ['itemised-usage'] }) },
    ];
    const asked = { selection: { lineIds }, change: change({}), groups, ...when };
    const order = await submit(manager, (await makeQuote(manager, asked, mixed)).id);
    expect(order).toMatchObject({ state: 'planned', plannedCount: 5, startsAt: '2026-07-01T06:00:00.000Z' });
    const ending = await readItems(manager, { orderId: order.endedBy?.id ?? '', page: 1, size: 50 });
    expect(
      ending.items.map(({ lineId, actions }) => [lineIds.indexOf(lineId), actions.map(({ code }) => code)]),
    ).toEqual([
      [0, ['itemised-usage']],
      [2, ['itemised-usage']],
      [5, ['itemised-usage']],
      [1, ['traveller']],
      [4, ['traveller']],
    ]);
  });

  it('are ordered as they are quoted: one that changed since is told with what would hold now', async () => {
    const lineIds = await mixedLines();
    const quote = await quoteMixed(lineIds);
    await submit(
      manager,
      (await makeQuote(manager, { selection: { lineIds: lineIds.slice(1, 2) }, change: change(ofShape) })).id,
    );
    const refusal = await refusalOf(submit(manager, quote.id));
    expect(refusal).toMatchObject({ code: 'lines-moved', values: { count: 1 } });
  });
});

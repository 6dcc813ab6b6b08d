import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, aLine, type TestCompany, withLines } from '../../test/fleet.ts';
import { aPerson, carryOut, change, linesOnNetwork, mailsOf, optionsOf, submit } from '../../test/orders.ts';
import { later, laterAt, plannedOrders, until, untilAt } from '../../test/planned-orders.ts';
import type { Selection } from '../finding/contract.ts';
import type { Call, Person } from '../platform/call.ts';
import type { HeldStream } from '../platform/http/answer.ts';
import type { When } from '../quotes/contract.ts';
import { changeQuote, makeQuote, readQuote } from '../quotes/make-quote.ts';
import { tellOptionStates } from '../quotes/tell-option-states.ts';
import { exportItems } from './export-items.ts';
import { leaveOutOfOrder } from './leave-out.ts';
import { moveOrder } from './move-order.ts';
import { quoteUndo } from './quote-undo.ts';
import { readItems, readOrder } from './read-orders.ts';
import { retryOrder } from './retry-order.ts';

const database = await testDatabase({ poolSize: 10 });
const { db } = database;
const { timePasses, letPass } = plannedOrders(database);
const mixed = { mixedSelection: true };
const failsForGood = '0002';
const plan = { voice: 'shape-basic', data: 'business-everywhere-intense' };
const voice = { subscriptionKind: 'shape', status: 'active' } as const;
const data = { subscriptionKind: 'business-everywhere', status: 'active' } as const;

/** Voice numbers are to get roaming, data numbers itemised usage. */
async function quoteGroups(call: Call<Person>, selection: Selection, when: Partial<When> = {}) {
  const groups = [
    { ...voice, change: change({ add: ['roaming'] }) },
    { ...data, change: change({ add: ['itemised-usage'] }) },
  ];
  return makeQuote(call, { selection, change: change({}), groups, ...when }, mixed);
}

/** Two voice and two data numbers that the network knows; it refuses the second of each where `refused`. */
async function bothKinds(company: TestCompany, refused = false) {
  const ends = [null, refused ? failsForGood : null];
  const voices = await linesOnNetwork(db, company, ends, { planCode: plan.voice });
  const modems = await linesOnNetwork(db, company, ends, { planCode: plan.data });
  return { voices, modems, lineIds: [...voices, ...modems] };
}

async function aManager() {
  const company = await aCompany(db);
  return { company, manager: await aPerson(db, company, { locale: 'en' }) };
}

/** Which of the options that are asked for here each line holds. */
async function added(lineIds: string[]): Promise<string[][]> {
  const held = await Promise.all(lineIds.map((id) => optionsOf(db, id)));
  return held.map((codes) => codes.filter((code) => code === 'roaming' || code === 'itemised-usage'));
}

describe('an order over several groups', () => {
  it('sends what failed in each group again, each with what was asked of it', async () => {
    const { company, manager } = await aManager();
    const { voices, modems, lineIds } = await bothKinds(company, true);
    const order = await submit(manager, (await quoteGroups(manager, { lineIds })).id);
    await carryOut(database);
    expect(await readOrder(manager, { orderId: order.id })).toMatchObject({
      state: 'partial',
      completedCount: 2,
      failedCount: 2,
    });
    for (const id of [voices[1], modems[1]]) await letPass(id ?? '');
    const again = await retryOrder(manager, { orderId: order.id });
    expect(again).toMatchObject({ waitingCount: 2, groups: order.groups });
    await carryOut(database);
    expect(await readOrder(manager, { orderId: order.id })).toMatchObject({ state: 'completed' });
    expect(await added(lineIds)).toEqual([['roaming'], ['roaming'], ['itemised-usage'], ['itemised-usage']]);
  });

  it('undoes of each group what was done of it, and leaves out what has changed since', async () => {
    const { company, manager } = await aManager();
    const { voices, lineIds } = await bothKinds(company, true);
    const order = await submit(manager, (await quoteGroups(manager, { lineIds })).id);
    await carryOut(database);
    const away = { selection: { lineIds: voices.slice(0, 1) }, change: change({ remove: ['roaming'] }) };
    await submit(manager, (await makeQuote(manager, away)).id);
    await carryOut(database);
    const undo = await quoteUndo(manager, { orderId: order.id });
    expect(undo).toMatchObject({ lineCount: 2, eligibleCount: 1, groups: null });
    await submit(manager, undo.id);
    await carryOut(database);
    expect(await added(lineIds)).toEqual([[], [], [], []]);
  });

  it('is planned until a time, moved, loses a number before, and begins and ends in each group as asked', async () => {
    const { company, manager } = await aManager();
    const { voices, modems, lineIds } = await bothKinds(company);
    const quote = await quoteGroups(manager, { lineIds }, { ...later, ...until });
    expect(quote).toMatchObject({ end: { itemCount: 4 }, groups: [{ lineCount: 2 }, { lineCount: 2 }] });
    const order = await submit(manager, quote.id);
    expect((await mailsOf(db, order.id))[0]?.text).toContain('"Business Everywhere · Active","2"');
    const starts = { kind: 'at', at: '2026-07-02T09:00' } as const;
    const moved = await moveOrder(manager, { orderId: order.id, starts, preview: false });
    expect(moved).toMatchObject({ startsAt: '2026-07-02T07:00:00.000Z', groups: order.groups });
    await leaveOutOfOrder(manager, { orderId: order.id, lineIds: modems.slice(0, 1) });
    await timePasses(laterAt);
    expect(await readOrder(manager, { orderId: order.id })).toMatchObject({ state: 'planned' });
    await timePasses(new Date('2026-07-02T07:00:00.000Z'));
    expect(await readOrder(manager, { orderId: order.id })).toMatchObject({ completedCount: 3 });
    expect(await added(lineIds)).toEqual([['roaming'], ['roaming'], [], ['itemised-usage']]);
    await timePasses(untilAt);
    expect(await added([...voices, ...modems])).toEqual([[], [], [], []]);
  });

  it('is written to a file with the group of each number, whatever results are asked for', async () => {
    const { company, manager } = await aManager();
    const { lineIds } = await bothKinds(company, true);
    const order = await submit(manager, (await quoteGroups(manager, { lineIds })).id);
    await carryOut(database);
    const wanted = { orderId: order.id, format: 'csv', locale: 'en' } as const;
    const all = (await textOf(await exportItems(manager, wanted))).trimEnd().split('\r\n');
    expect(all[0]).toContain('"Kind of subscription and status"');
    expect(all.slice(1).map(groupIn)).toEqual([
      'Shape · Active',
      'Shape · Active',
      'Business Everywhere · Active',
      'Business Everywhere · Active',
    ]);
    const failed = await textOf(await exportItems(manager, { ...wanted, state: ['failed'] }));
    expect(failed.trimEnd().split('\r\n').slice(1).map(groupIn)).toEqual([
      'Shape · Active',
      'Business Everywhere · Active',
    ]);
    const only = await submit(
      manager,
      (
        await makeQuote(manager, {
          selection: { lineIds: lineIds.slice(0, 1) },
          change: change({ add: ['itemised-usage'] }),
        })
      ).id,
    );
    const plain = await textOf(await exportItems(manager, { ...wanted, orderId: only.id }));
    expect(plain).not.toContain('Kind of subscription');
  });

  it('is made of all that a filter finds but some, across the pages of its quote and its items', async () => {
    const { company, manager } = await aManager();
    const lines = (planCode: string, count: number) =>
      Array.from({ length: count }, () => aLine(company, { planCode }));
    const voices = await withLines(db, ...lines(plan.voice, 60));
    const modems = await withLines(db, ...lines(plan.data, 70));
    await withLines(db, aLine(company, { status: 'suspended' }), aLine(company, { status: 'ceased' }));
    const except = [voices[7] ?? '', modems[9] ?? ''];
    const selection = { filter: { status: ['active' as const, 'suspended' as const] }, except };
    const states = await tellOptionStates(manager, { selection }, mixed);
    expect(states.groups.map(({ lineCount }) => lineCount)).toEqual([69, 59, 1]);
    const quote = await quoteGroups(manager, selection);
    expect(quote).toMatchObject({ lineCount: 129, eligibleCount: 128, leftOutCount: 1 });
    const pageOf = async (page: number) =>
      (await readQuote(manager, { quoteId: quote.id, part: 'eligible', page, size: 50 })).lines.map(
        ({ group }) => group,
      );
    expect(await pageOf(1)).toEqual(Array(50).fill(0));
    expect(await pageOf(2)).toEqual([...Array(19).fill(0), ...Array(31).fill(1)]);
    expect(await pageOf(3)).toEqual(Array(28).fill(1));
    const leaveOut = [modems[0] ?? '', voices[0] ?? ''];
    const fewer = await changeQuote(manager, {
      quoteId: quote.id,
      leaveOut,
      withoutAdd: [],
      withoutRemove: [],
    });
    expect(fewer.groups?.map(({ eligibleCount }) => eligibleCount)).toEqual([68, 58, 0]);
    const order = await submit(manager, quote.id);
    expect(order.groups?.map(({ itemCount }) => itemCount)).toEqual([68, 58]);
    const second = await readItems(manager, { orderId: order.id, page: 2, size: 50 });
    expect(second.items.map(({ actions }) => actions[0]?.code)).toEqual([
      ...Array(18).fill('itemised-usage'),
      ...Array(32).fill('roaming'),
    ]);
  });
});

function groupIn(row: string): string {
  return /"((?:Shape|Business Everywhere) · \w+)"/.exec(row)?.[1] ?? row;
}

function textOf({ body }: HeldStream): Promise<string> {
  return new Response(body).text();
}

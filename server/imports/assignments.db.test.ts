import { beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aLine, withLines } from '../../test/fleet.ts';
import { holdersWorld, today } from '../../test/holders.ts';
import {
  carriedOut,
  checked,
  numbersOfNobody,
  problemsOf,
  send,
  sendAndCheck,
  submitted,
} from '../../test/imports.ts';
import { aPerson } from '../../test/orders.ts';
import { listCostCentres } from '../holders/cost-centre-list.ts';
import { listHolders } from '../holders/holder-list.ts';
import { addCostCentre, changeCostCentre } from '../holders/keep-cost-centres.ts';
import { showAssignments } from '../holders/show-assignments.ts';
import { listNotifications } from '../notifications/list-notifications.ts';
import type { Call, Person } from '../platform/call.ts';
import { locales } from '../platform/call.ts';
import { texts } from '../platform/texts.ts';
import { changeReading } from './change-reading.ts';
import { exportBadRows } from './export-bad-rows.ts';
import { listBadRows } from './read-import.ts';
import { rowProblem } from './row-words.ts';
import { currentCatalogue } from '../catalogue/catalogue.ts';

const database = await testDatabase();
const { db } = database;
const world = await holdersWorld(database);
const { company, second, aHolder, assign } = world;
/** Each test by its own person: what he sends is his. */
let call: Call<Person>;
beforeEach(async () => {
  call = await aPerson(db, company, { locale: 'en' });
});

const numbers = (count: number, more: object = {}) => numbersOfNobody(call, company, count, more);

describe('a file of users', () => {
  it('is known by its header, names who is there, adds who is not, once, and gives them their numbers', async () => {
    const [one, two, three, four] = await numbers(4);
    const zoe = await aHolder({ personnelNumber: 'Z-1' });
    const made = await sendAndCheck(
      call,
      `GSM;Nom;Prénom;Matricule;E-mail;À partir du\n` +
        `${one?.msisdn};;;Z-1;;\n` +
        `${two?.msisdn};Neuf;Nina;N-9;nina@example.test;1/07/2026\n` +
        `${three?.msisdn};Neuf;Nina;N-9;;2026-07-01\n` +
        `${four?.msisdn};"Neuf, Nina";;;;\n`,
    );
    expect(made).toMatchObject({
      kind: 'holders',
      rowsGood: 4,
      rowsBad: 0,
      targets: {
        added: 1,
        most: [
          { name: 'Neuf, Nina', isNew: true, count: 3 },
          { name: zoe.name, isNew: false, count: 1 },
        ],
      },
    });
    expect((await listHolders(call, { search: 'Nina Neuf', page: 1, size: 9 })).total).toBe(0);
    const done = await carriedOut(call, made);
    expect(done).toMatchObject({ state: 'submitted', rowsGood: 4, rowsBad: 0, orderId: null });
    expect((await showAssignments(call, one?.id ?? '')).holders).toMatchObject([
      { targetId: zoe.id, from: today, until: null, phase: 'current' },
    ]);
    expect((await showAssignments(call, two?.id ?? '')).holders).toMatchObject([
      { name: 'Neuf, Nina', from: '2026-07-01', phase: 'planned' },
    ]);
    const { holders } = await listHolders(call, { search: 'Nina Neuf', page: 1, size: 9 });
    expect(holders).toMatchObject([{ personnelNumber: 'N-9', email: 'nina@example.test', lines: 1 }]);
    const { notifications } = await listNotifications(call, texts('en'));
    expect(notifications[0]).toMatchObject({
      sentence: 'Your file is carried out: 4 rows are done, none is left to correct.',
      target: `/fleet/import/${made.id}`,
    });
  });

  it('leaves alone what is so already, and says how many rows that are', async () => {
    const [one, two] = await numbers(2);
    const file = `number;last name;first name\n${one?.msisdn};Same;Sam\n${two?.msisdn};Same;Sam\n`;
    await carriedOut(call, await sendAndCheck(call, file));
    const again = await sendAndCheck(call, `${file}\n`);
    expect(again).toMatchObject({ rowsSame: 2, rowsGood: 0, rowsBad: 0, targets: { added: 0, most: [] } });
    await expect(submitted(call, again.id)).rejects.toMatchObject({ code: 'import-not-checked' });
  });

  it('of several people of a name means the one who has the number already', async () => {
    const [one, two] = await numbers(2, { holder: { firstName: 'Double', lastName: 'Name' } });
    const [other] = await numbers(1);
    const made = await sendAndCheck(
      call,
      `number;user;personnel number\n${one?.msisdn};"Name, Double";\n${two?.msisdn};"Name, Double";D-1\n${other?.msisdn};"Name, Double";\n`,
    );
    expect(made).toMatchObject({ rowsSame: 2, rowsGood: 0, rowsBad: 1 });
    expect(await problemsOf(call, made.id)).toEqual([[4, 'holder-ambiguous']]);
  });

  it('tells a whole history of a number, in any order, with last days', async () => {
    const [line] = await numbers(1);
    const made = await sendAndCheck(
      call,
      `number;last name;from;until\n${line?.msisdn};Third;1/9/2026;\n${line?.msisdn};First;1/1/2026;30/06/2026\n${line?.msisdn};Second;1/7/2026;\n`,
    );
    expect(made).toMatchObject({ rowsGood: 3, rowsBad: 0 });
    await carriedOut(call, made);
    expect((await showAssignments(call, line?.id ?? '')).holders).toMatchObject([
      { name: 'Third', from: '2026-09-01', until: null },
      { name: 'Second', from: '2026-07-01', until: '2026-08-31' },
      { name: 'First', from: '2026-01-01', until: '2026-06-30' },
    ]);
    const ended = await sendAndCheck(
      call,
      `number;last name;from;until\n${line?.msisdn};Third;1/9/2026;31/12/2026\n`,
    );
    await carriedOut(call, ended);
    expect((await showAssignments(call, line?.id ?? '')).holders[0]).toMatchObject({ until: '2026-12-31' });
  });

  it('names each bad row with its reason and the fix, in four languages', async () => {
    const [line, begun, other] = await numbers(3);
    const [theirs] = await withLines(db, aLine({ ...company, ...(await holdersWorld(database)).company }));
    expect(theirs).toBeDefined();
    const msisdn = await db
      .selectFrom('line')
      .select('msisdn')
      .where('id', '=', theirs ?? '')
      .executeTakeFirst();
    await assign([begun?.id ?? ''], 'holder', (await aHolder()).id, { from: '2026-06-01' });
    await aHolder({ firstName: 'Twin', lastName: 'Twin', email: 'a@example.test' });
    await aHolder({ firstName: 'Twin', lastName: 'Twin', email: 'b@example.test' });
    await aHolder({ firstName: 'Una', lastName: 'Numbered', personnelNumber: 'U-1' });
    await aHolder({ firstName: 'Noa', lastName: 'Nonumber' });
    await aHolder({ firstName: 'Eva', lastName: 'Mail', email: 'eva@example.test' });
    const rows = [
      ['0470', 'A', 'A', '', '', '', ''], // 2 no number
      [msisdn?.msisdn, 'A', 'A', '', '', '', ''], // 3 of another company
      [line?.msisdn, 'A', 'A', '', '', '12/31/2026', ''], // 4 no such day
      [line?.msisdn, 'A', 'A', '', '', '2/7/2026', '1/7/2026'], // 5 ends before it begins
      [line?.msisdn, 'A', 'A', '', 'a@b', '', ''], // 6 no address
      [line?.msisdn, 'A'.repeat(201), 'A', '', '', '', ''], // 7 too long
      [line?.msisdn, '', 'Alone', '', '', '', ''], // 8 nobody
      [line?.msisdn, '', '', 'X-404', '', '', ''], // 9 unknown number alone
      [line?.msisdn, 'Other', 'Una', 'U-1', '', '', ''], // 10 a number of another name
      [line?.msisdn, 'Nonumber', 'Noa', 'N-1', '', '', ''], // 11 perhaps the same
      [line?.msisdn, 'Twin', 'Twin', '', '', '', ''], // 12 two of the name
      [line?.msisdn, 'Mail', 'Eva', '', 'other@example.test', '', ''], // 13 another address
      [begun?.msisdn, 'New', 'Past', '', '', '1/5/2026', ''], // 14 history
      [other?.msisdn, 'Once', 'Said', '', '', '', ''], // 15 good
      [other?.msisdn, 'Once', 'Said', '', '', '', ''], // 16 the same
      [other?.msisdn, 'Two', 'One', '', '', '1/8/2026', ''], // 17 against 18
      [other?.msisdn, 'Two', 'Other', '', '', '1/8/2026', ''], // 18
      [line?.msisdn, 'Nom', 'A', 'C-1', '', '1/9/2026', ''], // 19 one number, two names
      [line?.msisdn, 'Nom', 'B', 'C-1', '', '1/10/2026', ''], // 20
    ];
    const made = await sendAndCheck(
      call,
      `number;last name;first name;personnel number;e-mail;from;until\n${rows.map((row) => row.join(';')).join('\n')}\n`,
    );
    expect(await problemsOf(call, made.id)).toEqual([
      [2, 'number-unreadable'],
      [3, 'number-unknown'],
      [4, 'day-unreadable'],
      [5, 'days-reversed'],
      [6, 'email-unreadable'],
      [7, 'text-too-long'],
      [8, 'holder-missing'],
      [9, 'holder-missing'],
      [10, 'holder-differs'],
      [11, 'holder-unnumbered'],
      [12, 'holder-ambiguous'],
      [13, 'holder-email-differs'],
      [14, 'given-in-history'],
      [16, 'given-twice'],
      [17, 'given-otherwise'],
      [18, 'given-otherwise'],
      [19, 'holder-contradicts'],
      [20, 'holder-contradicts'],
    ]);
    expect(made).toMatchObject({ rowsGood: 1, rowsBad: 18 });
    const catalogue = await currentCatalogue(call);
    for (const { code } of made.problems)
      for (const written of ['', 'X']) {
        const said = locales.map((locale) =>
          rowProblem(texts(locale), catalogue, { code, values: null, written }),
        );
        expect([code, new Set(said.map(({ reason }) => reason)).size]).toEqual([code, 4]);
        expect([code, new Set(said.map(({ fix }) => fix)).size]).toEqual([code, 4]);
      }
    const file = await exportBadRows(call, { importId: made.id, format: 'csv', locale: 'en' });
    const text = await new Response(file.body).text();
    expect(text).toContain('There is a Noa Nonumber without a personnel number: it may be the same person.');
    expect(text).not.toContain('"Once";"Said";"";"";"";"";""\r\n"Once"');
  });
});

describe('a file of cost centres', () => {
  it('gives those there are, whatever their case, and adds the others when the person says so', async () => {
    const [one, two, three] = await numbers(3);
    const known = await addCostCentre(call, { code: 'IMP-1', name: 'Known' });
    const file = `gsm nummer;kostenplaats;naam kostenplaats\n${one?.msisdn};imp-1;\n${two?.msisdn};IMP-2;\n${three?.msisdn};imp-2;Second\n`;
    const asked = await sendAndCheck(call, file);
    expect(asked).toMatchObject({
      kind: 'cost-centres',
      rowsGood: 1,
      rowsBad: 2,
      targets: { added: 0, unknown: { count: 1, codes: ['IMP-2', 'imp-2'], mayAdd: true } },
    });
    await changeReading(call, { importId: asked.id, addsUnknown: true });
    const made = await checked(call, asked.id);
    expect(made).toMatchObject({ rowsGood: 3, targets: { added: 1, unknown: { count: 0 } } });
    await carriedOut(call, made);
    const { costCentres } = await listCostCentres(call, { search: 'IMP-', page: 1, size: 9 });
    expect(costCentres).toMatchObject([
      { id: known.id, lines: 1 },
      { code: 'IMP-2', name: 'Second', lines: 2 },
    ]);
  });

  it('refuses closed ones, and who sees some customer numbers only adds none', async () => {
    const [line] = await numbers(1, { billingAccount: second });
    const closed = await addCostCentre(call, { code: 'SHUT', name: '' });
    await changeCostCentre(call, closed.id, { closed: true });
    const limited = await aPerson(db, company, { billingAccountIds: [second.id] });
    const { id } = await send(limited, `number;cost centre\n${line?.msisdn};SHUT\n${line?.msisdn};NEVER\n`);
    await changeReading(limited, { importId: id, addsUnknown: true });
    const made = await checked(limited, id);
    expect(made).toMatchObject({ rowsGood: 0, targets: { unknown: { mayAdd: false, codes: ['NEVER'] } } });
    expect(made.problems.map(({ code }) => code).toSorted()).toEqual([
      'cost-centre-closed',
      'cost-centre-unknown',
    ]);
  });
});

describe('only what one sees', () => {
  it('is given: lines and users of other customer numbers are as if they were not there', async () => {
    const limited = await aPerson(db, company, { billingAccountIds: [second.id] });
    const [his] = await numbers(1, { billingAccount: second });
    const [hidden] = await numbers(1);
    await aHolder({ firstName: 'Hid', lastName: 'Den', personnelNumber: 'H-1' });
    const unseen = await aHolder({ firstName: 'Un', lastName: 'Seen' });
    const made = await sendAndCheck(
      limited,
      `number;last name;first name;personnel number\n${hidden?.msisdn};Own;One;\n${his?.msisdn};Den;Hid;H-1\n${his?.msisdn};Seen;Un;\n`,
    );
    const { rows } = await listBadRows(limited, { importId: made.id, page: 1, size: 9 });
    expect(rows.map(({ code }) => code)).toEqual(['number-unknown', 'holder-number-taken']);
    await carriedOut(limited, made);
    const [given] = (await showAssignments(limited, his?.id ?? '')).holders;
    expect(given?.name).toBe('Seen, Un');
    expect(given?.targetId).not.toBe(unseen.id);
  });
});

import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, aLine, withLines } from '../../test/fleet.ts';
import { carriedOut, problemsOf, sendAndCheck } from '../../test/imports.ts';
import { aPerson } from '../../test/orders.ts';
import { workbook } from '../../test/workbooks.ts';
import { listHolders } from '../holders/holder-list.ts';
import { showAssignments } from '../holders/show-assignments.ts';

const { db } = await testDatabase();
const company = await aCompany(db);
const call = await aPerson(db, company);
const nobody = { holder: { firstName: '', lastName: '' } };
const [lineId = ''] = await withLines(db, aLine(company, { ...nobody, msisdn: '32470123456' }));
const head = 'gsm;nom;prénom;matricule;e-mail;vanaf;bis\n';
const row = (...cells: string[]) => `0470123456;${cells.map((cell) => `"${cell}"`).join(';')}\n`;
const named = (...cells: string[]) => head + row(...cells);

/** What people send, with the name that is understood. */
const understood: [string, string | Buffer, string][] = [
  [
    'a day that a sheet keeps as a number',
    await workbook([
      ['gsm', 'nom', 'vanaf'],
      [32470123456, 'Sheet', 46357],
    ]),
    'Sheet',
  ],
  ['headers of four languages in one file', named('Quatre', '', '', '', '01.12.2026', '31-12-26'), 'Quatre'],
  [
    'spaces, line ends and marks around and in a name',
    named(' De\u00a0\n Smet\u200b ', '\u202eAn\t', '', '', '', ''),
    'De Smet, An',
  ],
  ['accents written as two signs', named('Lefe\u0300vre', 'Rene\u0301', '', '', '', ''), 'Lefèvre, René'],
  ['a name with a comma in one cell', named('van den Berg, Jan', '', '', '', '', ''), 'van den Berg, Jan'],
  ['a thing that is no person', named('Router 4/2 (hall)', '', '', '', '', ''), 'Router 4/2 (hall)'],
  ['a formula for a name', named("'=HYPERLINK(1)", '', '', '', '', ''), '=HYPERLINK(1)'],
  ['letters of another script', named('Νικολάου', 'Ελένη', '', '', '', ''), 'Νικολάου, Ελένη'],
  ['a mail address in capitals', named('Capital', '', '', 'A.B@EXAMPLE.TEST', '', ''), 'Capital'],
  ['SQL', named("'); DROP TABLE holder; --", '', '', '', '', ''), "'); DROP TABLE holder; --"],
];

/** And what is not, with why. */
const refused: [string, string, string][] = [
  [
    'a personnel number that a spreadsheet has rounded',
    named('N', '', '1.2345E+17', '', '', ''),
    'number-lost',
  ],
  ['a personnel number without end', named('N', '', '9'.repeat(61), '', '', ''), 'text-too-long'],
  [
    'a mail address with a line end',
    named('N', '', '', 'a@example.test\nBcc: b@example.test', '', ''),
    'email-unreadable',
  ],
  ['an American day', named('N', '', '', '', '12/31/2026', ''), 'day-unreadable'],
  ['a day that there is not', named('N', '', '', '', '29/02/2027', ''), 'day-unreadable'],
  ['a day of another age', named('N', '', '', '', '31/12/1999', ''), 'day-unreadable'],
  ['a day before the last one began', named('N', '', '', '', '', '1/1/2020'), 'days-reversed'],
];

describe('a file of users with:', () => {
  it.each(understood)('%s', async (_, content, expected) => {
    const made = await sendAndCheck(call, content);
    expect(made.kind).toBe('holders');
    expect(await problemsOf(call, made.id)).toEqual([]);
    await carriedOut(call, made);
    const [last, first = ''] = expected.split(', ');
    const { holders } = await listHolders(call, { page: 1, size: 200 });
    expect(holders).toContainEqual(expect.objectContaining({ lastName: last, firstName: first }));
    const { holders: given } = await showAssignments(call, lineId);
    expect(given.map(({ name }) => name)).toContain(expected);
  });

  it.each(refused)('%s: no', async (_, content, code) => {
    const made = await sendAndCheck(call, content);
    expect(await problemsOf(call, made.id)).toEqual([[2, code]]);
  });
});

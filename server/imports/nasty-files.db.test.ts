import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, aLine, withLines } from '../../test/fleet.ts';
import { checked, send } from '../../test/imports.ts';
import { aPerson } from '../../test/orders.ts';
import { archive, declaring, encrypted, workbook, workbookParts } from '../../test/workbooks.ts';
import { locales } from '../platform/call.ts';
import { Refusal } from '../platform/refusal.ts';
import { texts } from '../platform/texts.ts';
import { luhnDigit } from '../identifiers/identifiers.ts';
import { exportBadRows } from './export-bad-rows.ts';

const { db } = await testDatabase();
const company = await aCompany(db);
const call = await aPerson(db, company, { locale: 'fr' });
const digits = '893299000000000001';
const line = aLine(company, { msisdn: '32470123456' });
line.sim.iccid = digits + luhnDigit(digits);
const theirs = aLine(await aCompany(db), { msisdn: '32470999999' });
await withLines(db, line, theirs);

const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const head = 'number;add\n';
const good = '0470 12 34 56;Roaming\n';
const rows = [
  ['number', 'add'],
  ['0470123456', 'Roaming'],
];
const book = await workbook(rows);
const many = Array.from({ length: 10_000 }, (_, place) => `c${place}`).join(';');

/** What is no table at all: refused at once, with what to do. */
const refused: [string, string | Buffer, string, string][] = [
  ['nothing at all', '', 'file-empty', 'Ce fichier est vide.'],
  ['only spaces and line ends', ' \r\n;;;\r\n\n', 'file-empty', 'Ce fichier est vide.'],
  ['only a mark of UTF-8', '\uFEFF', 'file-empty', 'Ce fichier est vide.'],
  ['only a header', head, 'file-only-header', 'Ajoutez vos numéros.'],
  ['a PDF named .csv', '%PDF-1.7\n1 0 obj\n<<>>', 'file-pdf', 'C’est un PDF, quel que soit son nom.'],
  ['an old Excel file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'file-old-excel', 'Enregistrez-le en XLSX'],
  ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'file-picture', 'C’est une image.'],
  ['a web page named .xls', '\uFEFF<html><table><tr><td>1', 'file-web-page', 'C’est une page web'],
  [
    'XML',
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    'file-web-page',
    'XML',
  ],
  ['a rich text', '{\\rtf1 0470}', 'file-other-sheet', 'Enregistrez-la en XLSX ou CSV.'],
  ['a compressed file', Buffer.from('1f8b0800', 'hex'), 'file-archive', 'archive compressée'],
  ['an archive of something else', await archive({ 'a.txt': 'x' }), 'file-archive', 'archive compressée'],
  [
    'an OpenDocument sheet',
    await archive({ mimetype: 'x', 'content.xml': '<a/>' }),
    'file-other-sheet',
    'XLSX ou CSV',
  ],
  ['a text document', await archive({ 'word/document.xml': '<a/>' }), 'file-other-sheet', 'XLSX ou CSV'],
  ['zero bytes between the letters', `${head}0470\0 12 34 56;Roaming\n`, 'file-binary', 'des octets'],
  [
    'a program',
    Buffer.concat([Buffer.from('7f454c46', 'hex'), Buffer.alloc(600)]),
    'file-binary',
    'des octets',
  ],
  ['half an XLSX file', book.subarray(0, book.length / 2), 'file-broken', 'abîmé ou incomplet'],
  ['an XLSX file whose bytes were changed', Buffer.from(book).fill(7, 60, 160), 'file-broken', 'abîmé'],
  ['an XLSX file with a password on its parts', encrypted(book), 'file-locked', 'mot de passe'],
  ['an XLSX file that says it is 4 GB', declaring(book, 0xfffffff0), 'file-bomb', 'n’a pas été décompressé'],
  ['an XLSX file larger than it says', declaring(book, 10), 'file-broken', 'abîmé'],
  [
    'texts that cells share, without end',
    await archive(
      workbookParts('<row><c t="s"><v>0</v></c></row>', `<si><t>${'a'.repeat(30_000)}</t></si>`.repeat(1000)),
    ),
    'file-bomb',
    'bien plus qu’un tableau',
  ],
  [
    'entities that become ever longer',
    await archive({
      ...workbookParts(''),
      'xl/worksheets/sheet1.xml':
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>',
    }),
    'file-broken',
    'abîmé',
  ],
  ['a sheet without rows', await archive(workbookParts('')), 'file-empty', 'Ce fichier est vide.'],
  ['a million empty rows', await archive(workbookParts('<row/>'.repeat(1_000_000))), 'file-empty', 'vide'],
  ['10,000 columns', `${many}\n${many}\n`, 'file-too-many-columns', 'plus de 200 colonnes'],
  [
    '16,000 columns of a sheet',
    await archive(workbookParts('<row><c r="XFD1"><v>1</v></c></row><row><c r="A2"><v>2</v></c></row>')),
    'file-too-many-columns',
    'plus de 200 colonnes',
  ],
  [
    'a quotation mark that is never closed',
    `number;add\n"0470 12 34 56;Roaming\n${good}`,
    'file-quote-open',
    'à la ligne 2',
  ],
  ['a row without end', `number;add\n"${'x'.repeat(1_200_000)}`, 'file-row-too-long', 'La ligne 2'],
];

describe('what is no table is refused, and nothing of it is kept:', () => {
  it.each(refused)('%s', async (_, content, code, says) => {
    const refusal = await send(call, content).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    if (!(refusal instanceof Refusal)) return;
    expect(refusal.code).toBe(code);
    const sentences = locales.map((locale) =>
      texts(locale).t({ id: `refusal.${code}`, message: refusal.message, values: refusal.values }),
    );
    expect(sentences[0]).toContain(says);
    expect(new Set(sentences).size).toBe(4);
    expect(await db.selectFrom('import').selectAll().execute()).toEqual([]);
    expect(await db.selectFrom('import_chunk').selectAll().execute()).toEqual([]);
  });
});

describe('what shows only when all of it is read refuses the file with where it is:', () => {
  it.each([
    [
      'a quotation mark that opens in row 5,000',
      `${head}${good.repeat(4998)}"0470;x\n${good.repeat(10)}`,
      'file-quote-open',
      'à la ligne 5000',
    ],
    ['more than 100,000 rows', `${head}${'1;\n'.repeat(100_001)}`, 'file-too-many-rows', 'plus de 100'],
  ])('%s', async (_, content, code, says) => {
    const made = await checked(call, (await send(call, content)).id);
    expect(made).toMatchObject({ state: 'refused', refusal: { code } });
    expect(made.refusal?.sentence).toContain(says);
  });
});

/** What is read: how many rows are good, and why others are not. */
const read: [string, string | Buffer, number, string[]][] = [
  ['line ends of all kinds', `number;add\r\n0470123456;Roaming\r0470;x\n;;\r\n`, 1, ['number-unreadable']],
  ['UTF-16 without a mark', utf16(`${head}${good}`), 1, []],
  ['bytes that are no UTF-8', Buffer.from('number;Note;add\n0470123456;Zo\xeb;Roaming\n', 'latin1'), 1, []],
  ['headers that stand twice', 'number;add;add;number\n0470123456;Roaming;x;y\n', 1, []],
  ['the same number again', `${head}${good}${good}`, 1, ['asked-twice']],
  ['a number of another company', `${head}0470 99 99 99;Roaming\n`, 0, ['number-unknown']],
  ['a number that does not exist', `${head}0470 99 99 98;Roaming\n`, 0, ['number-unknown']],
  [
    'numbers in any writing',
    `${head}+32 (0)470/12.34.56;Roaming\n="0470123456";x\n'0032470123456;y\n`,
    1,
    ['option-unknown', 'option-unknown'],
  ],
  ['what no eye sees around a number', `${head}\u200e+32\u00a0470\u202f12 34 56\u200b;Roaming\n`, 1, []],
  [
    'what a spreadsheet made of them',
    `${head}8.93E+18;Roaming\n8,93E+18;Roaming\n3.2470E+10;Roaming\n8932990000000000000;Roaming\n`,
    0,
    Array.from({ length: 4 }, () => 'number-lost'),
  ],
  [
    'formulas',
    `${head}=1+1;Roaming\n0470123456;"=HYPERLINK(""http://x"")"\n0470123456;@SUM(A1)\n`,
    0,
    ['number-unreadable', 'option-unknown', 'option-unknown'],
  ],
  ['rows of other lengths', `number;add\n0470123456\n0470123456;Roaming;more;and more\n`, 1, []],
  ['300 cells in one row', `${head}0470123456;Roaming${';x'.repeat(300)}\n`, 0, ['too-many-cells']],
  ['SQL', `${head}"'; DROP TABLE line; --";Roaming\n`, 0, ['number-unreadable']],
  [
    'numbers that a sheet keeps as numbers',
    await workbook([
      ['number', 'add'],
      [32470123456, 'Roaming'],
      [470123456, 'x'],
    ]),
    1,
    ['option-unknown'],
  ],
  [
    'ICCIDs that a sheet keeps as numbers',
    await workbook([
      ['ICCID', 'add'],
      [{ raw: '8.9329900000000003E+18' }, 'Roaming'],
      [line.sim.iccid, 'Roaming'],
    ]),
    1,
    ['number-lost'],
  ],
  [
    'shared and rich texts, cells that are left out',
    await archive(
      workbookParts(
        '<row r="3"><c r="B3" t="s"><v>0</v></c><c r="D3" t="s"><v>1</v></c></row><row r="9"><c r="B9" t="s"><v>2</v></c><c r="D9" t="str"><f>1</f><v>Roaming</v></c></row>',
        '<si><t>number</t></si><si><r><t>a</t></r><r><t>dd</t></r></si><si><t>0470123456</t><rPh><t>no</t></rPh></si>',
      ),
    ),
    1,
    [],
  ],
];

describe('what can be read is read, and says of each row what is wrong:', () => {
  it.each(read)('%s', async (_, content, rowsGood, problems) => {
    const made = await checked(call, (await send(call, content)).id);
    expect(made).toMatchObject({ state: 'checked', rowsGood, rowsBad: problems.length });
    expect(
      made.problems.flatMap(({ code, count }) => Array.from({ length: count }, () => code)).toSorted(),
    ).toEqual(problems.toSorted());
  });

  it('and never gives a formula back as one', async () => {
    const cells = ['=cmd|x', '+1', '-1', '@a', '\t=1', '＝1'];
    const made = await checked(
      call,
      (await send(call, `number;add\n${cells.map((cell) => `"${cell}";"${cell}"\n`).join('')}`)).id,
    );
    expect(made.rowsBad).toBe(cells.length);
    const file = await exportBadRows(call, { importId: made.id, format: 'csv', locale: 'fr' });
    const text = (await new Response(file.body).text()).slice(1);
    // Only `="digits"` may begin like a formula: it is how a spreadsheet keeps digits as a text.
    const given = text.split(/[;\r\n]+/).filter((cell) => !/^"=""[+\d ]*"""$/.test(cell));
    expect(given.filter((cell) => /^"?\s*[=+\-@＝]/.test(cell))).toEqual([]);
  });
});

describe('a stream of 1 GB', () => {
  it('is cut off at the limit', async () => {
    let pulled = 0;
    const piece = Buffer.alloc(64 * 1024, good);
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += piece.length;
        if (pulled > 1024 ** 3) controller.close();
        else controller.enqueue(piece);
      },
    });
    await expect(send(call, body)).rejects.toMatchObject({
      status: 413,
      code: 'file-too-large',
      values: { most: 50 },
    });
    expect(pulled).toBeLessThan(52 * 1024 * 1024);
    expect(await db.selectFrom('import_chunk').select('place').where('place', '>', 1).execute()).toEqual([]);
  });
});

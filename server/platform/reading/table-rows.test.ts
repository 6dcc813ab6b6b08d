import { describe, expect, it } from 'vitest';
import { fileInMemory } from './stored-file.ts';
import { recogniseTable, tableRows } from './table-rows.ts';
import { textCheck } from './text-encoding.ts';

/** Reads a file as it is recognised. */
async function read(bytes: Uint8Array) {
  const check = textCheck();
  // in small pieces, as the network may bring it
  for (let at = 0; at < bytes.length; at += 7) check.take(bytes.subarray(at, at + 7));
  const file = fileInMemory(bytes);
  const reading = await recogniseTable(file, check.end());
  const rows: string[][] = [];
  for await (const { cells } of tableRows(file, reading)) rows.push(cells);
  return { ...reading, rows };
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
const swapped = (bytes: Uint8Array) => new Uint8Array(Buffer.from(bytes).swap16());
const table = 'Numéro;Nom\r\n0470 12 34 56;Zoë\r\n';
const rows = [
  ['Numéro', 'Nom'],
  ['0470 12 34 56', 'Zoë'],
];

describe('a text is read in the encoding it is written in', () => {
  it.each([
    ['UTF-8', 'utf-8', utf8(table)],
    ['UTF-8 with a mark', 'utf-8', utf8(`\uFEFF${table}`)],
    ['Windows-1252', 'windows-1252', new Uint8Array(Buffer.from(table, 'latin1'))],
    ['UTF-16 LE with a mark', 'utf-16le', utf16(`\uFEFF${table}`)],
    ['UTF-16 BE with a mark', 'utf-16be', swapped(utf16(`\uFEFF${table}`))],
    ['UTF-16 LE without a mark', 'utf-16le', utf16(table)],
    ['UTF-16 BE without a mark', 'utf-16be', swapped(utf16(table))],
  ])('%s', async (_, encoding, bytes) => {
    expect(await read(bytes)).toMatchObject({ format: 'text', encoding, separator: ';', rows });
  });
});

describe('a text is divided as it looks', () => {
  it.each([
    ['commas, with semicolons in a cell', ',', 'a,b\n"1;2;3",x\n"4;5;6",y\n'],
    ['tabs', '\t', 'a\tb,c\n1\t2,5\n'],
    ['bars', '|', 'a|b\n1|2\n'],
    ['one column', ';', 'a\n1\n2\n'],
  ])('%s', async (_, separator, text) => {
    expect(await read(utf8(text))).toMatchObject({ separator });
  });

  it('line ends of any kind, quotation marks around them and in the middle', async () => {
    const text = 'a;b\r\n1;"x\r\ny ""z"""\r2;5" screen\n\n3;c';
    expect((await read(utf8(text))).rows).toEqual([
      ['a', 'b'],
      ['1', 'x\r\ny "z"'],
      ['2', '5" screen'],
      [''],
      ['3', 'c'],
    ]);
  });
});

import { sql } from 'kysely';
import readXlsx from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, aLine, callOf, now, systemCall, withLines } from '../../test/fleet.ts';
import type { Call, Person } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { selectionExportSchema } from './contract.ts';
import { exportLines } from './export-lines.ts';
import { showCostCentres } from '../fleet/shown-store.ts';

const { db } = await testDatabase();
const company = await aCompany(db, 2);
const [main, second] = company.accounts;
if (!main || !second) throw new Error('two customer numbers');
const activeSince = new Date('2026-03-01T09:00:00.000Z');
const sim = (iccid: string, place: number) => ({
  iccid,
  imsi: `20698000000000${place}`,
  form: 'physical' as const,
});

const [marie = '', evil = '', hidden = ''] = await withLines(
  db,
  aLine(company, {
    msisdn: '32492001234',
    holder: { firstName: 'Marie "Mimi"', lastName: 'Dupont; fille' },
    sim: sim('8932100123456789010', 1),
    options: ['traveller', 'roaming', 'voicemail'].map((code) => ({ code, activeSince })),
  }),
  aLine(company, {
    msisdn: '352621123456',
    holder: { firstName: '', lastName: '=HYPERLINK("http://evil";"x")' },
    sim: sim('89321001234567890124', 2),
    planCode: 'shape-basic',
    status: 'suspended',
  }),
  aLine(company, {
    billingAccount: second,
    holder: { firstName: 'Els', lastName: 'Één <&>\nregel' },
    sim: sim('8932100123456789036', 3),
  }),
);

// As its cost centre's record says; holders, above fleet, makes lines show it.
await showCostCentres(systemCall(db), [{ lineId: marie, code: 'C-1' }]);
await sql`INSERT INTO cost_centre (id, organisation_id, code, name, created_at)
  VALUES (${newId()}, ${company.id}, 'C-1', 'Ventes', ${now})`.execute(db);

type Wanted = Partial<Parameters<typeof exportLines>[1]>;

async function bytesOf(wanted: Wanted, call: Call<Person> = callOf(db, company)): Promise<Buffer> {
  const input = selectionExportSchema.parse({
    selection: { filter: {} },
    format: 'csv',
    locale: 'fr',
    ...wanted,
  });
  const { body } = await exportLines(call, input);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** As a spreadsheet of our languages reads it: rows of cells, `="…"` worked out. */
function readCsv(bytes: Buffer): string[][] {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^";\r\n]*))(;|\r\n)/g)) {
    const cell = quoted?.replaceAll('""', '"') ?? plain ?? '';
    rows.at(-1)?.push(/^="(.*)"$/.exec(cell)?.[1] ?? cell);
    if (end !== ';') rows.push([]);
  }
  return rows.slice(0, -1);
}

async function numbersOf(wanted: Wanted): Promise<(string | undefined)[]> {
  return readCsv(await bytesOf(wanted))
    .map(([, number]) => number)
    .slice(1);
}

const mariesRow = [
  'Dupont; fille, Marie "Mimi"',
  '0492 00 12 34',
  '8932100123456789010',
  main.number,
  'C-1 Ventes',
  'Voix',
  'Shape Plus',
  expect.stringMatching(/^(?=.*Traveller).*$/),
  'Actif',
];

describe('an export as CSV', () => {
  it('holds what the list shows, in the language, and reads back as it was', async () => {
    const bytes = await bytesOf({});
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const [header, ...rows] = readCsv(bytes);
    expect(header).toEqual([
      'Nom, Prénom',
      'Numéro',
      'Carte SIM (ICCID)',
      'N° de client',
      'Centre de coûts',
      'Produit',
      'Plan tarifaire',
      'Options',
      'Statut',
      'Dernière mise à jour',
    ]);
    expect(rows).toHaveLength(3);
    expect(rows.every((row) => row.length === 10)).toBe(true);
    expect(rows).toContainEqual([...mariesRow, '13/06/2026 15:28']);
    expect(rows.find(([name]) => name?.startsWith('Één'))?.[0]).toBe('Één <&>\nregel, Els');
  });

  it('keeps every digit of numbers and SIMs where a spreadsheet opens it', async () => {
    const text = (await bytesOf({})).toString('utf8');
    expect(text).toContain('"=""8932100123456789010"""');
    expect(text).toContain('"=""89321001234567890124"""');
    expect(text).toContain('"=""0492 00 12 34"""');
    expect(text).toContain('"=""+352 621123456"""');
  });

  it('never holds what a person typed as a formula', async () => {
    const rows = readCsv(await bytesOf({}));
    expect(rows.some(([name]) => name === `'=HYPERLINK("http://evil";"x")`)).toBe(true);
  });

  it('is of what fits and in the order of the list, or of the selection', async () => {
    const filter = { kind: ['shape'], search: '0492' };
    expect(await numbersOf({ selection: { filter, except: [] } })).toEqual(['0492 00 12 34']);
    expect(await numbersOf({ selection: { lineIds: [evil, marie] } })).toEqual([
      '+352 621123456',
      '0492 00 12 34',
    ]);
    expect(await numbersOf({ selection: { lineIds: [evil, marie] }, direction: 'desc' })).toEqual([
      '0492 00 12 34',
      '+352 621123456',
    ]);
    expect(await numbersOf({ selection: { filter: { search: 'nowhere' }, except: [] } })).toEqual([]);
  });
});

async function isoText(wanted: Wanted): Promise<string> {
  return (await bytesOf({ writing: 'iso', ...wanted })).toString('utf8');
}

describe('an export written as ISO', () => {
  it('is CSV for programs: commas, no mark, ISO dates, identifiers as they are, the same in every language', async () => {
    const text = await isoText({ selection: { lineIds: [marie] } });
    const [header, row, end] = text.split('\r\n');
    expect(header?.startsWith('"Nom, Prénom","Numéro"')).toBe(true);
    expect(row?.startsWith('"Dupont; fille, Marie ""Mimi""","0492 00 12 34","8932100123456789010",')).toBe(
      true,
    );
    expect(row?.endsWith(',2026-06-13T15:28')).toBe(true);
    expect(end).toBe('');
    const german = await isoText({ selection: { lineIds: [marie] }, locale: 'de' });
    expect(german.split('\r\n')[1]?.endsWith(',2026-06-13T15:28')).toBe(true);
  });

  it('holds no formula either, and a number of another country as it is written', async () => {
    const text = await isoText({});
    expect(text).toContain(`"'=HYPERLINK(""http://evil"";""x"")","+352 621123456"`);
  });
});

describe('an export as XLSX', () => {
  it('reads back as it was, identifiers as text, times as times, and no cell a formula', async () => {
    const [{ data } = { data: [] }] = await readXlsx(await bytesOf({ format: 'xlsx' }));
    const [header, ...rows] = data;
    expect(header?.[1]).toBe('Numéro');
    expect(rows).toHaveLength(3);
    // Spreadsheets keep a time as a fraction of a day, which is not exact to the millisecond.
    const inMinutes = rows.map((row) =>
      row.map((cell) => (cell instanceof Date ? Math.round(cell.getTime() / 60_000) : cell)),
    );
    expect(inMinutes).toContainEqual([...mariesRow, Date.parse('2026-06-13T15:28:00Z') / 60_000]);
    expect(rows.map(([name]) => name)).toContain('=HYPERLINK("http://evil";"x")');
    expect(rows.map(([name]) => name)).toContain('Één <&>\nregel, Els');
  });

  it.each([{ locale: 'de' }, { writing: 'iso' }] as const)(
    'has real times also when shown as %j',
    async (wanted) => {
      const bytes = await bytesOf({ format: 'xlsx', selection: { lineIds: [marie] }, ...wanted });
      const [{ data } = { data: [] }] = await readXlsx(bytes);
      expect(data[1]?.[1]).toBe('0492 00 12 34');
      expect(data[1]?.[9]).toBeInstanceOf(Date);
    },
  );
});

describe('an export', () => {
  it('keeps to the customer numbers of the person', async () => {
    const limited = callOf(db, company, { billingAccountIds: [main.id] });
    expect(readCsv(await bytesOf({}, limited))).toHaveLength(3);
    for (const lineId of [hidden, newId()]) {
      await expect(bytesOf({ selection: { lineIds: [marie, lineId] } }, limited)).rejects.toMatchObject({
        status: 404,
      });
    }
  });

  it('is audited: who, what, how many; not the words searched for, which may be a name', async () => {
    const call = callOf(db, company);
    const filter = { kind: ['shape'], search: '04' };
    await bytesOf({ selection: { filter, except: [] }, format: 'xlsx' }, call);
    const [entry] = await db
      .selectFrom('audit_entry')
      .selectAll()
      .where('request_id', '=', call.requestId)
      .execute();
    expect(entry).toMatchObject({
      action: 'fleet.exported',
      organisation_id: company.id,
      after: { format: 'xlsx', selection: { filter: { kind: ['shape'], search: '…' } } },
    });
  });

  it('gives its connection back when the reader goes away in the middle', async () => {
    const crowd = await aCompany(db);
    await withLines(db, ...Array.from({ length: 2500 }, () => aLine(crowd)));
    for (const format of ['csv', 'xlsx'] as const) {
      const input = selectionExportSchema.parse({ selection: { filter: {} }, format });
      const { body } = await exportLines(callOf(db, crowd), input);
      const reader = body.getReader();
      await reader.read();
      await reader.cancel();
    }
    const open = () =>
      sql<{ count: number }>`
      SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()`.execute(
        db,
      );
    await expect.poll(async () => (await open()).rows[0]?.count).toBe(0);
  });

  it('waits for others when several are running', async () => {
    const input = selectionExportSchema.parse({ selection: { filter: {} }, format: 'csv' });
    const bodies = await Promise.all(
      [1, 2, 3].map(async () => (await exportLines(callOf(db, company), input)).body),
    );
    await expect(exportLines(callOf(db, company), input)).rejects.toMatchObject({
      status: 429,
      code: 'exports-busy',
    });
    for (const body of bodies) await body.cancel();
    expect(readCsv(await bytesOf({}))).toHaveLength(4);
  });
});

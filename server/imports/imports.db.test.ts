import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, aLine, now, systemCall, withLines } from '../../test/fleet.ts';
import { checkAll, checked, send, sendAndCheck } from '../../test/imports.ts';
import { aPerson, carryOut, linesOnNetwork } from '../../test/orders.ts';
import { luhnDigit } from '../identifiers/identifiers.ts';
import { readOrder } from '../orders/read-orders.ts';
import { onlySimulator } from '../provisioning/provisioning.ts';
import { newId } from '../platform/id.ts';
import { beginCheck } from './begin-check.ts';
import { holdImport, moveImport, refuseImport, takeImport } from './check-store.ts';
import { exportBadRows } from './export-bad-rows.ts';
import { listBadRows, listImports, readImport } from './read-import.ts';
import { removeImport } from './remove-import.ts';
import { submitImport } from './submit-import.ts';

const database = await testDatabase();
const { db } = database;
const company = await aCompany(db, 2);
const call = await aPerson(db, company, { locale: 'en' });
const [first, second] = company.accounts;

let cards = 0;

async function someLines(count: number, more: Parameters<typeof aLine>[1] = {}) {
  const lines = Array.from({ length: count }, () => {
    const line = aLine(company, more);
    cards += 1;
    const digits = `893299${String(cards).padStart(12, '0')}`;
    return { ...line, sim: { ...line.sim, iccid: digits + luhnDigit(digits) } };
  });
  const ids = await withLines(db, ...lines);
  return lines.map((line, place) => ({ id: ids[place] ?? '', msisdn: line.msisdn, iccid: line.sim.iccid }));
}

function submission(importId: string, more: { again?: boolean; key?: string } = {}) {
  return { importId, key: newId(), again: false, network: onlySimulator, ...more };
}

async function problemsOf(importId: string) {
  const { rows } = await listBadRows(call, { importId, page: 1, size: 200 });
  return rows.map(({ row, code }) => [row, code]);
}

describe('a file of changes', () => {
  it('becomes one order of its good rows, each number with what its row says, and the network does it', async () => {
    const ids = await linesOnNetwork(db, company, [null, null, null]);
    const lines = await sql<{
      msisdn: string;
    }>`SELECT msisdn FROM line WHERE id = ANY(${ids}::uuid[]) ORDER BY msisdn`.execute(db);
    const [a, b, c] = lines.rows.map(({ msisdn }) => `0${msisdn.slice(2)}`);
    const file = `Numéro;Options à ajouter;Options à supprimer\r\n${a};Roaming;\r\n${b};Messagerie vocale = Néerlandais;\r\n${c};Roaming, Data Boost 5GB;\r\n0470;Roaming;\r\n`;
    const made = await sendAndCheck(call, file);
    expect(made.problems.map(({ reason }) => reason)).toEqual(['This is not a phone number.']);
    expect(made).toMatchObject({ state: 'checked', rowsRead: 4, rowsGood: 3, rowsBad: 1, sameAs: null });
    expect(made.quote).toMatchObject({ lineCount: 3, eligibleCount: 3 });
    const done = await submitImport(call, submission(made.id));
    expect(done).toMatchObject({ state: 'submitted', quote: null });
    await carryOut(database);
    const order = await readOrder(call, { orderId: done.orderId ?? '' });
    expect(order).toMatchObject({ state: 'completed', itemCount: 3 });
    const held = await sql<{ codes: string }>`
      SELECT string_agg(option_code || ' ' || parameters::text, ', ' ORDER BY option_code) AS codes
      FROM line_option JOIN line ON line.id = line_id WHERE line_id = ANY(${ids}::uuid[]) AND option_code IN ('roaming', 'voicemail', 'data-boost-5gb') GROUP BY line.msisdn ORDER BY line.msisdn`.execute(
      db,
    );
    expect(held.rows.map(({ codes }) => codes)).toEqual([
      'roaming {}',
      'voicemail {"greeting": "nl"}',
      'data-boost-5gb {}, roaming {}',
    ]);
  });

  it('says of each bad row why, and what to do', async () => {
    const [line, double, twice] = await someLines(3);
    const other = aLine(await aCompany(db));
    await withLines(db, other);
    const rows = [
      'number,add,remove',
      `${line?.msisdn},Roaming,`,
      ',Roaming,',
      '8.93E+18,Roaming,',
      '8932100123456780000,Roaming,',
      '8932100123456789011,Roaming,',
      'hello,Roaming,',
      `${other.msisdn},Roaming,`,
      `${line?.msisdn},Romaing,`,
      `${double?.msisdn},roaming,`,
      `${double?.msisdn},,roaming`,
      `${twice?.msisdn},roaming,`,
      `${twice?.msisdn},roaming,`,
      `${line?.msisdn},Travel data control = lots,`,
      ',,',
      `${line?.msisdn},,500 SMS`,
    ];
    const made = await sendAndCheck(call, rows.join('\n'));
    expect(await problemsOf(made.id)).toEqual([
      [3, 'number-missing'],
      [4, 'number-lost'],
      [5, 'number-lost'],
      [6, 'iccid-unreadable'],
      [7, 'number-unreadable'],
      [8, 'number-unknown'],
      [9, 'option-unknown'],
      [10, 'contradicts'],
      [11, 'contradicts'],
      [13, 'asked-twice'],
      [14, 'setting-unknown'],
    ]);
    expect(made).toMatchObject({ rowsRead: 14, rowsEmpty: 0, rowsBad: 11, rowsGood: 3 });
    const { rows: told } = await listBadRows(call, {
      importId: made.id,
      key: 'option-unknown',
      page: 1,
      size: 50,
    });
    expect(told).toMatchObject([
      {
        row: 9,
        written: 'Romaing',
        reason: 'There is no option “Romaing”.',
        fix: expect.stringContaining('as on the pages'),
      },
    ]);
  });

  it('leaves out what the rules refuse, with their reason and the way out', async () => {
    const [line, suspended] = [...(await someLines(1)), ...(await someLines(1, { status: 'suspended' }))];
    const made = await sendAndCheck(
      call,
      `number;add\n${line?.msisdn};World Traveller\n${suspended?.msisdn};Roaming\n`,
    );
    expect(made).toMatchObject({ rowsGood: 0, rowsBad: 2 });
    expect(made.problems.map(({ code }) => code)).toEqual(['rules', 'rules']);
    const { rows } = await listBadRows(call, { importId: made.id, page: 1, size: 50 });
    expect(rows[0]).toMatchObject({ row: 2, fix: 'Add Roaming as well.' });
    expect(rows[1]?.reason).toContain('suspended');
    await expect(submitImport(call, submission(made.id))).rejects.toMatchObject({ code: 'nothing-to-order' });
  });

  it('may name a number once for each option, by number or by SIM card', async () => {
    const [line] = await someLines(1);
    const made = await sendAndCheck(
      call,
      `ICCID;GSM;Action;Option\n;+${line?.msisdn};ajouter;Roaming\n${line?.iccid};;+;Data Boost 5GB\n${line?.iccid};0032${line?.msisdn.slice(2)};hinzufügen;voicemail\n`,
    );
    expect(made).toMatchObject({ rowsGood: 3, rowsBad: 0, quote: { lineCount: 1, eligibleCount: 1 } });
  });

  it('that was carried out asks before it is done again', async () => {
    const [line] = await someLines(1);
    const file = `number;add\n${line?.msisdn};Roaming\n`;
    const once = await sendAndCheck(call, file);
    await submitImport(call, submission(once.id));
    await carryOut(database);
    const again = await sendAndCheck(call, file);
    expect(again.sameAs).toMatchObject({ by: 'Marie Dupont' });
    await expect(submitImport(call, submission(again.id))).rejects.toMatchObject({ code: 'imported-before' });
    const colleague = await aPerson(db, company);
    expect((await sendAndCheck(colleague, file)).sameAs).not.toBeNull();
    const stranger = await aPerson(db, await aCompany(db));
    expect((await sendAndCheck(stranger, file)).sameAs).toBeNull();
  });

  it('submitted twice, and twice at once, is one order', async () => {
    const [line] = await someLines(1);
    const made = await sendAndCheck(call, `number;add\n${line?.msisdn};Roaming\n`);
    const answers = await Promise.all([1, 2, 3].map(() => submitImport(call, submission(made.id))));
    expect(new Set(answers.map(({ orderId }) => orderId)).size).toBe(1);
    expect((await submitImport(call, submission(made.id))).orderId).toBe(answers[0]?.orderId);
  });

  it('is written down in the audit when it comes and when it is carried out', async () => {
    const [line] = await someLines(1);
    const made = await sendAndCheck(call, `number;add\n${line?.msisdn};Roaming\n`);
    await submitImport(call, submission(made.id));
    const entries = await db
      .selectFrom('audit_entry')
      .select(['action', 'after'])
      .where('target_id', '=', made.id)
      .orderBy('id')
      .execute();
    expect(entries).toMatchObject([
      { action: 'imports.received', after: { fileName: 'numbers.csv', sha256: expect.any(String) } },
      { action: 'imports.submitted', after: { order: expect.any(Number) } },
    ]);
  });
});

describe('what others may', () => {
  it('is nothing: an import is its maker’s alone, and finds only numbers that he may see', async () => {
    const limited = await aPerson(db, company, { billingAccountIds: [second?.id ?? ''] });
    const [his] = await someLines(1, second && { billingAccount: second });
    const [hidden] = await someLines(1, first && { billingAccount: first });
    const made = await sendAndCheck(
      limited,
      `number;add\n${his?.msisdn};Roaming\n${hidden?.msisdn};Roaming\n`,
    );
    expect(made).toMatchObject({ rowsGood: 1, rowsBad: 1, problems: [{ code: 'number-unknown' }] });
    for (const reads of [
      () => readImport(call, { importId: made.id }),
      () => beginCheck(call, { importId: made.id }),
      () => submitImport(call, submission(made.id)),
      () => removeImport(call, { importId: made.id }),
      () => exportBadRows(call, { importId: made.id, format: 'csv', locale: 'fr' }),
    ])
      await expect(reads()).rejects.toMatchObject({ status: 404 });
    expect((await listImports(call)).imports.map(({ id }) => id)).not.toContain(made.id);
  });
});

describe('the rows to correct', () => {
  it('come back as they were sent, with the reason behind, and can be sent again', async () => {
    const [good, bad] = await someLines(2);
    const made = await sendAndCheck(
      call,
      `GSM;Note;Ajouter\n${good?.msisdn};"fine; really";Roaming\n${bad?.msisdn};=HYPERLINK("x");Romaing\n`,
    );
    const file = await exportBadRows(call, { importId: made.id, format: 'csv', locale: 'en' });
    const text = await new Response(file.body).text();
    expect(text).toContain('"GSM";"Note";"Ajouter";"Reason";"What to do"');
    expect(text).toContain('"\'=HYPERLINK(""x"")"');
    expect(text).not.toContain('really');
    const again = await sendAndCheck(call, text.replace('Romaing', 'Roaming'));
    expect(again).toMatchObject({ rowsRead: 1, rowsGood: 1, rowsBad: 0 });
  });
});

describe('a worker that is killed', () => {
  it('in the middle of a file leaves it to another, which goes on where it was', async () => {
    const [line] = await someLines(1);
    const rows = Array.from(
      { length: 2500 },
      (_, place) => `${place === 2400 ? line?.msisdn : '0470'};Roaming`,
    );
    const { id } = await send(call, `number;add\n${rows.join('\n')}\n`);
    await beginCheck(call, { importId: id });
    const dead = await takeImport(systemCall(db));
    expect(dead?.id).toBe(id);
    await checkAll(call);
    expect((await readImport(call, { importId: id })).state).toBe('checking');
    await sql`UPDATE import SET lease_until = now() - interval '1 second' WHERE id = ${id}`.execute(db);
    await checkAll(call);
    expect(await readImport(call, { importId: id })).toMatchObject({
      state: 'checked',
      rowsRead: 2500,
      rowsBad: 2499,
      rowsGood: 1,
    });
  });
});

describe('a worker that was taken for dead', () => {
  it('writes nothing any more', async () => {
    const [line] = await someLines(1);
    const { id } = await send(call, `number;add\n${line?.msisdn};Roaming\n`);
    await beginCheck(call, { importId: id });
    const late = await takeImport(systemCall(db));
    if (late?.id !== id) throw new Error('another import was taken');
    await sql`UPDATE import SET lease_until = now() - interval '1 second' WHERE id = ${id}`.execute(db);
    await checkAll(call);
    const before = await readImport(call, { importId: id });
    expect(await moveImport(systemCall(db), late, { progress: 0, rowsRead: 0, rowsEmpty: 0 })).toBe(false);
    expect(await holdImport(systemCall(db), late)).toBe(false);
    await refuseImport(systemCall(db), late, { code: 'file-empty', message: '', values: {} });
    expect(await readImport(call, { importId: id })).toEqual(before);
  });
});

describe('an option with an action', () => {
  it('is added where no column says what to do, and refused where the column does not say it', async () => {
    const [line] = await someLines(1);
    const said = await sendAndCheck(call, `number;option\n${line?.msisdn};Roaming\n`);
    expect(said).toMatchObject({ rowsGood: 1, changes: [{ add: ['roaming'], remove: [] }] });
    const unsaid = await sendAndCheck(call, `number;action;option\n${line?.msisdn};;Roaming\n`);
    expect(unsaid).toMatchObject({ rowsGood: 0, problems: [{ code: 'action-unknown' }] });
  });
});

describe('prices', () => {
  it('that have expired are checked again', async () => {
    const [line] = await someLines(1);
    const made = await sendAndCheck(call, `number;add\n${line?.msisdn};Roaming\n`);
    const later = { ...call, now: new Date(now.getTime() + 31 * 60_000) };
    expect((await readImport(later, { importId: made.id })).quote).toBeNull();
    await expect(submitImport(later, submission(made.id))).rejects.toMatchObject({ code: 'quote-expired' });
    expect(await checked(call, made.id)).toMatchObject({ rowsGood: 1, quote: { eligibleCount: 1 } });
  });
});

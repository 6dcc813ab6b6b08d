import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, aLine, withLines } from '../../test/fleet.ts';
import { carriedOut, checked, problemsOf, sendAndCheck } from '../../test/imports.ts';
import { aPerson } from '../../test/orders.ts';
import { showAssignments } from '../holders/show-assignments.ts';
import { changeReading } from './change-reading.ts';
import { correctRow, readRow } from './correct-row.ts';
import { exportBadRows } from './export-bad-rows.ts';
import { listBadRows, readImport } from './read-import.ts';

const { db } = await testDatabase();
const company = await aCompany(db);
const call = await aPerson(db, company, { locale: 'en' });
const lines = [aLine(company), aLine(company), aLine(company)];
const [first, second] = lines;
const ids = await withLines(db, ...lines);
const file = `GSM;Note;Option\n${first?.msisdn};keep;Roaming\n0470;keep;Rooming\n${second?.msisdn};keep;Rooming\n`;

describe('a row of a file that cannot be carried out', () => {
  it('is corrected on the page and judged again with the others; the file stays as it came', async () => {
    const made = await sendAndCheck(call, file);
    expect(await problemsOf(call, made.id)).toEqual([
      [3, 'number-unreadable'],
      [4, 'option-unknown'],
    ]);
    const at = { importId: made.id, row: 4 };
    expect(await readRow(call, at)).toMatchObject({
      corrected: false,
      fields: [
        { field: 'number', column: 'GSM', text: second?.msisdn },
        { field: 'option', column: 'Option', text: 'Rooming' },
      ],
    });
    expect(await correctRow(call, { ...at, fields: { option: 'Roaming' } })).toMatchObject({
      corrected: true,
      fields: [{ text: second?.msisdn }, { text: 'Roaming' }],
    });
    await correctRow(call, { importId: made.id, row: 3, fields: { option: 'Roaming' } });
    expect(await readImport(call, { importId: made.id })).toMatchObject({ corrections: 2, rowsBad: 2 });
    const { rows } = await listBadRows(call, { importId: made.id, page: 1, size: 9 });
    expect(rows.map(({ corrected }) => corrected)).toEqual([true, true]);

    expect(await checked(call, made.id)).toMatchObject({ corrections: 0, rowsGood: 2, rowsBad: 1 });
    expect(await problemsOf(call, made.id)).toEqual([[3, 'number-unreadable']]);
    const returned = await exportBadRows(call, { importId: made.id, format: 'csv', locale: 'en' });
    expect(await new Response(returned.body).text()).toContain('"keep";"Roaming"');
    await expect(correctRow(call, { ...at, fields: {} })).rejects.toMatchObject({ status: 404 });
  });

  it('of users as well; other columns keep what was corrected, another reading forgets it', async () => {
    const made = await sendAndCheck(call, `number;last name;from\n${lines[2]?.msisdn};Later;31/31/2026\n`);
    const at = { importId: made.id, row: 2 };
    await correctRow(call, { ...at, fields: { from: '31/12/2026' } });
    await changeReading(call, { importId: made.id, fields: ['number', 'lastName', 'from'] });
    expect(await checked(call, made.id)).toMatchObject({ rowsGood: 1, rowsBad: 0 });
    await changeReading(call, { importId: made.id, hasHeader: true });
    expect(await checked(call, made.id)).toMatchObject({ rowsGood: 0, rowsBad: 1 });
    await correctRow(call, { ...at, fields: { from: '' } });
    await carriedOut(call, await checked(call, made.id));
    expect((await showAssignments(call, ids[2] ?? '')).holders[0]).toMatchObject({
      name: 'Later',
      phase: 'current',
    });
    await expect(correctRow(call, { ...at, fields: {} })).rejects.toMatchObject({ status: 404 });
  });

  it('is its maker’s alone, and not corrected once the file is submitted', async () => {
    const made = await sendAndCheck(call, file);
    const colleague = await aPerson(db, company);
    const at = { importId: made.id, row: 3 };
    await expect(readRow(colleague, at)).rejects.toMatchObject({ status: 404 });
    await expect(correctRow(colleague, { ...at, fields: {} })).rejects.toMatchObject({ status: 404 });
    await expect(readRow(call, { ...at, row: 2 })).rejects.toMatchObject({ status: 404 });
    await changeReading(call, { importId: made.id });
    await expect(correctRow(call, { ...at, fields: {} })).rejects.toMatchObject({ status: 404 });
  });
});

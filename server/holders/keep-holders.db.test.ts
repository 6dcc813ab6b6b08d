import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { holdersWorld, today } from '../../test/holders.ts';
import { lineListQuerySchema } from '../finding/contract.ts';
import { listLines } from '../finding/list-lines.ts';
import { endAssignments } from './assign-lines.ts';
import { holderWordsSchema } from './contract.ts';
import { listHolders } from './holder-list.ts';
import { changeHolder, removeHolder } from './keep-holders.ts';
import { showAssignments } from './show-assignments.ts';
import { showHeldLines } from './show-holder.ts';

const database = await testDatabase();
const { db } = database;
const world = await holdersWorld(database);
const { aNumber, aHolder, assign, shown, manager, second, onlySecond, stranger } = world;
const page = { page: 1, size: 50 };

/** The tables of which a row holds one of these words, whatever the column. */
async function tablesWith(...words: string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`.execute(db);
  const holding: string[] = [];
  for (const { name } of rows) {
    const found = await sql`SELECT FROM ${sql.table(name)} AS each
      WHERE each::text ILIKE ANY(${words.map((word) => `%${word}%`)}::text[]) LIMIT 1`.execute(db);
    if (found.rows.length > 0) holding.push(name);
  }
  return holding;
}

describe('a holder', () => {
  it('who is named anew is shown so on all his numbers, and audit tells which of his data changed, not what it is', async () => {
    const [one, two] = [await aNumber(), await aNumber()];
    const zoe = await aHolder();
    await assign([one, two], 'holder', zoe.id);
    await changeHolder(
      manager,
      zoe.id,
      holderWordsSchema.parse({ lastName: 'Mariée', email: 'm@example.test' }),
    );
    expect([await shown(one), await shown(two)]).toEqual([
      ['Mariée', ''],
      ['Mariée', ''],
    ]);
    const { rows } = await sql<{ entry: string }>`
      SELECT concat(before::text, after::text) AS entry FROM audit_entry WHERE target_id = ${zoe.id}`.execute(
      db,
    );
    expect(rows.map(({ entry }) => entry).join(' ')).toContain('"email"');
    expect(rows.map(({ entry }) => entry).join(' ')).not.toMatch(/Mariée|example|vrard/);
  });

  it('is found by any part of name, mail and personnel number; a number belongs to one', async () => {
    const zoe = await aHolder({ personnelNumber: 'P-7781', email: 'zz@found.test' });
    for (const search of ['evrard p-77', 'FOUND.test', 'Zoé 7781'])
      expect((await listHolders(manager, { ...page, search })).holders.map(({ id }) => id)).toEqual([zoe.id]);
    await expect(aHolder({ personnelNumber: 'P-7781' })).rejects.toMatchObject({
      code: 'personnel-number-taken',
    });
  });

  it('is removed with all his data: numbers show the company, their history keeps that somebody had them', async () => {
    const never = await aHolder();
    const zoe = await aHolder({ email: 'zoe@gone.test', personnelNumber: 'P-GONE', locale: 'nl' });
    const [had, has, will, hasSinceToday] = await Promise.all([aNumber(), aNumber(), aNumber(), aNumber()]);
    await assign([had, has], 'holder', zoe.id, { from: '2026-02-01' });
    await endAssignments(manager, { selection: { lineIds: [had] }, kind: 'holder', on: '2026-04-30' });
    await assign([will], 'holder', zoe.id, { from: '2026-12-01' });
    await assign([hasSinceToday], 'holder', zoe.id);
    await removeHolder(manager, never.id);
    await removeHolder(manager, zoe.id);
    const holdersOf = async (lineId: string) => (await showAssignments(manager, lineId)).holders;
    expect(await holdersOf(had)).toMatchObject([
      { targetId: zoe.id, name: '', from: '2026-02-01', until: '2026-04-30', phase: 'ended' },
      { name: 'Peeters, Anne' },
    ]);
    expect(await holdersOf(has)).toMatchObject([
      { name: '', from: '2026-02-01', until: '2026-06-12', phase: 'ended' },
      {},
    ]);
    expect(await holdersOf(will)).toMatchObject([{ name: 'Peeters, Anne', phase: 'current' }]);
    expect(await holdersOf(hasSinceToday)).toMatchObject([{ name: '', until: today }, {}]);
    for (const lineId of [has, hasSinceToday])
      expect(await shown(lineId, { holder: 'none' })).toEqual(['', '']);
    for (const search of [zoe.lastName, 'P-GONE', 'gone.test']) {
      expect((await listHolders(manager, { ...page, search })).total).toBe(0);
      expect((await listLines(manager, lineListQuerySchema.parse({ search }))).total).toBe(0);
    }
    const left = await tablesWith(zoe.lastName, 'P-GONE', 'gone.test');
    expect(left).toEqual([]);
    await expect(assign([had], 'holder', zoe.id)).rejects.toMatchObject({ status: 404 });
  });

  it('is not removed by who does not see all his numbers', async () => {
    const zoe = await aHolder();
    await assign([await aNumber(), await aNumber({ billingAccount: second })], 'holder', zoe.id);
    await expect(removeHolder(onlySecond, zoe.id)).rejects.toMatchObject({ code: 'holder-beyond-sight' });
    const own = await aHolder();
    await assign([await aNumber({ billingAccount: second })], 'holder', own.id);
    await removeHolder(onlySecond, own.id);
  });

  it('has the name of his record on a number that he is given while he is named anew', async () => {
    const zoe = await aHolder();
    const [before, meanwhile] = [await aNumber(), await aNumber()];
    await assign([before], 'holder', zoe.id);
    await Promise.all([
      changeHolder(manager, zoe.id, holderWordsSchema.parse({ lastName: 'Neuve' })),
      assign([meanwhile], 'holder', zoe.id),
    ]);
    expect([await shown(before), await shown(meanwhile)]).toEqual([
      ['Neuve', ''],
      ['Neuve', ''],
    ]);
  });

  it('has his numbers told: of today, planned and before, those that the asking person sees', async () => {
    const zoe = await aHolder();
    const [has, will, had] = [await aNumber(), await aNumber({ billingAccount: second }), await aNumber()];
    await assign([has, had], 'holder', zoe.id, { from: '2026-03-01' });
    await endAssignments(manager, { selection: { lineIds: [had] }, kind: 'holder', on: '2026-05-01' });
    await assign([will], 'holder', zoe.id, { from: '2026-09-01' });
    expect(await showHeldLines(manager, zoe.id, page)).toMatchObject({
      total: 3,
      lines: [
        { lineId: has, from: '2026-03-01', until: null, phase: 'current' },
        { lineId: will, from: '2026-09-01', phase: 'planned' },
        { lineId: had, until: '2026-05-01', phase: 'ended' },
      ],
    });
    expect(await showHeldLines(onlySecond, zoe.id, page)).toMatchObject({
      total: 1,
      lines: [{ lineId: will }],
    });
    await expect(showHeldLines(stranger, zoe.id, page)).rejects.toMatchObject({ status: 404 });
  });

  it('is not seen by strangers, nor by who is limited to customer numbers of which he has no line', async () => {
    const zoe = await aHolder();
    const lineId = await aNumber();
    await assign([lineId], 'holder', zoe.id);
    for (const call of [stranger, onlySecond]) {
      const { holders } = await listHolders(call, { ...page, search: zoe.lastName });
      expect(holders).toEqual([]);
      await expect(
        changeHolder(call, zoe.id, holderWordsSchema.parse({ lastName: 'x' })),
      ).rejects.toMatchObject({ status: 404 });
      await expect(showAssignments(call, lineId)).rejects.toMatchObject({ status: 404 });
      await expect(assign([lineId], 'holder', zoe.id, {}, call)).rejects.toMatchObject({ status: 404 });
    }
    const own = await aNumber({ billingAccount: second });
    await assign([own], 'holder', zoe.id);
    expect((await listHolders(onlySecond, { ...page, search: zoe.lastName })).holders).toMatchObject([
      { lines: 1 },
    ]);
  });
});

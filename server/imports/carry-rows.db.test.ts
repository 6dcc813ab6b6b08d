import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { systemCall } from '../../test/fleet.ts';
import { holdersWorld } from '../../test/holders.ts';
import {
  carriedOut,
  checkAll,
  checked,
  numbersOfNobody,
  problemsOf,
  send,
  sendAndCheck,
  submitted,
} from '../../test/imports.ts';
import { aPerson } from '../../test/orders.ts';
import { listHolders } from '../holders/holder-list.ts';
import { addCostCentre } from '../holders/keep-cost-centres.ts';
import { removeHolder } from '../holders/keep-holders.ts';
import { showAssignments } from '../holders/show-assignments.ts';
import type { Call, Person } from '../platform/call.ts';
import { changeReading } from './change-reading.ts';
import { takeImport } from './check-store.ts';
import { readImport } from './read-import.ts';
import { removeImport } from './remove-import.ts';

const database = await testDatabase();
const { db } = database;
const world = await holdersWorld(database);
const { company, aHolder, assign } = world;
/** Each test by its own person: what he sends is his. */
let call: Call<Person>;
beforeEach(async () => {
  call = await aPerson(db, company, { locale: 'en' });
});

const numbers = (count: number, more: object = {}) => numbersOfNobody(call, company, count, more);

describe('carrying out', () => {
  it('goes on where a killed worker was: each line once, each newcomer once', async () => {
    const lines = await numbers(2300);
    const made = await sendAndCheck(
      call,
      `number;last name;personnel number\n${lines.map(({ msisdn }, place) => `${msisdn};Many${place % 1200};M-${place % 1200}`).join('\n')}\n`,
    );
    expect(made).toMatchObject({ rowsGood: 2300, rowsBad: 0, targets: { added: 1200 } });
    await submitted(call, made.id);
    await expect(removeImport(call, { importId: made.id })).rejects.toMatchObject({
      code: 'import-carrying',
    });
    const dead = await takeImport(systemCall(db));
    expect(dead).toMatchObject({ id: made.id, state: 'carrying', blocks: 3, carriedBlocks: 0 });
    await checkAll(call);
    expect((await readImport(call, { importId: made.id })).state).toBe('carrying');
    await sql`UPDATE import SET lease_until = now() - interval '1 second' WHERE id = ${made.id}`.execute(db);
    await checkAll(call);
    expect(await readImport(call, { importId: made.id })).toMatchObject({
      state: 'submitted',
      rowsGood: 2300,
    });
    const given = await sql<{ lines: number; spans: number; people: number }>`
      SELECT count(DISTINCT line_id) AS lines, count(*) AS spans, count(DISTINCT target_id) AS people FROM line_holder
      WHERE line_id = ANY(${lines.map(({ id }) => id)}::uuid[])`.execute(db);
    expect(given.rows).toEqual([{ lines: 2300, spans: 2300, people: 1200 }]);
    const audited = await sql<{ count: number }>`
      SELECT sum(jsonb_array_length(after -> 'lineIds'))::integer AS count FROM audit_entry
      WHERE action = 'holders.holder-imported' AND actor_id = ${call.actor.personId}`.execute(db);
    expect(audited.rows).toEqual([{ count: 2300 }]);
  });

  it('leaves out what has changed since the check, and says so; a second submission is the same', async () => {
    const [one, two] = await numbers(2);
    const gone = await aHolder({ personnelNumber: 'G-1' });
    const made = await sendAndCheck(
      call,
      `number;last name;personnel number\n${one?.msisdn};;G-1\n${two?.msisdn};Fresh;F-1\n`,
    );
    await removeHolder(call, gone.id);
    await aHolder({ firstName: '', lastName: 'Fresh', personnelNumber: 'F-1' });
    const done = await carriedOut(call, made);
    expect(done).toMatchObject({ state: 'submitted', rowsGood: 1, rowsBad: 1 });
    expect(await problemsOf(call, made.id)).toEqual([[2, 'target-moved']]);
    expect((await listHolders(call, { search: 'Fresh', page: 1, size: 9 })).total).toBe(1);
    expect((await submitted(call, made.id)).state).toBe('submitted');
  });

  it('asks before the same file is carried out again', async () => {
    const [one] = await numbers(1);
    const file = `number;cost centre\n${one?.msisdn};TWICE\n`;
    const add = async () => {
      const { id } = await send(call, file);
      await changeReading(call, { importId: id, addsUnknown: true });
      return checked(call, id);
    };
    const first = await add();
    await carriedOut(call, first);
    await assign([one?.id ?? ''], 'cost-centre', (await addCostCentre(call, { code: 'OTHER', name: '' })).id);
    const again = await add();
    expect(again).toMatchObject({ rowsGood: 1, sameAs: { by: 'Marie Dupont' } });
    await expect(submitted(call, again.id)).rejects.toMatchObject({ code: 'imported-before' });
    expect((await submitted(call, again.id, true)).state).toBe('carrying');
    await checkAll(call);
    expect((await showAssignments(call, one?.id ?? '')).costCentres[0]?.code).toBe('TWICE');
  });
});

import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { ask, fileOf } from '../../test/exports.ts';
import { aCompany, aLine, withLines } from '../../test/fleet.ts';
import { aPerson, refusalOf } from '../../test/orders.ts';
import {
  aSchedule,
  at,
  aView,
  bellOf,
  filesOf,
  mailsTo,
  monday,
  only,
  runDue,
  writeScheduled,
} from '../../test/schedules.ts';
import { readAudit } from '../audit/audit.ts';
import { changeView } from '../views/keep-views.ts';
import { mostSchedules } from './contract.ts';
import { changeSchedule, pauseSchedule, removeSchedule, resumeSchedule } from './keep-schedules.ts';
import { listSchedules } from './read-schedules.ts';
import { runNow } from './run-schedules.ts';

const { db } = await testDatabase();
const company = await aCompany(db, 2);
const [brussels, liege] = company.accounts;
if (!brussels || !liege) throw new Error('two customer numbers');
await withLines(
  db,
  aLine(company, { msisdn: '32492001234' }),
  aLine(company, { msisdn: '32492001242', billingAccount: liege }),
);

describe('a view that is written regularly', () => {
  it('is a file each time it is due, with the columns chosen, told under the bell and by mail without its content', async () => {
    const call = await aPerson(db, company, { locale: 'en' });
    const viewId = await aView(call, { name: 'Everybody' });
    const made = await aSchedule(call, { viewId, columns: ['msisdn', 'name'], locale: 'en' });
    expect(made).toMatchObject({ state: 'active', nextAt: monday().toISOString(), last: null });
    await runDue(db, new Date(monday().getTime() - 1));
    expect(await filesOf(call, monday())).toEqual([]);
    for (const week of [0, 1]) {
      await runDue(db, monday(week));
      expect((await only(call)).last).toMatchObject({ state: 'under-way', rows: null });
      await writeScheduled(db, monday(week));
      expect(await only(call)).toMatchObject({
        nextAt: monday(week + 1).toISOString(),
        last: { state: 'ready', rows: 2, dueAt: monday(week).toISOString() },
      });
    }
    const [last, first] = await filesOf(call, new Date(monday(1).getTime() - 1));
    expect([last, first]).toMatchObject([
      { name: 'Everybody', state: 'ready', rowsTotal: 2 },
      { fileName: 'Everybody 2026-06-15 07.00.csv' },
    ]);
    const [header] = (await fileOf(at(call, monday()), first?.id ?? '')).toString().split('\r\n');
    expect(header).toBe('\uFEFF"Number";"Last name, First name"');
    expect((await bellOf(call)).map(({ sentence }) => sentence)).toEqual([
      'Your export “Everybody” is ready: 2 numbers.',
      'Your export “Everybody” is ready: 2 numbers.',
    ]);
    const [mail, ...others] = await mailsTo(call);
    expect(others).toHaveLength(1);
    expect(mail?.subject).toBe('Your export “Everybody” is ready');
    expect(JSON.stringify(mail?.letter)).toContain('receive regularly');
    expect(JSON.stringify(mail?.letter)).not.toContain('0492');
  });

  it('shows what the view shows and what its person may see on the day', async () => {
    const call = await aPerson(db, company);
    const viewId = await aView(call);
    await aSchedule(call, { viewId });
    await changeView(call, {
      viewId,
      change: { query: { filter: { account: [liege.number] }, sort: 'name', direction: 'asc' } },
    });
    await runDue(db, monday());
    await writeScheduled(db, monday());
    expect((await only(call)).last).toMatchObject({ rows: 1 });
    await sql`INSERT INTO person_billing_account VALUES (${call.actor.personId}, ${brussels.id})`.execute(db);
    await runDue(db, monday(1));
    await writeScheduled(db, monday(1));
    expect((await only(call)).last).toMatchObject({ state: 'ready', rows: 0 });
  });

  it('has one file for each time, though several workers look at once', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => aPerson(db, company)));
    await Promise.all(people.map((call) => aSchedule(call)));
    await Promise.all(Array.from({ length: 4 }, () => runDue(db, monday())));
    for (const call of people) expect(await filesOf(call, monday())).toHaveLength(1);
    await writeScheduled(db, monday());
  });

  it('missed for weeks while nothing ran is made up for once, then keeps its times', async () => {
    const call = await aPerson(db, company);
    await aSchedule(call);
    const late = new Date(monday(3).getTime() + 26 * 3_600_000);
    for (const _ of [1, 2, 3]) await runDue(db, late);
    expect(await filesOf(call, late)).toHaveLength(1);
    expect(await only(call)).toMatchObject({
      nextAt: monday(4).toISOString(),
      last: { dueAt: monday().toISOString(), begunAt: late.toISOString() },
    });
    await writeScheduled(db, late);
  });

  it('that fails in the middle has done nothing, is tried again, and keeps no other from its turn', async () => {
    const [broken, whole] = [await aPerson(db, company), await aPerson(db, company)];
    await aSchedule(broken);
    await aSchedule(whole);
    await sql
      .raw(
        `ALTER TABLE export ADD CONSTRAINT broken CHECK (asked_by <> '${broken.actor.personId}') NOT VALID`,
      )
      .execute(db);
    await expect(runDue(db, monday())).rejects.toThrow('schedules could not be run');
    expect(await only(broken)).toMatchObject({ nextAt: monday().toISOString(), last: null });
    expect(await filesOf(whole, monday())).toHaveLength(1);
    await sql`ALTER TABLE export DROP CONSTRAINT broken`.execute(db);
    await runDue(db, monday());
    expect(await filesOf(broken, monday())).toHaveLength(1);
    await writeScheduled(db, monday());
  });
});

describe('its person', () => {
  it('pauses it, lets it go on with the next time, changes it, has it run, and deletes it; all is audited', async () => {
    const call = await aPerson(db, company);
    const { id: scheduleId } = await aSchedule(call);
    expect(await pauseSchedule(call, { scheduleId })).toMatchObject({ state: 'paused', nextAt: null });
    await runDue(db, monday());
    expect(await filesOf(call, monday())).toEqual([]);
    const later = at(call, new Date(monday().getTime() + 60_000));
    expect(await resumeSchedule(later, { scheduleId })).toMatchObject({ nextAt: monday(1).toISOString() });
    const change = { rhythm: { every: 'month', day: 31, hour: 22 }, columns: ['msisdn'] } as const;
    expect(
      await changeSchedule(later, { scheduleId, change: { ...change, columns: ['msisdn'] } }),
    ).toMatchObject({ format: 'csv', columns: ['msisdn'], nextAt: '2026-06-30T20:00:00.000Z' });
    expect(await runNow(later, { scheduleId })).toMatchObject({
      nextAt: '2026-06-30T20:00:00.000Z',
      last: { state: 'under-way', dueAt: null },
    });
    expect(await refusalOf(runNow(later, { scheduleId }))).toMatchObject({ code: 'schedule-under-way' });
    await writeScheduled(db, later.now);
    expect((await only(call)).last).toMatchObject({ state: 'ready', rows: 2 });
    await removeSchedule(call, { scheduleId });
    expect((await listSchedules(call)).schedules).toEqual([]);
    expect(await filesOf(call, later.now), 'its file stays').toHaveLength(1);
    const entries = await readAudit(db, { organisationId: company.id });
    expect(
      entries
        .filter(({ targetId }) => targetId === scheduleId)
        .map(({ action }) => action)
        .toSorted(),
    ).toEqual(
      ['changed', 'made', 'paused', 'removed', 'resumed', 'run-now'].map((act) => `schedules.${act}`),
    );
  });

  it('is alone with it: nobody else sees, changes, runs or deletes it', async () => {
    const call = await aPerson(db, company);
    const { id: scheduleId } = await aSchedule(call);
    for (const other of [await aPerson(db, company), await aPerson(db, await aCompany(db))]) {
      expect((await listSchedules(other)).schedules).toEqual([]);
      for (const reach of [pauseSchedule, resumeSchedule, runNow, removeSchedule])
        expect(await refusalOf(reach(other, { scheduleId }))).toMatchObject({ status: 404 });
      expect(await refusalOf(changeSchedule(other, { scheduleId, change: {} }))).toMatchObject({
        status: 404,
      });
      expect(await refusalOf(aSchedule(other, { viewId: (await only(call)).viewId ?? '' }))).toMatchObject({
        status: 404,
      });
    }
  });

  it(`has ${mostSchedules} at most; one sent again is the same; their files leave room for what he asks for himself`, async () => {
    const call = await aPerson(db, company);
    const viewId = await aView(call);
    const first = await aSchedule(call, { viewId });
    for (let count = 1; count < mostSchedules; count += 1) await aSchedule(call, { viewId });
    expect(await aSchedule(call, { id: first.id, viewId })).toMatchObject({ id: first.id });
    expect(await refusalOf(aSchedule(call, { viewId }))).toMatchObject({
      status: 409,
      code: 'too-many-schedules',
    });
    await runDue(db, monday());
    await writeScheduled(db, monday());
    await ask(at(call, monday()));
    await writeScheduled(db, monday());
    expect(await filesOf(call, monday())).toHaveLength(mostSchedules + 1);
  });

  it('given up the file of the last run, sees that', async () => {
    const call = await aPerson(db, company);
    await aSchedule(call);
    await runDue(db, monday());
    await sql`DELETE FROM export WHERE asked_by = ${call.actor.personId}`.execute(db);
    expect((await only(call)).last).toMatchObject({ state: 'given-up' });
  });
});

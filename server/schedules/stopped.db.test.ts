import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { aCompany, now } from '../../test/fleet.ts';
import { aPerson, refusalOf } from '../../test/orders.ts';
import {
  aSchedule,
  aView,
  bellOf,
  filesOf,
  mailsTo,
  monday,
  only,
  runDue,
  writeScheduled,
} from '../../test/schedules.ts';
import { newId } from '../platform/id.ts';
import { changeView, removeView } from '../views/keep-views.ts';
import { changeSchedule, resumeSchedule } from './keep-schedules.ts';
import { runNow } from './run-schedules.ts';

const { db } = await testDatabase();
const company = await aCompany(db, 2);
const [brussels, liege] = company.accounts;
if (!brussels || !liege) throw new Error('two customer numbers');

describe('a schedule that cannot go on is stopped, and its person is told why', () => {
  it('when its view is removed: at once; it goes on with another', async () => {
    const call = await aPerson(db, company, { locale: 'en' });
    const viewId = await aView(call, { name: 'Gone' });
    const { id } = await aSchedule(call, { viewId });
    await removeView(call, viewId);
    await runDue(db, now);
    expect(await only(call)).toMatchObject({
      state: 'stopped',
      viewName: 'Gone',
      nextAt: null,
      stoppedFor: { code: 'schedule-view-gone' },
    });
    expect(await bellOf(call)).toMatchObject([{ sentence: 'Your regular export “Gone” was stopped.' }]);
    const [mail] = await mailsTo(call);
    expect(JSON.stringify(mail?.letter)).toContain('The view was removed');
    expect(await refusalOf(resumeSchedule(call, { scheduleId: id }))).toMatchObject({
      status: 409,
      code: 'schedule-view-gone',
    });
    expect(await refusalOf(runNow(call, { scheduleId: id }))).toMatchObject({ code: 'schedule-view-gone' });
    const change = { viewId: await aView(call, { name: 'Another' }) };
    expect(await changeSchedule(call, { scheduleId: id, change })).toMatchObject({
      state: 'active',
      viewName: 'Another',
      nextAt: monday().toISOString(),
    });
  });

  it('when a colleague does not share his view any more', async () => {
    const [owner, call] = [await aPerson(db, company), await aPerson(db, company)];
    const viewId = await aView(owner, { shared: true });
    const { id } = await aSchedule(call, { viewId });
    await changeView(owner, { viewId, change: { shared: false } });
    await runDue(db, monday());
    expect(await only(call)).toMatchObject({
      state: 'stopped',
      stoppedFor: { code: 'schedule-view-closed' },
    });
    expect(await refusalOf(resumeSchedule(call, { scheduleId: id }))).toMatchObject({
      code: 'schedule-view-closed',
    });
    await changeView(owner, { viewId, change: { shared: true } });
    expect(await resumeSchedule(call, { scheduleId: id })).toMatchObject({
      state: 'active',
      stoppedFor: null,
    });
  });

  it('when a shared view names a customer number that he has lost', async () => {
    const [owner, call] = [await aPerson(db, company), await aPerson(db, company)];
    const query = { filter: { account: [liege.number] } };
    const viewId = await aView(owner, { shared: true, query });
    await aSchedule(call, { viewId });
    await sql`INSERT INTO person_billing_account VALUES (${call.actor.personId}, ${brussels.id})`.execute(db);
    await runDue(db, monday());
    expect(await only(call)).toMatchObject({
      state: 'stopped',
      stoppedFor: { code: 'schedule-view-closed' },
    });
  });

  it('when he is shut out: without a mail, and he may let it go on when he is back', async () => {
    const call = await aPerson(db, company);
    const { id } = await aSchedule(call);
    await sql`UPDATE person SET disabled_at = ${now} WHERE id = ${call.actor.personId}`.execute(db);
    await runDue(db, monday());
    expect(await filesOf(call, monday())).toEqual([]);
    expect(await mailsTo(call)).toEqual([]);
    expect(await bellOf(call)).toHaveLength(1);
    expect(await only(call)).toMatchObject({ state: 'stopped', stoppedFor: { code: 'schedule-shut-out' } });
    await sql`UPDATE person SET disabled_at = NULL WHERE id = ${call.actor.personId}`.execute(db);
    expect(await resumeSchedule(call, { scheduleId: id })).toMatchObject({ state: 'active' });
  });

  it('but goes on after a file that could not be written, and says so', async () => {
    const call = await aPerson(db, company, { locale: 'en' });
    const viewId = await aView(call, { name: 'Pasted', query: { filter: { list: newId() } } });
    await aSchedule(call, { viewId });
    await runDue(db, monday());
    await writeScheduled(db, monday());
    expect(await only(call)).toMatchObject({
      state: 'active',
      last: { state: 'failed', failure: { code: 'list-gone' } },
    });
    expect(await bellOf(call)).toMatchObject([{ kind: 'view-export-failed' }]);
    expect(await mailsTo(call)).toHaveLength(1);
  });
});

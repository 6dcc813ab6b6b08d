import { record } from '../audit/audit.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { announce } from '../platform/live.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { viewSeen } from '../views/views.ts';
import { type ChangeSchedule, type MakeSchedule, mostSchedules, type Schedule } from './contract.ts';
import { nextTime } from './next-time.ts';
import { shown } from './read-schedules.ts';
import {
  countSchedules,
  deleteSchedule,
  findSchedule,
  insertSchedule,
  type StoredSchedule,
  updateSchedule,
} from './schedule-store.ts';
import { whyStopped } from './stop-reason.ts';

/** Has a view written regularly. Sent again with the same id it is the same schedule. */
export async function makeSchedule(caller: Call<Person>, wanted: MakeSchedule): Promise<Schedule> {
  return inTransaction(caller, async (call) => {
    const { id, viewId, rhythm, format, writing, locale, columns } = wanted;
    const view = await viewSeen(call, viewId, 'hold');
    const count = await countSchedules(call);
    if (!(await findSchedule(call, id, 'read'))) {
      if (!view) throw notFound();
      if (count >= mostSchedules) throw tooMany();
      const kept = { id, viewId, viewName: view.name, rhythm, format, writing, locale, columns };
      const nextAt = nextTime(rhythm, call.now);
      if (!(await insertSchedule(call, { ...kept, state: 'active', stoppedFor: null, nextAt })))
        throw notFound();
      await settled(call, id, { action: 'schedules.made', after: kept });
    }
    return shown(call, await foundSchedule(call, id, 'read'));
  });
}

/** What is not named stays. One that was stopped goes on with a view that can be seen; one that is paused stays so. */
export async function changeSchedule(
  caller: Call<Person>,
  { scheduleId, change }: { scheduleId: string; change: ChangeSchedule },
): Promise<Schedule> {
  return inTransaction(caller, async (call) => {
    // Before the schedule is held: who removes a view holds them in this order.
    const wanted = change.viewId === undefined ? undefined : await viewSeen(call, change.viewId, 'hold');
    const before = await foundSchedule(call, scheduleId, 'lock');
    if (change.viewId !== undefined && !wanted) throw notFound();
    const rhythm = change.rhythm ?? before.rhythm;
    const after = {
      ...before,
      viewId: wanted?.id ?? before.viewId,
      viewName: wanted?.name ?? before.viewName,
      rhythm,
      format: change.format ?? before.format,
      writing: change.writing ?? before.writing,
      locale: change.locale ?? before.locale,
      columns: change.columns === undefined ? before.columns : change.columns,
    };
    const goesOn = before.state === 'active' || (before.state === 'stopped' && wanted);
    await updateSchedule(
      call,
      goesOn ? { ...after, state: 'active', stoppedFor: null, nextAt: nextTime(rhythm, call.now) } : after,
    );
    await settled(call, scheduleId, {
      action: 'schedules.changed',
      before: kept(before),
      after: kept(after),
    });
    return shown(call, await foundSchedule(call, scheduleId, 'read'));
  });
}

/** Nothing is written until it goes on. */
export async function pauseSchedule(
  caller: Call<Person>,
  { scheduleId }: { scheduleId: string },
): Promise<Schedule> {
  return inTransaction(caller, async (call) => {
    const before = await foundSchedule(call, scheduleId, 'lock');
    if (before.state === 'active') {
      await updateSchedule(call, { ...before, state: 'paused', nextAt: null });
      await settled(call, scheduleId, { action: 'schedules.paused' });
    }
    return shown(call, await foundSchedule(call, scheduleId, 'read'));
  });
}

/** Goes on with the next time; those that have passed meanwhile are over. Refuses one whose view cannot be seen. */
export async function resumeSchedule(
  caller: Call<Person>,
  { scheduleId }: { scheduleId: string },
): Promise<Schedule> {
  return inTransaction(caller, async (call) => {
    const before = await foundSchedule(call, scheduleId, 'lock');
    if (before.state !== 'active') {
      if (before.viewId === null) throw whyStopped('view-gone');
      if (!(await viewSeen(call, before.viewId))) throw whyStopped('view-closed');
      const nextAt = nextTime(before.rhythm, call.now);
      await updateSchedule(call, { ...before, state: 'active', stoppedFor: null, nextAt });
      await settled(call, scheduleId, { action: 'schedules.resumed' });
    }
    return shown(call, await foundSchedule(call, scheduleId, 'read'));
  });
}

/** The files that it has written stay for as long as any. */
export async function removeSchedule(
  caller: Call<Person>,
  { scheduleId }: { scheduleId: string },
): Promise<void> {
  await inTransaction(caller, async (call) => {
    const before = await foundSchedule(call, scheduleId, 'lock');
    await deleteSchedule(call, scheduleId);
    await settled(call, scheduleId, { action: 'schedules.removed', before: kept(before) });
  });
}

/** 404 for another person's. */
export async function foundSchedule(
  call: Call<Person>,
  id: string,
  how: 'lock' | 'read',
): Promise<StoredSchedule> {
  const found = await findSchedule(call, id, how);
  if (!found) throw notFound();
  return found;
}

/** Recorded, and the person's other pages hear of it. */
async function settled(
  call: Call<Person>,
  id: string,
  entry: { action: string; before?: object; after?: object },
): Promise<void> {
  await record(call, { targetKind: 'schedule', targetId: id, ...entry });
  const { organisationId, personId } = call.actor;
  await announce(call, { organisationId, personId, topic: 'export', ids: [id] });
}

function kept({ viewId, viewName, rhythm, format, writing, locale, columns, state }: StoredSchedule): object {
  return { viewId, viewName, rhythm, format, writing, locale, columns, state };
}

function tooMany(): Refusal {
  return new Refusal(
    409,
    'too-many-schedules',
    'You have {most} regular exports already: delete one first.',
    {
      values: { most: mostSchedules },
    },
  );
}

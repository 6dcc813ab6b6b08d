import { record } from '../audit/audit.ts';
import { askForSchedule, ownerOf } from '../exports/exports.ts';
import { type Call, inTransaction, type Person, type System } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { announce } from '../platform/live.ts';
import { Refusal } from '../platform/refusal.ts';
import { viewSeen } from '../views/views.ts';
import type { Schedule } from './contract.ts';
import { foundSchedule } from './keep-schedules.ts';
import { nextTime } from './next-time.ts';
import { shown } from './read-schedules.ts';
import { noteBegun, type StoredSchedule, stopSchedule, takeDue } from './schedule-store.ts';
import { whyStopped } from './stop-reason.ts';
import { tellStopped } from './tell-stopped.ts';

/**
 * Has the files written of all schedules that are due, each once however many workers ask; what was missed while nothing ran is made up for once. One
 * that fails does not keep the others waiting.
 */
export async function runDueSchedules(caller: Call<System>): Promise<void> {
  const failures = new Map<string, unknown>();
  while (await runNext(caller, failures));
  if (failures.size > 0) throw new AggregateError(failures.values(), 'schedules could not be run');
}

/** One transaction: who is killed in it has done nothing. */
async function runNext(caller: Call<System>, failures: Map<string, unknown>): Promise<boolean> {
  let taken: StoredSchedule | undefined;
  try {
    await inTransaction(caller, async (call) => {
      taken = await takeDue(call, [...failures.keys()]);
      if (taken) await run(call, taken);
    });
  } catch (error) {
    if (!taken) throw error;
    failures.set(taken.id, error);
  }
  return taken !== undefined;
}

async function run(call: Call<System>, schedule: StoredSchedule): Promise<void> {
  const { id, viewId, organisationId, personId, nextAt: dueAt, rhythm } = schedule;
  const person = await ownerOf(call, { askedBy: personId, organisationId });
  if (!person) return stop(call, schedule, 'shut-out', null);
  const theirs = { ...call, actor: person };
  const view = viewId === null ? undefined : await viewSeen(theirs, viewId);
  if (!view) return stop(call, schedule, viewId === null ? 'view-gone' : 'view-closed', theirs);
  const exportId = await begin(theirs, schedule, view, { dueAt, nextAt: nextTime(rhythm, call.now) });
  await record(call, {
    organisationId,
    action: 'schedules.run',
    targetKind: 'schedule',
    targetId: id,
    after: { exportId, dueAt, personId },
  });
}

/** Has it written now, besides its times. */
export async function runNow(
  caller: Call<Person>,
  { scheduleId }: { scheduleId: string },
): Promise<Schedule> {
  return inTransaction(caller, async (call) => {
    const schedule = await foundSchedule(call, scheduleId, 'lock');
    if (schedule.lastState === 'under-way' && schedule.hasExport) throw underWay();
    if (schedule.viewId === null) throw whyStopped('view-gone');
    const view = await viewSeen(call, schedule.viewId);
    if (!view) throw whyStopped('view-closed');
    const exportId = await begin(call, schedule, view, { dueAt: null, nextAt: schedule.nextAt });
    await record(call, {
      action: 'schedules.run-now',
      targetKind: 'schedule',
      targetId: scheduleId,
      after: { exportId },
    });
    return shown(call, await foundSchedule(call, scheduleId, 'read'));
  });
}

type SeenView = NonNullable<Awaited<ReturnType<typeof viewSeen>>>;

async function begin(
  call: Call<Person>,
  schedule: StoredSchedule,
  { name, query: { filter, sort, direction } }: SeenView,
  { dueAt, nextAt }: { dueAt: Date | null; nextAt: Date | null },
): Promise<string> {
  const { id, format, writing, locale, columns } = schedule;
  const exportId = newId();
  const wish = { selection: { filter, except: [] }, sort, direction, format, writing, locale };
  await askForSchedule(call, {
    id: exportId,
    wish: columns === null ? wish : { ...wish, columns },
    schedule: { id, name, dueAt },
  });
  await noteBegun(call, schedule, { exportId, viewName: name, dueAt, nextAt });
  await tellPages(call, schedule);
  return exportId;
}

async function stop(
  call: Call<System>,
  schedule: StoredSchedule,
  reason: NonNullable<StoredSchedule['stoppedFor']>,
  theirs: Call<Person> | null,
): Promise<void> {
  const { id, organisationId, personId } = schedule;
  await stopSchedule(call, schedule, reason);
  await record(call, {
    organisationId,
    action: 'schedules.stopped',
    targetKind: 'schedule',
    targetId: id,
    after: { reason, personId },
  });
  await tellStopped(call, schedule, whyStopped(reason), theirs);
  await tellPages(call, schedule);
}

async function tellPages(call: Call, { id, organisationId, personId }: StoredSchedule): Promise<void> {
  await announce(call, { organisationId, personId, topic: 'export', ids: [id] });
}

function underWay(): Refusal {
  return new Refusal(409, 'schedule-under-way', 'Its last file is still being written.');
}

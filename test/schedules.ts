import type { Export } from '../server/exports/contract.ts';
import { listExports } from '../server/exports/read-exports.ts';
import { listNotifications } from '../server/notifications/list-notifications.ts';
import type { Call, Db, Person } from '../server/platform/call.ts';
import { newId } from '../server/platform/id.ts';
import { texts } from '../server/platform/texts.ts';
import { type MakeSchedule, makeScheduleSchema, type Schedule } from '../server/schedules/contract.ts';
import { makeSchedule } from '../server/schedules/keep-schedules.ts';
import { listSchedules } from '../server/schedules/read-schedules.ts';
import { runDueSchedules } from '../server/schedules/run-schedules.ts';
import { noteEnded } from '../server/schedules/schedule-store.ts';
import type { ViewQuery } from '../server/views/contract.ts';
import { saveView } from '../server/views/keep-views.ts';
import { writeAll } from './exports.ts';
import { systemCall } from './fleet.ts';

/** The Monday after the tests' Saturday, at seven in Brussels, or one some weeks later. */
export const monday = (weeks = 0) => new Date(Date.UTC(2026, 5, 15 + 7 * weeks, 5));

export const at = <C extends Call>(call: C, now: Date): C => ({ ...call, now });

/** A worker looks for what is due. */
export const runDue = (db: Db, when: Date) => runDueSchedules(at(systemCall(db), when));

/** Workers write what is asked for. */
export const writeScheduled = (db: Db, when: Date) => writeAll(db, when, noteEnded);

/** A view of all numbers, unless said otherwise. */
export async function aView(
  call: Call<Person>,
  more: { name?: string; shared?: boolean; query?: Partial<ViewQuery> } = {},
): Promise<string> {
  const { name = `View ${newId()}`, shared = false } = more;
  const query: ViewQuery = { filter: {}, sort: 'name', direction: 'asc', ...more.query };
  return (await saveView(call, { id: newId(), name, shared, query })).id;
}

/** Every Monday at seven, as CSV, unless said otherwise. */
export async function aSchedule(call: Call<Person>, more: Partial<MakeSchedule> = {}): Promise<Schedule> {
  const viewId = more.viewId ?? (await aView(call));
  const rhythm = { every: 'week', weekday: 1, hour: 7 };
  return makeSchedule(call, {
    ...makeScheduleSchema.parse({ id: newId(), viewId, rhythm, format: 'csv' }),
    ...more,
  });
}

/** The one schedule that this person has. */
export async function only(call: Call<Person>): Promise<Schedule> {
  const [schedule, ...others] = (await listSchedules(call)).schedules;
  if (!schedule || others.length > 0) throw new Error('one schedule');
  return schedule;
}

export async function filesOf(call: Call<Person>, when: Date): Promise<Export[]> {
  return (await listExports(at(call, when))).exports;
}

export async function bellOf(call: Call<Person>) {
  return (await listNotifications(call, texts(call.actor.locale))).notifications;
}

export async function mailsTo({ db, actor }: Call<Person>) {
  return db.selectFrom('mail').selectAll().where('recipient', '=', actor.email).orderBy('id').execute();
}

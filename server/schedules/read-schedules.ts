import { sayFailure } from '../exports/exports.ts';
import type { Call, Person } from '../platform/call.ts';
import type { Schedule, ScheduleList } from './contract.ts';
import { findSchedules, type StoredSchedule } from './schedule-store.ts';
import { whyStopped } from './stop-reason.ts';

/** This person's schedules. */
export async function listSchedules(call: Call<Person>): Promise<ScheduleList> {
  return { schedules: (await findSchedules(call)).map((each) => shown(call, each)) };
}

/** As its person is told of it. */
export function shown({ actor: { locale } }: Call<Person>, stored: StoredSchedule): Schedule {
  const { id, viewId, viewName, rhythm, format, writing, columns, state, stoppedFor, nextAt } = stored;
  return {
    id,
    viewId,
    viewName,
    rhythm,
    format,
    writing,
    locale: stored.locale,
    columns,
    state,
    stoppedFor: stoppedFor && sayFailure(locale, whyStopped(stoppedFor)),
    nextAt: nextAt?.toISOString() ?? null,
    last: lastRun(stored, locale),
  };
}

function lastRun(stored: StoredSchedule, locale: Schedule['locale']): Schedule['last'] {
  const { lastBegunAt, lastDueAt, lastExportId, lastState, lastRows, lastFailure, hasExport } = stored;
  if (!lastBegunAt || !lastExportId || !lastState) return null;
  return {
    begunAt: lastBegunAt.toISOString(),
    dueAt: lastDueAt?.toISOString() ?? null,
    exportId: lastExportId,
    state: lastState === 'under-way' && !hasExport ? 'given-up' : lastState,
    rows: lastRows,
    failure: lastFailure && sayFailure(locale, lastFailure),
  };
}

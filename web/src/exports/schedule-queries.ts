import { queryOptions } from '@tanstack/react-query';
import type {
  ChangeSchedule,
  MakeSchedule,
  Schedule,
  ScheduleList,
} from '../../../server/schedules/contract.ts';
import { api } from '../api/client.ts';
import { queries } from '../api/queries.ts';

/** What this person has written regularly; asked for again while a file of it is being written, should no news come. */
export const schedulesQuery = queryOptions({
  queryKey: ['exports', 'schedules'],
  queryFn: async ({ signal }) =>
    ((await api.GET('/api/schedules', { signal })).data as ScheduleList).schedules,
  refetchInterval: ({ state }) =>
    state.data?.some(({ last }) => last?.state === 'under-way') ? 2000 : false,
});

export async function makeSchedule(wanted: MakeSchedule): Promise<void> {
  await api.POST('/api/schedules', { body: wanted });
  await fetchAnew();
}

export async function changeSchedule(scheduleId: string, change: ChangeSchedule): Promise<void> {
  await api.PATCH('/api/schedules/{scheduleId}', { params: { path: { scheduleId } }, body: change });
  await fetchAnew();
}

export async function removeSchedule(scheduleId: string): Promise<void> {
  await api.DELETE('/api/schedules/{scheduleId}', { params: { path: { scheduleId } } });
  await fetchAnew();
}

export async function pauseSchedule(scheduleId: string): Promise<void> {
  await api.POST('/api/schedules/{scheduleId}/pause', { params: { path: { scheduleId } } });
  await fetchAnew();
}

/** It goes on with its next time, also after the portal has stopped it. */
export async function resumeSchedule(scheduleId: string): Promise<void> {
  await api.POST('/api/schedules/{scheduleId}/resume', { params: { path: { scheduleId } } });
  await fetchAnew();
}

/** Has its file written now, besides its times. */
export async function runSchedule(scheduleId: string): Promise<void> {
  await api.POST('/api/schedules/{scheduleId}/run', { params: { path: { scheduleId } } });
  await fetchAnew();
}

/** The schedules, and the files that they have asked for. */
async function fetchAnew(): Promise<void> {
  await queries.invalidateQueries({ queryKey: ['exports'] });
}

/** What a schedule that is new writes until its person says otherwise. */
export const usualRhythm: Schedule['rhythm'] = { every: 'week', weekday: 1, hour: 6 };

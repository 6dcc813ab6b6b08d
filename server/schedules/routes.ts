import { z } from 'zod';
import { type Route, route } from '../platform/http/route.ts';
import { changeScheduleSchema, makeScheduleSchema, scheduleListSchema, scheduleSchema } from './contract.ts';
import {
  changeSchedule,
  makeSchedule,
  pauseSchedule,
  removeSchedule,
  resumeSchedule,
} from './keep-schedules.ts';
import { listSchedules } from './read-schedules.ts';
import { runNow } from './run-schedules.ts';

const tag = 'Schedules';
const params = z.object({ scheduleId: z.uuid() });

export function schedulesRoutes(): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/schedules',
        who: 'person',
        tag,
        summary: 'The views that one has written as files regularly',
        answer: scheduleListSchema,
      },
      (call) => listSchedules(call),
    ),
    route(
      {
        method: 'post',
        path: '/api/schedules',
        who: 'person',
        tag,
        summary: 'Has a view written every week or month; its person is told of each file',
        body: makeScheduleSchema,
        status: 201,
        answer: scheduleSchema,
        refusals: ['too-many-schedules'],
      },
      (call, { body }) => makeSchedule(call, body),
    ),
    route(
      {
        method: 'patch',
        path: '/api/schedules/{scheduleId}',
        who: 'person',
        tag,
        summary: 'Another view, rhythm or kind of file; one that was stopped goes on with another view',
        params,
        body: changeScheduleSchema,
        answer: scheduleSchema,
      },
      (call, { params: { scheduleId }, body }) => changeSchedule(call, { scheduleId, change: body }),
    ),
    route(
      {
        method: 'post',
        path: '/api/schedules/{scheduleId}/pause',
        who: 'person',
        tag,
        summary: 'Writes nothing until it is let go on',
        params,
        answer: scheduleSchema,
      },
      (call, { params }) => pauseSchedule(call, params),
    ),
    route(
      {
        method: 'post',
        path: '/api/schedules/{scheduleId}/resume',
        who: 'person',
        tag,
        summary: 'Goes on with its next time, also after it was stopped',
        params,
        answer: scheduleSchema,
        refusals: ['schedule-view-gone', 'schedule-view-closed'],
      },
      (call, { params }) => resumeSchedule(call, params),
    ),
    route(
      {
        method: 'post',
        path: '/api/schedules/{scheduleId}/run',
        who: 'person',
        tag,
        summary: 'Has the file written now, besides its times',
        params,
        status: 202,
        answer: scheduleSchema,
        refusals: [
          'schedule-under-way',
          'schedule-view-gone',
          'schedule-view-closed',
          'exports-under-way',
          'too-many-exports',
        ],
        perMinute: 30,
      },
      (call, { params }) => runNow(call, params),
    ),
    route(
      {
        method: 'delete',
        path: '/api/schedules/{scheduleId}',
        who: 'person',
        tag,
        summary: 'Ends a schedule; the files it has written stay as long as any',
        params,
        status: 204,
        answer: null,
      },
      async (call, { params }) => {
        await removeSchedule(call, params);
        return undefined;
      },
    ),
  ];
}

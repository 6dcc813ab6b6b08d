import { z } from 'zod';
import { exportFormats, type LineColumn, selectionExportSchema } from '../finding/contract.ts';

/** More than anybody reads regularly. */
export const mostSchedules = 20;

const hour = z.int().min(0).max(23).describe('Of clocks in Brussels');

/** When a schedule is due. An hour that the clocks skip in spring is the next; of one that they repeat in autumn the first is meant. */
export const rhythmSchema = z
  .discriminatedUnion('every', [
    z.strictObject({
      every: z.literal('week'),
      weekday: z.int().min(1).max(7).describe('1 = Monday (ISO 8601)'),
      hour,
    }),
    z.strictObject({
      every: z.literal('month'),
      day: z.int().min(1).max(31).describe('In a month that has no such day its last'),
      hour,
    }),
  ])
  .meta({ id: 'Rhythm' });
export type Rhythm = z.infer<typeof rhythmSchema>;

const { columns, locale, writing } = selectionExportSchema.shape;
const fileShape = {
  format: z.enum(exportFormats),
  writing: writing.unwrap(),
  locale: locale.unwrap(),
  columns: columns.unwrap().min(1).max(50).nullable(),
};

/** POST /api/schedules */
export const makeScheduleSchema = z
  .strictObject({
    id: z.uuid().describe('Chosen by the client: sent again it is the same schedule'),
    viewId: z.uuid(),
    rhythm: rhythmSchema,
    ...fileShape,
    writing,
    locale,
    columns: fileShape.columns
      .default(null)
      .describe('In this order, whatever the list shows later; null = all'),
  })
  .meta({ id: 'MakeSchedule' });
export type MakeSchedule = z.output<typeof makeScheduleSchema>;

/** PATCH /api/schedules/{scheduleId}: what is not named stays. */
export const changeScheduleSchema = z
  .strictObject({
    viewId: z.uuid().optional(),
    rhythm: rhythmSchema.optional(),
    format: fileShape.format.optional(),
    writing: fileShape.writing.optional(),
    locale: fileShape.locale.optional(),
    columns: fileShape.columns.optional(),
  })
  .meta({ id: 'ChangeSchedule' });
export type ChangeSchedule = z.output<typeof changeScheduleSchema>;

export const scheduleStates = ['active', 'paused', 'stopped'] as const;
export const stopReasons = ['view-gone', 'view-closed', 'shut-out'] as const;

const saidSchema = z.object({
  code: z.string(),
  sentence: z.string().describe('In the language of the person'),
});

export const scheduleSchema = z
  .object({
    id: z.uuid(),
    viewId: z.uuid().nullable().describe('null = the view was removed'),
    viewName: z.string(),
    rhythm: rhythmSchema,
    ...fileShape,
    state: z.enum(scheduleStates),
    stoppedFor: saidSchema.nullable().describe('Why the portal has stopped it'),
    nextAt: z.iso.datetime().nullable(),
    last: z
      .object({
        begunAt: z.iso.datetime(),
        dueAt: z.iso.datetime().nullable().describe('null = its person had it run'),
        exportId: z.uuid().describe('Its file, kept as any export'),
        state: z.enum(['under-way', 'ready', 'failed', 'given-up']),
        rows: z.int().nullable(),
        failure: saidSchema.nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Schedule' });
export type Schedule = z.infer<typeof scheduleSchema>;

export const scheduleListSchema = z
  .object({ schedules: z.array(scheduleSchema).describe('By the name of the view') })
  .meta({ id: 'ScheduleList' });
export type ScheduleList = z.infer<typeof scheduleListSchema>;

/** What file a schedule writes. */
export type ScheduledFile = {
  format: Schedule['format'];
  writing: Schedule['writing'];
  locale: Schedule['locale'];
  columns: LineColumn[] | null;
};

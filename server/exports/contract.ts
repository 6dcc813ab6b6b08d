import { z } from 'zod';
import { exportFormats, selectionExportSchema } from '../finding/contract.ts';
import { viewQuerySchema } from '../views/contract.ts';

/** What a person may have at the same time, besides what his schedules write. */
export const mostUnderWay = 2;
export const mostKept = 20;

/** Days for which a file is kept. */
export const keptDays = 7;

export const exportStates = ['waiting', 'writing', 'ready', 'failed'] as const;

/** POST /api/exports: the same as of an export that is downloaded at once. */
export const askExportSchema = z
  .strictObject({
    id: z.uuid().describe('Chosen by the client: sent again it is the same export'),
    ...selectionExportSchema.shape,
  })
  .meta({ id: 'AskExport' });
export type AskExport = z.output<typeof askExportSchema>;

export const exportSchema = z
  .object({
    id: z.uuid(),
    askedAt: z.iso.datetime(),
    name: z.string().nullable().describe('Of the view that it shows'),
    list: viewQuerySchema
      .nullable()
      .describe('The list that it shows; null when lines were named one by one'),
    format: z.enum(exportFormats),
    writing: z.enum(['local', 'iso']),
    state: z.enum(exportStates),
    rowsTotal: z.int(),
    rowsWritten: z.int(),
    secondsLeft: z.int().nullable().describe('While it is written, once that can be told'),
    size: z.int().describe('Bytes written so far'),
    fileName: z.string().nullable(),
    endedAt: z.iso.datetime().nullable(),
    expiresAt: z.iso.datetime().nullable().describe('When it is forgotten'),
    mayDownload: z
      .boolean()
      .describe('It is ready, and all customer numbers that it was written for may still be seen'),
    failure: z
      .object({ code: z.string(), sentence: z.string().describe('In the language of the person') })
      .nullable(),
  })
  .meta({ id: 'Export' });
export type Export = z.infer<typeof exportSchema>;

export const exportListSchema = z
  .object({ exports: z.array(exportSchema).describe('The newest first') })
  .meta({ id: 'ExportList' });
export type ExportList = z.infer<typeof exportListSchema>;

import { z } from 'zod';
import { sheetType } from '../platform/export/table-file.ts';
import { type Route, route } from '../platform/http/route.ts';
import { askExport, retryExport } from './ask-export.ts';
import { askExportSchema, exportListSchema, exportSchema } from './contract.ts';
import { downloadExport } from './download-export.ts';
import { listExports, readExport } from './read-exports.ts';
import { removeExport } from './remove-export.ts';

const tag = 'Exports';
const params = z.object({ exportId: z.uuid() });

export function exportsRoutes(): Route[] {
  return [
    route(
      {
        method: 'post',
        path: '/api/exports',
        who: 'person',
        tag,
        summary: 'Has lines written as a file in the background; its person is told when it is ready',
        body: askExportSchema,
        status: 202,
        answer: exportSchema,
        refusals: ['exports-under-way', 'too-many-exports', 'too-many-for-sheet', 'not-found'],
        perMinute: 30,
      },
      (call, { body }) => askExport(call, body),
    ),
    route(
      {
        method: 'get',
        path: '/api/exports',
        who: 'person',
        tag,
        summary: 'The exports that one has asked for and that are kept',
        answer: exportListSchema,
      },
      (call) => listExports(call),
    ),
    route(
      {
        method: 'get',
        path: '/api/exports/{exportId}',
        who: 'person',
        tag,
        summary: 'An export as it stands, with how far it is',
        params,
        answer: exportSchema,
      },
      (call, { params }) => readExport(call, params),
    ),
    route(
      {
        method: 'get',
        path: '/api/exports/{exportId}/file',
        who: 'person',
        tag,
        summary: 'The file of an export that is ready',
        params,
        answer: 'stream',
        streams: ['text/csv', sheetType],
        refusals: ['export-not-ready', 'export-beyond-access'],
        perMinute: 30,
      },
      (call, { params }) => downloadExport(call, params),
    ),
    route(
      {
        method: 'post',
        path: '/api/exports/{exportId}/retry',
        who: 'person',
        tag,
        summary: 'Has one that failed written once more',
        params,
        status: 202,
        answer: exportSchema,
        refusals: ['exports-under-way'],
      },
      (call, { params }) => retryExport(call, params),
    ),
    route(
      {
        method: 'delete',
        path: '/api/exports/{exportId}',
        who: 'person',
        tag,
        summary: 'Forgets an export with its file; gives up one that is being written',
        params,
        status: 204,
        answer: null,
      },
      async (call, { params }) => {
        await removeExport(call, params);
        return undefined;
      },
    ),
  ];
}

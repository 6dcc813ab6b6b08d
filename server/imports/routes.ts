import { z } from 'zod';
import { sheetType } from '../platform/export/table-file.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Network } from '../provisioning/provisioning.ts';
import { beginCheck } from './begin-check.ts';
import { changeReading } from './change-reading.ts';
import {
  badRowListSchema,
  badRowsFileQuerySchema,
  badRowsQuerySchema,
  importListSchema,
  importPatchSchema,
  importRowSchema,
  importSchema,
  importSubmitSchema,
  receiveQuerySchema,
  rowCorrectionSchema,
  templateQuerySchema,
} from './contract.ts';
import { correctRow, readRow } from './correct-row.ts';
import { exportBadRows } from './export-bad-rows.ts';
import { listBadRows, listImports, readImport } from './read-import.ts';
import { receiveFile } from './receive-file.ts';
import { removeImport } from './remove-import.ts';
import { sendTemplate } from './send-template.ts';
import { submitImport } from './submit-import.ts';

const tag = 'Imports';
const fileTypes = ['text/csv', sheetType];
const ofImport = z.object({ importId: z.uuid() });
const ofRow = ofImport.extend({ row: z.coerce.number().int().min(1).max(2_000_000) });
const key = z.object({ 'idempotency-key': z.string().min(8).max(80) });
const wholeFile = (
  'file-empty file-only-header file-too-large file-pdf file-old-excel file-other-sheet file-archive file-picture ' +
  'file-web-page file-binary file-broken file-locked file-bomb file-row-too-long file-quote-open file-too-many-columns'
).split(' ');

export function importsRoutes({ network }: { network: Network }): Route[] {
  return [
    route(
      {
        method: 'post',
        path: '/api/imports',
        who: 'may-change',
        tag,
        summary: 'Sends a file with changes of numbers: CSV or XLSX, in the body as it is',
        query: receiveQuerySchema,
        file: ['application/octet-stream'],
        status: 201,
        answer: importSchema,
        refusals: wholeFile,
        perMinute: 20,
      },
      (call, { query, request }) => receiveFile(call, query, request),
    ),
    route(
      {
        method: 'get',
        path: '/api/imports',
        who: 'may-change',
        tag,
        summary: 'What one has imported lately',
        answer: importListSchema,
      },
      (call) => listImports(call),
    ),
    route(
      {
        method: 'get',
        path: '/api/imports/template',
        who: 'may-change',
        tag,
        summary: 'An empty table to fill in',
        query: templateQuerySchema,
        answer: 'stream',
        streams: fileTypes,
        refusals: ['exports-busy'],
        perMinute: 30,
      },
      (call, { query }) => sendTemplate(call, query),
    ),
    route(
      {
        method: 'get',
        path: '/api/imports/{importId}',
        who: 'may-change',
        tag,
        summary: 'An import as it stands',
        params: ofImport,
        answer: importSchema,
      },
      (call, { params }) => readImport(call, params),
    ),
    route(
      {
        method: 'patch',
        path: '/api/imports/{importId}',
        who: 'may-change',
        tag,
        summary: 'Corrects how the file is read, or what its columns mean',
        params: ofImport,
        body: importPatchSchema,
        answer: importSchema,
        refusals: ['import-submitted', ...wholeFile],
      },
      (call, { params, body }) => changeReading(call, { ...params, ...body }),
    ),
    route(
      {
        method: 'delete',
        path: '/api/imports/{importId}',
        who: 'may-change',
        tag,
        summary: 'Forgets an import with its file; what was ordered from it stays',
        params: ofImport,
        status: 204,
        answer: null,
        refusals: ['import-carrying'],
      },
      async (call, { params }) => {
        await removeImport(call, params);
        return undefined;
      },
    ),
    route(
      {
        method: 'post',
        path: '/api/imports/{importId}/check',
        who: 'may-change',
        tag,
        summary: 'Has every row checked and the good ones priced or planned; goes on when nobody looks',
        params: ofImport,
        status: 202,
        answer: importSchema,
        refusals: [
          'import-submitted',
          'import-without-number',
          'import-without-option',
          'import-without-holder',
          'import-without-cost-centre',
        ],
      },
      (call, { params }) => beginCheck(call, params),
    ),
    route(
      {
        method: 'post',
        path: '/api/imports/{importId}/submit',
        who: 'may-change',
        tag,
        summary:
          'Makes an order of the good rows, or has their users or cost centres given; the same import once',
        params: ofImport,
        headers: key,
        body: importSubmitSchema,
        status: 201,
        answer: importSchema,
        refusals: [
          'import-not-checked',
          'imported-before',
          'lines-moved',
          'quote-expired',
          'nothing-to-order',
        ],
      },
      (call, { params, headers, body }) =>
        submitImport(call, { ...params, ...body, key: headers['idempotency-key'], network }),
    ),
    route(
      {
        method: 'get',
        path: '/api/imports/{importId}/bad-rows',
        who: 'may-change',
        tag,
        summary: 'A page of the rows that cannot be carried out, with reason and fix',
        params: ofImport,
        query: badRowsQuerySchema,
        answer: badRowListSchema,
      },
      (call, { params, query }) => listBadRows(call, { ...params, ...query }),
    ),
    route(
      {
        method: 'get',
        path: '/api/imports/{importId}/rows/{row}',
        who: 'may-change',
        tag,
        summary: 'A row that cannot be carried out, to be corrected',
        params: ofRow,
        answer: importRowSchema,
      },
      (call, { params }) => readRow(call, params),
    ),
    route(
      {
        method: 'put',
        path: '/api/imports/{importId}/rows/{row}',
        who: 'may-change',
        tag,
        summary: 'Writes into such a row what is meant; the next check judges it anew',
        params: ofRow,
        body: rowCorrectionSchema,
        answer: importRowSchema,
        refusals: ['import-submitted', 'import-too-many-corrections'],
      },
      (call, { params, body }) => correctRow(call, { ...params, ...body }),
    ),
    route(
      {
        method: 'get',
        path: '/api/imports/{importId}/bad-rows/file',
        who: 'may-change',
        tag,
        summary: 'These rows as they were sent, with reason and fix behind them',
        params: ofImport,
        query: badRowsFileQuerySchema,
        answer: 'stream',
        streams: fileTypes,
        refusals: ['exports-busy'],
        perMinute: 30,
      },
      (call, { params, query }) => exportBadRows(call, { ...params, ...query }),
    ),
  ];
}

import { z } from 'zod';
import { sheetType } from '../platform/export/table-file.ts';
import { route, type Route } from '../platform/http/route.ts';
import {
  fleetSummarySchema,
  lineExportQuerySchema,
  lineFacetsSchema,
  lineFilterQuerySchema,
  lineGroupsSchema,
  lineListQuerySchema,
  lineListSchema,
  selectionExportSchema,
} from './contract.ts';
import { breakdownBySchema, breakdownSchema } from './breakdown-contract.ts';
import { breakDown } from './break-down.ts';
import { exportLines } from './export-lines.ts';
import { arrangeList, showLayout } from './arrange-list.ts';
import { keptLayoutSchema } from './layout-contract.ts';
import { pastedListSchema, pasteListSchema } from './pasted-contract.ts';
import { pasteList, showPastedList } from './paste-list.ts';
import { countGroups, summariseFleet } from './count-list.ts';
import { countFacets } from './facet-list.ts';
import { listLines } from './list-lines.ts';

const tag = 'Fleet';
const fileTypes = ['text/csv', sheetType];

export function findingRoutes(): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/fleet/lines',
        who: 'person',
        tag,
        summary: 'A page of the lines that fit',
        query: lineListQuerySchema,
        answer: lineListSchema,
      },
      (call, { query }) => listLines(call, query),
    ),
    route(
      {
        method: 'post',
        path: '/api/fleet/lists',
        who: 'person',
        tag,
        summary: 'Keep the lines that pasted numbers or ICCIDs name, as a list that a filter can name',
        body: pasteListSchema,
        status: 201,
        answer: pastedListSchema,
        refusals: ['list-too-long', 'list-empty'],
        perMinute: 30,
        maxBody: 4 * 1024 * 1024,
      },
      (call, { body }) => pasteList(call, body),
    ),
    route(
      {
        method: 'get',
        path: '/api/fleet/lists/{listId}',
        who: 'person',
        tag,
        summary: 'A pasted list: how many lines it shows, and the entries that show none',
        params: z.object({ listId: z.uuid() }),
        answer: pastedListSchema,
        refusals: ['list-gone'],
      },
      (call, { params }) => showPastedList(call, params.listId),
    ),
    route(
      {
        method: 'get',
        path: '/api/fleet/facets',
        who: 'person',
        tag,
        summary: 'What the list can be filtered by, with counts under the rest of the filter',
        query: lineFilterQuerySchema,
        answer: lineFacetsSchema,
      },
      (call, { query }) => countFacets(call, query),
    ),
    route(
      {
        method: 'get',
        path: '/api/fleet/groups',
        who: 'person',
        tag,
        summary: 'Groups of the lines that fit which can be changed together',
        query: lineFilterQuerySchema,
        answer: lineGroupsSchema,
      },
      (call, { query }) => countGroups(call, query),
    ),
    route(
      {
        method: 'get',
        path: '/api/fleet/breakdown',
        who: 'person',
        tag,
        summary: 'The lines that fit in groups, with their count and monthly cost',
        query: lineFilterQuerySchema.extend({ by: breakdownBySchema }),
        answer: breakdownSchema,
      },
      (call, { query: { by, ...filter } }) => breakDown(call, { by, filter }),
    ),
    route(
      {
        method: 'get',
        path: '/api/fleet/summary',
        who: 'person',
        tag,
        summary: 'The fleet at a glance',
        answer: fleetSummarySchema,
      },
      (call) => summariseFleet(call),
    ),
    route(
      {
        method: 'get',
        path: '/api/fleet/layout',
        who: 'person',
        tag,
        summary: 'How the person has arranged the list: columns and density',
        answer: keptLayoutSchema,
      },
      (call) => showLayout(call),
    ),
    route(
      {
        method: 'put',
        path: '/api/fleet/layout',
        who: 'person',
        tag,
        summary: 'Arrange the list for oneself, on every device; null: as it comes',
        body: keptLayoutSchema,
        answer: keptLayoutSchema,
      },
      (call, { body }) => arrangeList(call, body),
    ),
    route(
      {
        method: 'get',
        path: '/api/fleet/export',
        who: 'person',
        tag,
        summary: 'The list as a file: CSV or XLSX',
        query: lineExportQuerySchema,
        answer: 'stream',
        streams: fileTypes,
        refusals: ['exports-busy', 'too-many-for-sheet'],
        perMinute: 30,
      },
      (call, { query: { columns, format, locale, writing, sort, direction, ...filter } }) =>
        exportLines(call, {
          selection: { filter, except: [] },
          columns,
          format,
          locale,
          writing,
          sort,
          direction,
        }),
    ),
    route(
      {
        method: 'post',
        path: '/api/fleet/export',
        who: 'person',
        tag,
        summary: 'A selection of lines as a file: CSV or XLSX',
        body: selectionExportSchema,
        answer: 'stream',
        streams: fileTypes,
        refusals: ['exports-busy', 'too-many-for-sheet', 'not-found'],
        perMinute: 30,
      },
      (call, { body }) => exportLines(call, body),
    ),
  ];
}

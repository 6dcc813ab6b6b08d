import { z } from 'zod';
import { type Route, route } from '../platform/http/route.ts';
import { changeViewSchema, savedViewListSchema, savedViewSchema, saveViewSchema } from './contract.ts';
import { changeView, listViews, removeView, saveView } from './keep-views.ts';

const tag = 'Views';
const params = z.object({ viewId: z.uuid() });

export function viewsRoutes(): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/views',
        who: 'person',
        tag,
        summary: 'Lists kept under a name: one’s own, and those that colleagues share',
        answer: savedViewListSchema,
      },
      (call) => listViews(call),
    ),
    route(
      {
        method: 'post',
        path: '/api/views',
        who: 'person',
        tag,
        summary: 'Keep a list under a name; sharing it needs the right to change',
        body: saveViewSchema,
        status: 201,
        answer: savedViewSchema,
        refusals: ['view-name-taken', 'too-many-views', 'views-are-shared-by-managers'],
      },
      (call, { body }) => saveView(call, body),
    ),
    route(
      {
        method: 'patch',
        path: '/api/views/{viewId}',
        who: 'person',
        tag,
        summary: 'Rename a view, share it or not, or let it show something else',
        params,
        body: changeViewSchema,
        answer: savedViewSchema,
        refusals: ['view-name-taken', 'views-are-shared-by-managers'],
      },
      (call, { params: { viewId }, body }) => changeView(call, { viewId, change: body }),
    ),
    route(
      {
        method: 'delete',
        path: '/api/views/{viewId}',
        who: 'person',
        tag,
        summary: 'Remove a view; the numbers stay',
        params,
        status: 204,
        answer: null,
        refusals: ['views-are-shared-by-managers'],
      },
      async (call, { params: { viewId } }) => {
        await removeView(call, viewId);
        return undefined;
      },
    ),
  ];
}

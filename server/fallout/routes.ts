import { type Route, route } from '../platform/http/route.ts';
import {
  falloutItemListSchema,
  falloutItemsQuerySchema,
  falloutSchema,
  handledSchema,
  handleRequestSchema,
  handlingListSchema,
} from './contract.ts';
import { handleFallout } from './handle-fallout.ts';
import { readFallout, readFalloutItems, readHandlings } from './list-fallout.ts';

const tag = 'Operator';

/** The routes with which the operator's staff see and handle what failed. */
export function falloutRoutes(): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/operator/fallout',
        who: 'staff',
        tag,
        summary: 'What failed for good and waits, by cause and network element',
        answer: falloutSchema,
      },
      (call) => readFallout(call),
    ),
    route(
      {
        method: 'get',
        path: '/api/operator/fallout/items',
        who: 'staff',
        tag,
        summary: 'The numbers of one group, those that wait longest first',
        query: falloutItemsQuerySchema,
        answer: falloutItemListSchema,
      },
      (call, { query }) => readFalloutItems(call, query),
    ),
    route(
      {
        method: 'post',
        path: '/api/operator/fallout/handle',
        who: 'staff',
        tag,
        summary: 'Sends failed numbers again, says that they were completed by hand, or cancels them',
        body: handleRequestSchema,
        answer: handledSchema,
        refusals: ['already-handled', 'other-handling'],
      },
      (call, { body }) => handleFallout(call, body),
    ),
    route(
      {
        method: 'get',
        path: '/api/operator/fallout/handled',
        who: 'staff',
        tag,
        summary: 'What staff did lately, with what they noted',
        answer: handlingListSchema,
      },
      (call) => readHandlings(call),
    ),
  ];
}

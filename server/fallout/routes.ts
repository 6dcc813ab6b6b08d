import { type Route, route } from '../platform/http/route.ts';
import { falloutItemListSchema, falloutItemsQuerySchema, falloutSchema } from './contract.ts';
import { readFallout, readFalloutItems } from './list-fallout.ts';

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
  ];
}

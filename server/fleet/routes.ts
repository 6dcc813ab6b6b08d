import { z } from 'zod';
import { type Route, route } from '../platform/http/route.ts';
import { lineDetailSchema } from './contract.ts';
import { showLine } from './show-line.ts';

const tag = 'Fleet';

export function fleetRoutes(): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/fleet/lines/{lineId}',
        who: 'person',
        tag,
        summary: 'One line with its SIM and options',
        params: z.object({ lineId: z.uuid() }),
        answer: lineDetailSchema,
      },
      (call, { params }) => showLine(call, params.lineId),
    ),
  ];
}

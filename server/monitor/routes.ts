import { type Route, route } from '../platform/http/route.ts';
import { monitorSchema } from './contract.ts';
import { readMonitor } from './read-monitor.ts';

/** The route of the monitor. */
export function monitorRoutes(): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/operator/monitor',
        who: 'staff',
        tag: 'Operator',
        summary: 'Queues, network elements, workers, and what ended in the last hour',
        answer: monitorSchema,
      },
      (call) => readMonitor(call),
    ),
  ];
}

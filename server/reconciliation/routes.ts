import { z } from 'zod';
import { type Route, route } from '../platform/http/route.ts';
import type { Network } from '../provisioning/provisioning.ts';
import {
  agreementSchema,
  driftListQuerySchema,
  driftListSchema,
  driftRepairedSchema,
  driftTakenOverSchema,
  repairRequestSchema,
} from './contract.ts';
import { readAgreement, readDrift } from './read-drift.ts';
import { takeOverDrift } from './take-over-drift.ts';
import { repairDrift } from './repair-drift.ts';

/** What staff and customers are told of the comparison with the network. */
export function reconciliationRoutes({ network }: { network: Network }): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/operator/drift',
        who: 'staff',
        tag: 'Operator',
        summary: 'The numbers for which the network has something else than the portal shows',
        query: driftListQuerySchema,
        answer: driftListSchema,
      },
      (call, { query }) => readDrift(call, query),
    ),
    route(
      {
        method: 'post',
        path: '/api/operator/drift/repair',
        who: 'staff',
        tag: 'Operator',
        summary: 'Orders that the network has of these numbers what the portal shows',
        body: repairRequestSchema,
        answer: driftRepairedSchema,
        refusals: ['other-handling'],
      },
      (call, { body }) => repairDrift(call, body, network),
    ),
    route(
      {
        method: 'post',
        path: '/api/operator/drift/take-over',
        who: 'staff',
        tag: 'Operator',
        summary: 'Makes the portal show of these numbers what the network has',
        body: repairRequestSchema,
        answer: driftTakenOverSchema,
        refusals: ['other-handling'],
      },
      (call, { body }) => takeOverDrift(call, body, network),
    ),
    route(
      {
        method: 'get',
        path: '/api/lines/{lineId}/agreement',
        who: 'person',
        tag: 'fleet',
        summary: 'Whether the network had what is shown of a line, when it was last asked',
        params: z.object({ lineId: z.uuid() }),
        answer: agreementSchema,
      },
      (call, { params }) => readAgreement(call, params),
    ),
  ];
}

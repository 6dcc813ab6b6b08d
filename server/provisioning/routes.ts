import { z } from 'zod';
import type { Call } from '../platform/call.ts';
import { type Route, route } from '../platform/http/route.ts';
import { notFound } from '../platform/refusal.ts';
import { itemIdIn } from './connectors/tmf641-order.ts';
import { hearNetwork } from './hear-network.ts';
import { listenerOf, type NetworkListener } from './network-listeners.ts';

/** TMF641 v4 §listener: the event carries the order, or a request to cancel one; all else in it is not read. */
const order = z.looseObject({
  id: z.string().max(200).optional(),
  externalId: z.string().max(200).optional(),
});
const notificationSchema = z.looseObject({
  event: z.looseObject({
    serviceOrder: order.optional(),
    cancelServiceOrder: z.looseObject({ serviceOrder: order.optional() }).optional(),
  }),
});
type Notification = z.infer<typeof notificationSchema>;

const base = '/tmf-api/serviceOrdering/v4/listener';
const name = z.string().max(200);

/**
 * Where an OSS tells that an order has moved (TMF641): at the address it was given, with or without the names that implementations add to
 * it, or at the address of the standard with a bearer token. What it says of the order is not believed.
 */
export function provisioningRoutes({ listeners }: { listeners: NetworkListener[] }): Route[] {
  const definition = {
    method: 'post',
    who: 'anyone',
    tag: 'network',
    summary: 'A network element tells that a service order has moved (TMF641 v4)',
    body: notificationSchema,
    status: 204,
    answer: null,
    perMinute: 60_000,
    maxBody: 262_144,
  } as const;
  return [
    route(
      { ...definition, path: `${base}/{listener}`, params: z.object({ listener: name }) },
      (call, { params, body, request }) => hear(call, bearerOf(request) ?? params.listener, body),
    ),
    route(
      {
        ...definition,
        path: `${base}/{listener}/{event}`,
        params: z.object({ listener: name, event: name }),
      },
      (call, { params, body }) => hear(call, params.listener, body),
    ),
    route(
      {
        ...definition,
        path: `${base}/{listener}/listener/{event}`,
        params: z.object({ listener: name, event: name }),
      },
      (call, { params, body }) => hear(call, params.listener, body),
    ),
  ];

  async function hear(call: Call, secret: string, { event }: Notification): Promise<undefined> {
    const element = listenerOf(listeners, secret);
    if (!element) throw notFound();
    const { externalId, id } = event.serviceOrder ?? event.cancelServiceOrder?.serviceOrder ?? {};
    const itemId = externalId === undefined ? null : itemIdIn(externalId);
    if (itemId) await hearNetwork(call, element, { itemId });
    else if (id !== undefined) await hearNetwork(call, element, { reference: id });
    return undefined;
  }
}

function bearerOf(request: Request): string | null {
  return /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId } from '../../server/platform/id.ts';
import { breachesOf } from '../conformance/tmf641.ts';
import { carryOutItems, type OssSim } from './oss-network.ts';

/**
 * How the next request goes wrong. `…-before`: nothing was made; `…-after`: it was, and nobody is told. `empty`: made, answered without a
 * body.
 */
export type Trouble =
  | 'busy'
  | 'limited'
  | 'fails-before'
  | 'fails-after'
  | 'resets-before'
  | 'resets-after'
  | 'never'
  | 'late'
  | 'nonsense'
  | 'huge'
  | 'empty'
  | 'redirects'
  | 'unauthorized';

export type OssOrder = {
  id: string;
  externalId: string;
  state: string;
  serviceOrderItem: unknown[];
  errorMessage?: { code: string; reason: string; message: string }[];
} & Record<string, unknown>;

/** A small OSS of our own that speaks TMF641 v4 over HTTP. Whatever it is sent and sends is held against the schema. */
export type Oss = Awaited<ReturnType<typeof startOss>>;

export async function startOss(
  how: {
    /** It carries an order out before it answers; else when `work` is called. */
    answersAtOnce?: boolean;
    /** It refuses a second order with the same externalId, as not every OSS does. */
    takesOnce?: boolean;
    filters?: boolean;
    /** The Authorization header it wants. */
    authorization?: () => string;
    lateMs?: number;
    /** Left out: any that is free. */
    port?: number;
    /** A SIM that it has never heard of is one that it knows, with nothing on it. */
    knowsEverySim?: boolean;
    /** Told of each order that it takes. */
    onTaken?: (order: OssOrder) => void;
  } = {},
) {
  const { answersAtOnce = false, takesOnce = true, filters = true, lateMs = 50 } = how;
  const sims = new Map<string, OssSim>();
  const orders = new Map<string, OssOrder>();
  const hubs = new Map<string, string>();
  const breaches: string[] = [];
  const calls: { method: string; path: string; headers: IncomingMessage['headers'] }[] = [];
  const troubles: { method: string; trouble: Trouble }[] = [];
  const cancelRequests: string[] = [];
  const check = (name: string, message: unknown) => breaches.push(...breachesOf(name, message));

  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      // What broke off on its way is no request.
      if (request.complete) breaches.push(String(error));
      response.destroy();
    });
  });
  const port = await listening(server, how.port ?? 0);
  const address = `http://127.0.0.1:${port}/tmf-api/serviceOrdering/v4`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    const { pathname, searchParams } = new URL(url, address);
    const path = pathname.replace('/tmf-api/serviceOrdering/v4', '');
    const body = await bodyOf(request);
    calls.push({ method, path, headers: request.headers });
    if (how.authorization && request.headers.authorization !== how.authorization())
      return send(response, 401, 'Error', { code: '401', reason: 'who are you' });
    const at = troubles.findIndex((each) => each.method === method);
    const trouble = at < 0 ? undefined : troubles.splice(at, 1)[0]?.trouble;
    if (trouble && (await goesWrong(trouble, response))) return;
    const reply = act(method, path, searchParams, body);
    if (trouble === 'late') await new Promise((resolve) => setTimeout(resolve, lateMs));
    if (trouble === 'fails-after') return send(response, 500, 'Error', { code: '500', reason: 'oh' });
    if (trouble === 'resets-after') return void request.socket.resetAndDestroy();
    if (trouble === 'never') return;
    if (trouble === 'nonsense') return void response.writeHead(201).end('<html>{]</html>');
    if (trouble === 'empty') return void response.writeHead(201).end();
    if (trouble === 'huge') return void response.writeHead(201).end('['.padEnd(3_000_000, ' '));
    send(response, reply.status, reply.schema, reply.body);
  }

  async function goesWrong(trouble: Trouble, response: ServerResponse): Promise<boolean> {
    if (trouble === 'busy') response.setHeader('retry-after', '7');
    if (trouble === 'limited') response.setHeader('retry-after', '2');
    const statuses: Partial<Record<Trouble, number>> = {
      busy: 503,
      limited: 429,
      'fails-before': 500,
      unauthorized: 401,
    };
    const status = statuses[trouble];
    if (status) send(response, status, 'Error', { code: String(status), reason: trouble });
    else if (trouble === 'resets-before') response.socket?.resetAndDestroy();
    else if (trouble === 'redirects') response.writeHead(307, { location: `${address}/elsewhere` }).end();
    else return false;
    return true;
  }

  type Reply = { status: number; schema: string; body: unknown };

  function act(method: string, path: string, search: URLSearchParams, body: unknown): Reply {
    if (method === 'POST' && path === '/serviceOrder') return take(body);
    if (method === 'GET' && path === '/serviceOrder') {
      const wanted = search.get('externalId');
      const found = [...orders.values()].filter((order) => !filters || order.externalId === wanted);
      return { status: 200, schema: 'ServiceOrder', body: found };
    }
    const one = orders.get(decodeURIComponent(path.replace('/serviceOrder/', '')));
    if (method === 'GET' && one) return { status: 200, schema: 'ServiceOrder', body: one };
    if (method === 'POST' && path === '/cancelServiceOrder') return cancel(body);
    if (method === 'POST' && path === '/hub') return register(body);
    if (method === 'DELETE' && hubs.delete(path.replace('/hub/', '')))
      return { status: 204, schema: '', body: undefined };
    return { status: 404, schema: 'Error', body: { code: '404', reason: 'not found' } };
  }

  function take(body: unknown): Reply {
    check('ServiceOrder_Create', body);
    const given = body as { externalId: string; serviceOrderItem: unknown[] };
    if (takesOnce && [...orders.values()].some(({ externalId }) => externalId === given.externalId))
      return { status: 409, schema: 'Error', body: { code: '409', reason: 'there already' } };
    const id = `so-${newId()}`;
    const order: OssOrder = { ...given, id, href: `${address}/serviceOrder/${id}`, state: 'acknowledged' };
    orders.set(id, order);
    if (answersAtOnce) finish(order);
    how.onTaken?.(order);
    return { status: 201, schema: 'ServiceOrder', body: order };
  }

  function finish(order: OssOrder): void {
    if (['completed', 'failed', 'cancelled', 'rejected', 'partial'].includes(order.state)) return;
    const refusal = carryOutItems(sims, order.serviceOrderItem, how.knowsEverySim);
    order.state = refusal ? 'failed' : 'completed';
    if (refusal) order.errorMessage = [{ code: refusal, reason: 'refused', message: 'no' }];
  }

  function cancel(body: unknown): Reply {
    check('CancelServiceOrder_Create', body);
    const { serviceOrder } = body as { serviceOrder: { id: string } };
    cancelRequests.push(serviceOrder.id);
    const order = orders.get(serviceOrder.id);
    if (order && order.state !== 'completed') order.state = 'assessingCancellation';
    return {
      status: 201,
      schema: 'CancelServiceOrder',
      body: { id: newId(), state: 'accepted', serviceOrder },
    };
  }

  function register(body: unknown): Reply {
    check('EventSubscriptionInput', body);
    const id = newId();
    hubs.set(id, (body as { callback: string }).callback);
    return { status: 201, schema: 'EventSubscription', body: { id, ...(body as { callback: string }) } };
  }

  function send(response: ServerResponse, status: number, schema: string, body: unknown): void {
    for (const one of Array.isArray(body) ? body : body === undefined ? [] : [body]) check(schema, one);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  }

  /** Tells whoever has registered what state an order is in; answers the statuses of their answers. */
  async function notify(order: OssOrder): Promise<number[]> {
    const event = {
      eventId: newId(),
      eventType: 'ServiceOrderStateChangeEvent',
      eventTime: new Date().toISOString(),
      event: { serviceOrder: order },
    };
    check('ServiceOrderStateChangeEvent', event);
    return Promise.all(
      [...hubs.values()].map(async (callback) => {
        const headers = { 'content-type': 'application/json' };
        return (await fetch(callback, { method: 'POST', headers, body: JSON.stringify(event) })).status;
      }),
    );
  }

  return {
    address,
    sims,
    orders,
    hubs,
    /** What broke the schema so far, in either direction; empty is right. */
    breaches,
    calls,
    cancelRequests,
    /** The next request of this method goes wrong. */
    next: (method: 'GET' | 'POST', trouble: Trouble) => void troubles.push({ method, trouble }),
    ordersOf: (itemId: string) => [...orders.values()].filter((each) => each.externalId.startsWith(itemId)),
    finish,
    notify,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listening(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? undefined : JSON.parse(text);
}

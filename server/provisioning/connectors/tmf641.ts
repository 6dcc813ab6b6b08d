import { z } from 'zod';
import { NoAnswer } from '../outcome.ts';
import type { Connector, ConnectorAnswer, ConnectorRequest, Found } from './connector.ts';
import { type OssAnswer, type OssHttp, ossHttp } from './tmf641-http.ts';
import {
  externalIdOf,
  foundIn,
  itemIdIn,
  type OssWords,
  refusalOf,
  type ServiceOrder,
  serviceOrder,
  serviceOrderOf,
} from './tmf641-order.ts';
import { characteristicOf } from './tmf641-services.ts';
import type { Credentials } from './tmf641-token.ts';

export type Tmf641Options = {
  /** Up to and with the version: `https://oss.example.be/tmf-api/serviceOrdering/v4`. */
  address: string;
  credentials: Credentials;
  words: OssWords;
  /** When an order that was just accepted is looked at, if no notification comes. */
  lookAgainMs?: number;
  limits?: Partial<Connector['limits']>;
};

/** A connector to an OSS that takes service orders (TMF641 v4): one order for each item, found again by its `externalId`. */
export function openTmf641(options: Tmf641Options): Connector {
  const { words, lookAgainMs = 30_000 } = options;
  const { services, subscription, refusals } = words;
  const http = ossHttp(options);
  const limits = { ratePerSecond: 50, concurrency: 8, timeoutMs: 10_000, ...options.limits };

  async function apply(request: ConnectorRequest, signal: AbortSignal): Promise<ConnectorAnswer> {
    const order = serviceOrderOf(request, words);
    if (!order) return { done: true };
    const answer = await http.send(
      { method: 'POST', path: '/serviceOrder', body: order, traceparent: request.traceparent },
      signal,
    );
    if (answer.status < 300) return answerOf(await createdIn(answer, request, signal));
    // An OSS that takes each externalId once: it has it already.
    const known = answer.status === 409 ? await lookUp(http, request, signal) : null;
    return known ? answerOf(known) : refusedBy(answer);
  }

  /** Some answer without a body: the order is there all the same. */
  async function createdIn(
    answer: OssAnswer,
    request: ConnectorRequest,
    signal: AbortSignal,
  ): Promise<ServiceOrder> {
    const parsed = serviceOrder.safeParse(answer.body);
    const order = parsed.success ? ownOf(request, parsed.data) : await lookUp(http, request, signal);
    if (!order) throw new NoAnswer(`the OSS answered ${answer.status} and no service order`);
    return order;
  }

  function answerOf(order: ServiceOrder): ConnectorAnswer {
    const found = foundIn(order, refusals);
    if (found === 'done') return { done: true };
    if (typeof found === 'object') return found;
    if (found === 'cancelled') return { refused: 'network-cancelled', temporary: false };
    return { accepted: true, lookAgainInMs: lookAgainMs, ...(order.id && { reference: order.id }) };
  }

  function refusedBy({ status, body, retryAfterMs }: OssAnswer): ConnectorAnswer {
    if (status === 408 || status === 425 || status === 429 || status === 503)
      return { refused: 'element-busy', temporary: true, againInMs: retryAfterMs ?? 0 };
    // The address is wrong, or something on the way answers: leave the element alone rather than refuse everybody's change.
    if (status < 400 || status === 404 || status === 405)
      throw new NoAnswer(`no service order is taken at this address (status ${status})`);
    const code = z.looseObject({ code: z.coerce.string() }).safeParse(body).data?.code;
    return refusalOf(code === undefined ? [] : [code], refusals);
  }

  /** The last order of this request, else what an earlier round of it has done meanwhile, or still does. */
  async function readBack(request: ConnectorRequest, signal: AbortSignal): Promise<Found> {
    if (!serviceOrderOf(request, words)) return 'done';
    const order = await orderOf(http, request, signal);
    if (order) return foundIn(order, refusals);
    for (let round = (request.sentAgain ?? 0) - 1; round >= 0; round -= 1) {
      const earlier = await lookUp(http, { ...request, sentAgain: round }, signal);
      const found = earlier && foundIn(earlier, refusals);
      if (found === 'done' || found === 'pending' || found === 'unknown') return found;
    }
    return 'not-done';
  }

  async function cancel(request: ConnectorRequest, signal: AbortSignal): Promise<void> {
    const order = await orderOf(http, request, signal);
    if (!order?.id) return;
    const body = {
      cancellationReason: 'The customer has cancelled the change.',
      serviceOrder: { id: order.id, '@referredType': 'ServiceOrder' },
      '@type': 'CancelServiceOrder',
    };
    const answer = await http.send(
      { method: 'POST', path: '/cancelServiceOrder', body, traceparent: request.traceparent },
      signal,
    );
    // Any other no is an answer: it is too late, or this OSS cancels nothing.
    if (answer.status === 429 || answer.status === 503) throw new NoAnswer('the OSS is too busy to cancel');
  }

  return {
    apply,
    readBack,
    cancel,
    look: () => Promise.reject(new Error('TMF641 cannot tell what a SIM has')),
    expects: ({ msisdn }, held) => ({
      msisdn,
      has: Object.fromEntries(
        held.flatMap(({ service, value }) => {
          const known = services[service];
          if (!known || 'carried' in known) return [];
          return [[known.specification, characteristicOf(known, value)?.value ?? true] as const];
        }),
      ),
    }),
    capabilities: {
      services: new Set(Object.keys(services)),
      subscribers: new Set(subscription === null ? [] : ['create', 'number', 'swap', 'delete']),
      looks: false,
    },
    limits: { ...limits, settleMs: limits.timeoutMs },
    close: () => Promise.resolve(),
  };
}

async function orderOf(
  http: OssHttp,
  request: ConnectorRequest,
  signal: AbortSignal,
): Promise<ServiceOrder | null> {
  if (!request.reference) return lookUp(http, request, signal);
  const answer = await http.send(
    {
      method: 'GET',
      path: `/serviceOrder/${encodeURIComponent(request.reference)}`,
      traceparent: request.traceparent,
    },
    signal,
  );
  // Deleted there: it will not be carried out any more.
  if (answer.status === 404 || answer.status === 410) return lookUp(http, request, signal);
  return ownOf(request, parsed(serviceOrder, answer));
}

/** The order, when it is not that of another item. An OSS may leave our id out. */
function ownOf({ itemId }: ConnectorRequest, order: ServiceOrder): ServiceOrder {
  const named = order.externalId === undefined ? null : itemIdIn(order.externalId);
  if (named !== null && named !== itemId)
    throw new NoAnswer('the OSS answered with the order of another change');
  return order;
}

/** The order with our `externalId` (TMF630 §4.4: filtering by an attribute). Of several, the one that says most: done, under way, ended. */
async function lookUp(
  http: OssHttp,
  request: ConnectorRequest,
  signal: AbortSignal,
): Promise<ServiceOrder | null> {
  const externalId = externalIdOf(request);
  const query = new URLSearchParams({ externalId, limit: '10' });
  const answer = await http.send(
    { method: 'GET', path: `/serviceOrder?${query.toString()}`, traceparent: request.traceparent },
    signal,
  );
  if (answer.status === 404) return null;
  const orders = parsed(z.array(serviceOrder), answer);
  const own = orders.filter((order) => order.externalId === externalId);
  if (own.length === 0 && orders.length > 0)
    throw new NoAnswer('the OSS does not filter service orders by externalId');
  return own.toSorted((a, b) => rank(a) - rank(b))[0] ?? null;
}

function rank(order: ServiceOrder): number {
  const found = foundIn(order, {});
  if (found === 'done') return 0;
  return found === 'pending' || found === 'unknown' ? 1 : 2;
}

function parsed<T>(schema: z.ZodType<T>, { status, body }: OssAnswer): T {
  const result = schema.safeParse(body);
  if (status >= 300 || !result.success)
    throw new NoAnswer(`the OSS answered ${status} and no service order when it was asked for one`);
  return result.data;
}

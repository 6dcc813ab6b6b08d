import { getConnInfo } from '@hono/node-server/conninfo';
import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Logger } from 'pino';
import type { Actor, Call, Db } from '../call.ts';
import type { Clock } from '../clock.ts';
import { newId } from '../id.ts';
import { notFound, Refusal } from '../refusal.ts';
import { type Texts, texts } from '../texts.ts';
import type { Tracer } from '../tracing.ts';
import { refuseForeignOrigin, requestLimiter, securityHeaders } from './guard.ts';
import { inputOf } from './input.ts';
import { inLanguageOfPage, localeOf } from './language.ts';
import { defect, type Problem, problemOf } from './problem.ts';
import type { Route, Who } from './route.ts';

export type AppParts = {
  db: Db;
  clock: Clock;
  log: Logger;
  /** Absent or null: requests are not traced. */
  tracer?: Tracer | null;
  /** Scheme and host the portal is reached under, when configured; else the Host header decides. */
  publicOrigin: string | null;
  /** Takes the last address of X-Forwarded-For: only behind a proxy that sets it. */
  trustProxy: boolean;
  /** Who sends this request: reads the session cookie. */
  authenticate(request: Request): Promise<Actor>;
  /** Told of each refusal of access (401, 403, and 404 of something that has an owner) and the path asked for, for the audit. */
  onAccessRefused(call: Call, refusal: Refusal, path: string): Promise<void>;
  /** Told of each answer, for the metrics: route is the pattern, never the address. */
  onAnswer(method: string, route: string, status: number, seconds: number): void;
};

/**
 * The HTTP side of the portal: mounts routes, and for each request knows who asks, in which language, from where. `beside` adds
 * what is under /api and no route; any other address there is 404, and another method of a route 405.
 */
export function createApp(parts: AppParts, routes: Route[], beside?: (app: Hono) => void): Hono {
  const app = new Hono();
  const limit = requestLimiter(() => parts.clock.now());
  const headers = securityHeaders(parts.publicOrigin);
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) {
      // a page may be stricter about itself, such as /dev/mail
      if (!context.res.headers.has(name)) context.header(name, value);
    }
  });
  for (const route of routes) {
    app.on(route.method.toUpperCase(), patternOf(route), (context) => answer(parts, limit, route, context));
  }
  beside?.(app);
  for (const [pattern, methods] of methodsOfPatterns(routes)) {
    app.all(pattern, (context) => {
      const response = refused(parts, wrongMethod(methods), context.req.raw);
      response.headers.set('allow', methods.join(', '));
      return response;
    });
  }
  app.all('/api/*', (context) => refused(parts, notFound(), context.req.raw));
  app.onError((error, context) => {
    const requestId = requestIdOf(context.req.raw);
    parts.log.error({ err: error, requestId }, 'defect');
    return problemResponse(defect(texts(localeOf(context.req.raw)), requestId));
  });
  return app;
}

/** `/api/orders/{orderId}` as the router writes it. */
function patternOf({ path }: Route): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

function methodsOfPatterns(routes: Route[]): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const route of routes) {
    const known = methods.get(patternOf(route)) ?? [];
    const names = route.method === 'get' ? ['GET', 'HEAD'] : [route.method.toUpperCase()];
    methods.set(patternOf(route), [...known, ...names]);
  }
  return methods;
}

function wrongMethod(methods: string[]): Refusal {
  const values = { methods: methods.join(', ') };
  return new Refusal(405, 'wrong-method', 'This address takes {methods} only.', { values });
}

/** What no route has answered: in the log and the figures like any answer, all under one name. */
function refused(parts: AppParts, refusal: Refusal, request: Request): Response {
  const requestId = requestIdOf(request);
  const { method } = request;
  const { status } = refusal;
  const route = 'none';
  parts.onAnswer(routeMethods.has(method) ? method : 'other', route, status, 0);
  parts.log.info({ requestId, method, route, status }, 'answered');
  return problemResponse(problemOf(refusal, texts(localeOf(request)), requestId));
}

/** Other methods are made up by whoever asks, and would be figures without end. */
const routeMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

async function answer(
  parts: AppParts,
  limit: ReturnType<typeof requestLimiter>,
  route: Route,
  context: Context,
): Promise<Response> {
  const begun = performance.now();
  const request = context.req.raw;
  const call: Call = {
    db: parts.db,
    actor: { kind: 'anonymous' },
    now: parts.clock.now(),
    requestId: requestIdOf(request),
    ip: addressOf(context, parts.trustProxy),
  };
  const method = route.method.toUpperCase();
  call.span = parts.tracer?.start(`${method} ${route.path}`, request.headers.get('traceparent'), {
    kind: 'server',
    attributes: {
      'http.request.method': method,
      'http.route': route.path,
      'flottille.request_id': call.requestId,
    },
  });
  const response = await respond(parts, limit, route, context, call);
  // Nobody reads the body: what writes it must not wait for that.
  if (request.method === 'HEAD') await response.body?.cancel();
  const seconds = (performance.now() - begun) / 1000;
  response.headers.set('x-request-id', call.requestId);
  parts.onAnswer(route.method, route.path, response.status, seconds);
  const { span } = call;
  if ('organisationId' in call.actor) span?.set({ 'flottille.organisation_id': call.actor.organisationId });
  span?.set({ 'http.response.status_code': response.status });
  // What the asker did wrong is no failure of ours (semantic conventions for HTTP servers).
  span?.end(response.status >= 500 ? String(response.status) : null);
  const actor = 'personId' in call.actor ? call.actor.personId : call.actor.kind;
  parts.log.info(
    {
      requestId: call.requestId,
      ...(span && { traceId: span.traceId }),
      method: request.method,
      route: route.path,
      status: response.status,
      ms: Math.round(seconds * 1000),
      actor,
    },
    'answered',
  );
  return response;
}

async function respond(
  parts: AppParts,
  limit: ReturnType<typeof requestLimiter>,
  route: Route,
  context: Context,
  call: Call,
): Promise<Response> {
  const request = context.req.raw;
  let spoken: Texts = texts(localeOf(request));
  try {
    refuseForeignOrigin(request, parts.publicOrigin);
    call.actor = inLanguageOfPage(await parts.authenticate(request), request);
    if ('locale' in call.actor) spoken = texts(call.actor.locale);
    limit(
      `${route.method} ${route.path} ${'personId' in call.actor ? call.actor.personId : call.ip}`,
      route.perMinute ?? 600,
    );
    refuseUnlessAllowed(route.who, call.actor);
    const input = await inputOf(route, context.req.param(), request, spoken.locale);
    return toResponse(await route.handle(call, input as never), route);
  } catch (error) {
    if (error instanceof Refusal) {
      if ([401, 403, 404].includes(error.status)) {
        await parts.onAccessRefused(call, error, new URL(request.url).pathname);
      }
      return problemResponse(problemOf(error, spoken, call.requestId));
    }
    const traceId = call.span && { traceId: call.span.traceId };
    parts.log.error({ err: error, requestId: call.requestId, ...traceId, route: route.path }, 'defect');
    return problemResponse(defect(spoken, call.requestId));
  }
}

function refuseUnlessAllowed(who: Who, actor: Actor): void {
  if (who === 'anyone') return;
  if (actor.kind === 'anonymous' || actor.kind === 'system')
    throw new Refusal(401, 'sign-in-needed', 'Sign in first.');
  if (who === 'signed-in') return;
  if (who === 'staff') {
    if (actor.kind !== 'staff') throw notFound();
    return;
  }
  if (actor.kind !== 'person')
    throw new Refusal(403, 'customers-only', 'This is for the customer’s own people.');
  if (who === 'may-change' && actor.role !== 'manager') {
    throw new Refusal(
      403,
      'read-only',
      'Your access lets you look, not change. Ask the fleet manager of your company.',
    );
  }
}

function toResponse(answered: unknown, route: Route): Response {
  if (answered instanceof Response) return answered;
  const status = (route.status ?? 200) as ContentfulStatusCode;
  if (route.answer === 'stream') {
    const held = answered as { body: ReadableStream; headers: Record<string, string> };
    return new Response(held.body, { status, headers: held.headers });
  }
  if (route.answer === null) return new Response(null, { status });
  return Response.json(answered, { status, headers: { 'cache-control': 'no-store' } });
}

function problemResponse(problem: Problem): Response {
  const retryAfter = problem['retryAfter'];
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-request-id': problem.requestId,
      ...(typeof retryAfter === 'number' ? { 'retry-after': String(retryAfter) } : {}),
    },
  });
}

const requestIds = new WeakMap<Request, string>();

/** One id a request, so that an answer, its log lines and its audit entries can be tied together. */
function requestIdOf(request: Request): string {
  const known = requestIds.get(request);
  if (known) return known;
  const id = newId();
  requestIds.set(request, id);
  return id;
}

function addressOf(context: Context, trustProxy: boolean): string | null {
  const forwarded = trustProxy ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  if (forwarded) return forwarded;
  try {
    return getConnInfo(context).remote.address ?? null;
  } catch {
    return null; // called without a socket: a test that calls app.request()
  }
}

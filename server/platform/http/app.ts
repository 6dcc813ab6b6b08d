import { getConnInfo } from '@hono/node-server/conninfo';
import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Logger } from 'pino';
import type { ZodType } from 'zod';
import { type Actor, type Call, type Db, type Locale, locales } from '../call.ts';
import type { Clock } from '../clock.ts';
import { newId } from '../id.ts';
import { Refusal } from '../refusal.ts';
import { type Texts, texts } from '../texts.ts';
import { readJson, refuseForeignOrigin, requestLimiter, securityHeaders } from './guard.ts';
import { defect, invalidInput, problemOf } from './problem.ts';
import type { Route, Who } from './route.ts';

export type AppParts = {
  db: Db;
  clock: Clock;
  log: Logger;
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
 * what is under /api and no route; any other address there is 404.
 */
export function createApp(parts: AppParts, routes: Route[], beside?: (app: Hono) => void): Hono {
  const app = new Hono();
  const limit = requestLimiter(() => parts.clock.now());
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(securityHeaders)) {
      // a page may be stricter about itself, such as /dev/mail
      if (!context.res.headers.has(name)) context.header(name, value);
    }
  });
  for (const route of routes) {
    app.on(route.method.toUpperCase(), route.path.replace(/\{(\w+)\}/g, ':$1'), (context) =>
      answer(parts, limit, route, context),
    );
  }
  beside?.(app);
  app.all('/api/*', (context) => {
    const request = context.req.raw;
    const refusal = new Refusal(404, 'not-found', 'There is nothing at this address, or you may not see it.');
    return problemResponse(problemOf(refusal, texts(localeOf(request)), requestIdOf(request)), 404);
  });
  app.onError((error, context) => {
    const requestId = requestIdOf(context.req.raw);
    parts.log.error({ err: error, requestId }, 'defect');
    return problemResponse(defect(texts(localeOf(context.req.raw)), requestId), 500);
  });
  return app;
}

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
  const response = await respond(parts, limit, route, context, call);
  const seconds = (performance.now() - begun) / 1000;
  response.headers.set('x-request-id', call.requestId);
  parts.onAnswer(route.method, route.path, response.status, seconds);
  const actor = 'personId' in call.actor ? call.actor.personId : call.actor.kind;
  parts.log.info(
    {
      requestId: call.requestId,
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
    const input = await inputOf(route, context, request);
    return toResponse(await route.handle(call, input as never), route);
  } catch (error) {
    if (error instanceof Refusal) {
      if ([401, 403, 404].includes(error.status)) {
        await parts.onAccessRefused(call, error, new URL(request.url).pathname);
      }
      const response = problemResponse(problemOf(error, spoken, call.requestId), error.status);
      const retryAfter = error.extra['retryAfter'];
      if (typeof retryAfter === 'number') response.headers.set('retry-after', String(retryAfter));
      return response;
    }
    parts.log.error({ err: error, requestId: call.requestId, route: route.path }, 'defect');
    return problemResponse(defect(spoken, call.requestId), 500);
  }
}

function refuseUnlessAllowed(who: Who, actor: Actor): void {
  if (who === 'anyone') return;
  if (actor.kind === 'anonymous' || actor.kind === 'system')
    throw new Refusal(401, 'sign-in-needed', 'Sign in first.');
  if (who === 'signed-in') return;
  if (who === 'staff') {
    if (actor.kind !== 'staff')
      throw new Refusal(404, 'not-found', 'There is nothing at this address, or you may not see it.');
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

async function inputOf(route: Route, context: Context, request: Request) {
  const given: { part: string; schema: ZodType | undefined; value: unknown }[] = [
    { part: 'params', schema: route.params, value: context.req.param() },
    { part: 'query', schema: route.query, value: queryOf(request.url) },
    { part: 'headers', schema: route.headers, value: Object.fromEntries(request.headers) },
  ];
  if (route.body)
    given.push({
      part: 'body',
      schema: route.body,
      value: await readJson(request, route.maxBody ?? 1_048_576),
    });
  const wrong = [];
  const input: Record<string, unknown> = { request };
  for (const { part, schema, value } of given) {
    if (!schema) continue;
    const parsed = schema.safeParse(value);
    if (parsed.success) input[part] = parsed.data;
    else wrong.push({ part, error: parsed.error });
  }
  if (wrong.some(({ part }) => part === 'params')) {
    throw new Refusal(404, 'not-found', 'There is nothing at this address, or you may not see it.');
  }
  if (wrong.length > 0) throw invalidInput(wrong);
  return input;
}

/** A name given once is a string, given more often a list. */
function queryOf(url: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  const search = new URL(url).searchParams;
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name);
    query[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return query;
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

function problemResponse(problem: object, status: number): Response {
  return new Response(JSON.stringify(problem), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
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

/** A person is answered, and written to about what he asks here, in the language of the page he asks from. */
function inLanguageOfPage(actor: Actor, request: Request): Actor {
  const page = locales.find((locale) => locale === request.headers.get('x-locale'));
  return 'locale' in actor && page ? { ...actor, locale: page } : actor;
}

/** The page's language (sent by our pages as X-Locale), else the browser's, else French. */
function localeOf(request: Request): Locale {
  const wanted = [
    request.headers.get('x-locale') ?? '',
    ...(request.headers.get('accept-language') ?? '').split(','),
  ];
  for (const tag of wanted) {
    const found = locales.find((locale) => tag.trim().toLowerCase().startsWith(locale));
    if (found) return found;
  }
  return 'fr';
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

import { pino } from 'pino';
import { z } from 'zod';
import type { Actor, Call, Db } from '../server/platform/call.ts';
import { settableClock } from '../server/platform/clock.ts';
import { createApp } from '../server/platform/http/app.ts';
import { type Route, route } from '../server/platform/http/route.ts';
import type { Refusal } from '../server/platform/refusal.ts';

/** A manager; nobody reads him from a database. */
export const manager: Actor = {
  kind: 'person',
  personId: '01900000-0000-7000-8000-000000000001',
  organisationId: '01900000-0000-7000-8000-000000000002',
  role: 'manager',
  billingAccountIds: null,
  name: 'Marie Dupont',
  email: 'marie@example.test',
  locale: 'fr',
};

const size = z.object({
  name: z.string().min(2),
  'width/height': z.int().min(1),
  tags: z.array(z.string().max(3)).default([]),
});

/** The HTTP side with a few routes of its own, and with what it tells: log lines, refusals of access, answers counted. */
export function httpApp(options: { publicOrigin?: string; trustProxy?: boolean; actor?: Actor } = {}) {
  const clock = settableClock(new Date('2022-06-13T13:28:20Z'));
  const logged: Record<string, unknown>[] = [];
  const refusedAccess: { call: Call; refusal: Refusal; path: string }[] = [];
  const counted: unknown[][] = [];
  const state = { opened: 0, cancelled: 0 };
  const routes: Route[] = [
    route(
      {
        method: 'post',
        path: '/api/boxes/{boxId}',
        who: 'anyone',
        tag: 'Boxes',
        summary: 'Change a box',
        params: z.object({ boxId: z.uuid() }),
        query: z.object({ weight: z.coerce.number().int().min(1).optional() }),
        headers: z.object({ 'idempotency-key': z.string().min(8).optional() }),
        body: size,
        answer: z.object({ name: z.string() }),
        maxBody: 2048,
      },
      async (_call, { body }) => ({ name: body.name }),
    ),
    route(
      {
        method: 'get',
        path: '/api/boxes/{boxId}',
        who: 'signed-in',
        tag: 'Boxes',
        summary: 'A box',
        answer: z.object({ ip: z.string().nullable(), locale: z.string() }),
        perMinute: 3,
      },
      async ({ ip, actor }) => ({ ip, locale: actor.locale }),
    ),
    route(
      {
        method: 'post',
        path: '/api/change',
        who: 'may-change',
        tag: 'Boxes',
        summary: 'Change',
        answer: null,
      },
      async () => undefined,
    ),
    route(
      { method: 'get', path: '/api/staff', who: 'staff', tag: 'Boxes', summary: 'For staff', answer: null },
      async () => undefined,
    ),
    route(
      { method: 'get', path: '/api/broken', who: 'anyone', tag: 'Boxes', summary: 'Breaks', answer: null },
      async () => {
        throw new Error('relation "secret_table" does not exist');
      },
    ),
    route(
      {
        method: 'get',
        path: '/api/news',
        who: 'anyone',
        tag: 'Boxes',
        summary: 'A stream',
        answer: 'stream',
      },
      async () => {
        state.opened += 1;
        const body = new ReadableStream<Uint8Array>({ cancel: () => void (state.cancelled += 1) });
        return { body, headers: { 'content-type': 'text/event-stream' } };
      },
    ),
  ];
  const app = createApp(
    {
      db: {} as Db,
      clock,
      log: pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) }),
      publicOrigin: options.publicOrigin ?? null,
      trustProxy: options.trustProxy ?? false,
      authenticate: async () => options.actor ?? { kind: 'anonymous' },
      onAccessRefused: async (call, refusal, path) => void refusedAccess.push({ call, refusal, path }),
      onAnswer: (...answer) => void counted.push(answer),
    },
    routes,
    (inner) => inner.get('/api/beside', () => new Response('beside')),
  );

  async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    return app.request(path, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  }
  return { app, clock, routes, logged, refusedAccess, counted, state, send };
}

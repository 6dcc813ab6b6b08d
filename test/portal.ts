import { pino } from 'pino';
import { settableClock } from '../server/platform/clock.ts';
import { namedVariables, readConfig } from '../server/platform/config.ts';
import { startListener } from '../server/platform/listener.ts';
import { openTracing } from '../server/platform/tracing.ts';
import { startPortal } from '../server/portal.ts';
import type { TestDatabase } from './database.ts';

/** Who sends a request: the cookie of his session, or nobody. */
export type Session = { cookie: string } | null;

export type Sent = {
  method: string;
  path: string;
  body?: unknown;
  /** A body that is sent as it is, in place of `body`. */ file?: string;
  headers?: Record<string, string>;
};

/** The whole portal in this process, on a clock that stands still until it is moved; nothing runs by itself. */
export async function testPortal(
  database: TestDatabase,
  now: Date,
  environment: Record<string, string> = {},
) {
  const clock = settableClock(now);
  const log = pino({ level: 'silent' });
  const listener = await startListener({ url: database.url, log });
  const config = readConfig({ DEMO: '0', SIMULATOR_LATENCY_MS: '0', ...environment });
  const tracer = await openTracing(config.tracing, log);
  const portal = await startPortal({
    config,
    secrets: namedVariables(environment),
    secret: 'a secret of the tests that is long enough',
    database,
    databaseUrl: database.url,
    listener,
    clock,
    log,
    tracer,
    how: 'idle',
  }).catch(async (error: unknown) => {
    await listener.stop();
    throw error;
  });

  async function send(session: Session, { method, path, body, file, headers }: Sent): Promise<Response> {
    return portal.app.request(path, {
      method: method.toUpperCase(),
      headers: {
        ...(session ? { cookie: session.cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(file === undefined ? {} : { body: file }),
    });
  }

  return {
    ...portal,
    clock,
    send,
    async signIn(email: string, password: string): Promise<{ cookie: string }> {
      const answer = await send(null, { method: 'post', path: '/api/sign-in', body: { email, password } });
      if (answer.status !== 200) throw new Error(`${email} cannot sign in: ${await answer.text()}`);
      return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
    },
    async stop(drained?: Promise<void>): Promise<void> {
      await portal.stop(drained);
      await tracer?.stop();
      await listener.stop();
    },
  };
}

export type TestPortal = Awaited<ReturnType<typeof testPortal>>;

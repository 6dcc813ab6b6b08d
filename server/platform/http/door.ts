import { createAdaptorServer } from '@hono/node-server';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { listenFailure } from '../start-failure.ts';

type Answer = (request: Request, env: object) => Response | Promise<Response>;

/** The address that this process answers at. */
export type Door = {
  port: number;
  /** From now on this answers; before that everybody is asked to come back in a second. */
  answerWith(answer: Answer): void;
  /** Takes no new connection, and resolves when the requests under way are answered; after `patience` ms those left are cut. */
  close(patience?: number): Promise<void>;
};

/** Listens at once, so that an address in use is told before anything else is begun. Throws a StartFailure when it cannot. */
export async function openDoor({ host, port }: { host: string; port: number }): Promise<Door> {
  let answer: Answer = starting;
  const server = createAdaptorServer({ fetch: (request, env) => answer(request, env) }) as Server;
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw listenFailure(error, host, port);
  }
  const address = server.address();
  let closed: Promise<void> | undefined;
  return {
    port: typeof address === 'object' && address ? address.port : port,
    answerWith(next) {
      answer = next;
    },
    close: (patience = 10_000) => (closed ??= close(server, patience)),
  };
}

/** Alive, but nothing to be sent to yet: an orchestrator waits and does not start it anew. */
function starting(request: Request): Response {
  const isAlive = new URL(request.url).pathname === '/healthz';
  return new Response(isAlive ? 'ok' : 'starting', {
    status: isAlive ? 200 : 503,
    headers: { 'retry-after': '1', 'cache-control': 'no-store' },
  });
}

async function close(server: Server, patience: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // Browsers keep a connection open after its answer: those that have nothing under way are not waited for.
  const tidy = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), patience);
  await closed;
  clearInterval(tidy);
  clearTimeout(cut);
}

import { createAdaptorServer } from '@hono/node-server';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { authSecret } from './platform/auth-secret.ts';
import { systemClock } from './platform/clock.ts';
import { type Config, readConfig } from './platform/config.ts';
import { openDatabase } from './platform/database/database.ts';
import { startEmbedded } from './platform/database/embedded.ts';
import { migrate } from './platform/database/migrate.ts';
import { startListener } from './platform/listener.ts';
import { createLog } from './platform/log.ts';
import { listenFailure, StartFailure } from './platform/start-failure.ts';
import { startPortal } from './portal.ts';

/** Starts the portal, and stops it in order on SIGTERM and SIGINT. A start that fails says why in one sentence and exits with 1. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  // Taken first: a port in use is told before a database is started for nothing.
  const server = createAdaptorServer({ fetch: (request, env) => answer(request, env) });
  let answer: (request: Request, env: object) => Response | Promise<Response> = () =>
    new Response('starting', { status: 503, headers: { 'retry-after': '1' } });
  const port = await listen(server, config);

  const embedded = config.databaseUrl
    ? null
    : await startEmbedded({ dataDir: config.dataDir, log, onLost: (failure) => stop(failure) });
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? '';
  await migrate(databaseUrl);
  const database = await openDatabase(databaseUrl, { poolSize: config.poolSize });
  const listener = await startListener({ url: databaseUrl, log });
  const secret = authSecret(config);
  const portal = await startPortal({
    config: { ...config, port },
    secret,
    database,
    databaseUrl,
    listener,
    clock: systemClock,
    log,
  });
  answer = (request, env) => portal.app.fetch(request, env);
  announceReady(config, port);

  let stopping = false;
  function stop(failure?: Error): void {
    if (stopping) return;
    stopping = true;
    if (failure) log.fatal({ err: failure }, 'stopping');
    // A second wait that never ends must not keep the process for ever; what it held is taken over by leases.
    setTimeout(() => process.exit(1), 20_000).unref();
    void end(failure);
  }
  async function end(failure?: Error): Promise<void> {
    server.close();
    await portal.stop();
    if ('closeIdleConnections' in server) server.closeIdleConnections();
    await listener.stop();
    await database.close();
    await embedded?.stop();
    process.exit(failure ? 1 : 0);
  }
  process.on('SIGTERM', () => stop());
  process.on('SIGINT', () => stop());
}

async function listen(server: ReturnType<typeof createAdaptorServer>, config: Config): Promise<number> {
  server.listen(config.port, config.host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw listenFailure(error, config.host, config.port);
  }
  const address = (server as Server).address();
  return typeof address === 'object' && address ? address.port : config.port;
}

function announceReady(config: Config, port: number): void {
  const address = config.publicOrigin ?? `http://${config.host}:${port}`;
  const accounts = config.demo
    ? `
  Demo accounts, password flottille-demo:
    manager@demo.test    fleet manager of a company with 61 numbers
    viewer@demo.test     the same company, read only
    other@demo.test      another company, 12 numbers
    large@demo.test      a company with 5,000 numbers
    operator@demo.test   the operator's staff

  Mails are shown at ${address}/dev/mail\n`
    : '';
  process.stdout.write(`\nFlottille is ready at ${address}\n${accounts}\n`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

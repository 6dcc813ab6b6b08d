import { resolve } from 'node:path';
import { authSecret } from './platform/auth-secret.ts';
import { systemClock } from './platform/clock.ts';
import { type Config, mailsAre, namedVariables, readConfig } from './platform/config.ts';
import { openDatabase } from './platform/database/database.ts';
import { startEmbedded } from './platform/database/embedded.ts';
import { withDiskFull } from './platform/database/embedded-failure.ts';
import { migrate } from './platform/database/migrate.ts';
import { openDoor } from './platform/http/door.ts';
import { startListener } from './platform/listener.ts';
import { createLog } from './platform/log.ts';
import { StartFailure } from './platform/start-failure.ts';
import { openTracing } from './platform/tracing.ts';
import { startPortal } from './portal.ts';

/**
 * Starts the portal and runs it until `ends` is aborted; then stops in the opposite order what it started. A start that is
 * interrupted or fails half way stops what is there already.
 */
async function run(ends: AbortController): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  await using held = new AsyncDisposableStack();

  const door = await openDoor(config);
  held.defer(() => door.close());
  ends.signal.throwIfAborted();

  const embedded = config.databaseUrl
    ? null
    : await startEmbedded({ dataDir: config.dataDir, log, onLost: (failure) => ends.abort(failure) });
  held.defer(() => embedded?.stop());
  ends.signal.throwIfAborted();

  const databaseUrl = config.databaseUrl ?? embedded?.url ?? '';
  const secret = authSecret(config);
  await migrate(databaseUrl);
  ends.signal.throwIfAborted();

  const database = await openDatabase(databaseUrl, { poolSize: config.poolSize });
  held.defer(() => database.close());
  const listener = await startListener({ url: databaseUrl, log });
  held.defer(() => listener.stop());
  ends.signal.throwIfAborted();

  const tracer = await openTracing(config.tracing, log);
  held.defer(() => tracer?.stop());
  const portal = await startPortal({
    config: { ...config, port: door.port },
    secrets: namedVariables(process.env),
    secret,
    database,
    databaseUrl,
    listener,
    clock: systemClock,
    log,
    tracer,
  }).catch((error: unknown) => {
    // The demo operator is the first that needs room.
    throw withDiskFull(error, config.databaseUrl === null ? resolve(config.dataDir) : 'the database');
  });
  // Together, because event streams are requests under way until the portal ends them.
  held.defer(() => portal.stop(door.close()));
  door.answerWith((request, env) => portal.app.fetch(request, env));
  ends.signal.throwIfAborted();
  announceReady(config, door.port, portal.hasDemo);
  await aborted(ends.signal);
  if (ends.signal.reason === asked) log.info('stopping');
  else log.fatal({ err: ends.signal.reason }, 'stopping');
}

/** Resolves when the signal is aborted. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function announceReady(config: Config, port: number, hasDemo: boolean): void {
  const address = config.publicOrigin ?? `http://${config.host}:${port}`;
  const accounts = hasDemo
    ? `
  Demo accounts, password flottille-demo:
    manager@demo.test    fleet manager of a company with 61 numbers
    viewer@demo.test     the same company, read only
    other@demo.test      another company, 12 numbers
    large@demo.test      a company with 5,000 numbers
    operator@demo.test   the operator's staff\n`
    : '';
  const mails =
    mailsAre(config) === 'shown' && config.roles.includes('web')
      ? `\n  Mails are shown at ${address}/dev/mail\n`
      : '';
  process.stdout.write(`\nFlottille is ready at ${address}\n${accounts}${mails}\n`);
}

/** Why the portal ends when somebody asked it to, which is no failure. */
const asked = new Error('asked to stop');
const ends = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => ends.abort(asked));
// What nobody has caught is a defect: nothing that goes on after it can be relied on.
process.on('uncaughtException', (error) => ends.abort(error));
ends.signal.addEventListener('abort', () => {
  // A wait that never ends must not keep the process for ever; what it held is taken over by leases.
  setTimeout(() => process.exit(1), 20_000).unref();
});

try {
  await run(ends);
} catch (error) {
  ends.abort(error);
}
const why: unknown = ends.signal.reason;
if (why instanceof StartFailure) process.stderr.write(`${why.message}\n`);
else if (why !== asked) console.error(why);
process.exit(why === asked ? 0 : 1);

import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { errorCode, StartFailure } from '../start-failure.ts';
import { findBinaries, type Binaries } from './embedded-binaries.ts';
import { clusterFolder, prepareCluster } from './embedded-cluster.ts';
import { fullDisk, withDiskFull } from './embedded-failure.ts';
import { endOrphan, endServer, serverPid } from './embedded-orphan.ts';
import { freePort, startServer, type ServerProcess } from './embedded-server.ts';
import { writeSettings } from './embedded-settings.ts';
import { lockFolder } from './folder-lock.ts';
import { prepareDataFolder } from './data-folder.ts';
import { unprivilegedAccount, type Account } from './run-as.ts';

/** Where the built-in server tells what it does; pino's logger fits. */
export type ServerLog = {
  debug(message: string): void;
  warn(message: string): void;
  error(message: string): void;
};

export type EmbeddedOptions = {
  dataDir: string;
  log: ServerLog;
  /** More settings of PostgreSQL, `name=value`; the tests give up safety for speed with them. */
  settings?: string[];
  /** The server ended by itself and could not be started again. */
  onLost?(failure: Error): void;
};

export type Embedded = {
  /** For `openDatabase`: the loopback address with the password. Stays the same until `stop`. */
  url: string;
  stop: () => Promise<void>;
};

const role = 'flottille';
const database = 'flottille';

/**
 * Starts the built-in PostgreSQL on the data folder as a child process; the first time it makes the database.
 * It ends with this process, however this process ends. Throws a StartFailure with one sentence when it cannot.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = prepareDataFolder(options.dataDir);
  const lock = lockFolder(dataDir);
  try {
    const account = unprivilegedAccount([clusterFolder(dataDir), dataDir]);
    const binaries = findBinaries(account);
    const { cluster, password } = prepareCluster(dataDir, binaries, account);
    await endOrphan(cluster, (message) => options.log.warn(message));
    writeSettings(cluster, account);
    const running = await keepRunning(cluster, binaries, account, options);
    try {
      await prepareDatabase(running.port, password);
    } catch (error) {
      await running.stop();
      throw error;
    }
    return {
      url: `postgres://${role}:${password}@127.0.0.1:${running.port}/${database}`,
      stop: async () => {
        await running.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw withDiskFull(error, dataDir);
  }
}

/** Starts the server, and again on the same port when it ends without being asked to (killed, out of memory). */
async function keepRunning(
  cluster: string,
  binaries: Binaries,
  account: Account | undefined,
  options: EmbeddedOptions,
): Promise<{ port: number; stop: () => Promise<void> }> {
  const { log, settings = [] } = options;
  const onLine = (line: string): void => {
    tell(log, line);
    if (fullDisk.test(line)) hadNoRoomAt = performance.now();
  };
  const start = (port: number) => startOnPort(cluster, port, binaries, account, { settings, onLine });
  let stopping = false;
  let hadNoRoomAt = -Infinity;
  const hasNoRoom = () => performance.now() - hadNoRoomAt < 60_000;
  let current = await start(await freePort());
  const { port } = current;

  async function watch(server: ServerProcess): Promise<void> {
    await server.ended;
    if (stopping) return;
    log.error('The built-in PostgreSQL ended unexpectedly; starting it again.');
    // One that ends at once every time must not keep the machine busy.
    await sleep(500);
    try {
      if (stopping) return;
      await endOrphan(cluster, (message) => log.warn(message));
      current = await start(port);
      void watch(current);
    } catch (error) {
      if (!stopping) options.onLost?.(error instanceof Error ? error : new Error(String(error)));
    }
  }
  void watch(current);

  return {
    port,
    stop: async () => {
      stopping = true;
      const pid = serverPid(cluster);
      if (pid !== undefined) await endServer(pid, cluster, hasNoRoom);
      await current.ended;
    },
  };
}

/** Tries again while leftovers of a killed server (its memory, its port) are not yet gone. */
async function startOnPort(
  cluster: string,
  port: number,
  binaries: Binaries,
  account: Account | undefined,
  options: { settings: string[]; onLine(line: string): void },
): Promise<ServerProcess> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startServer(cluster, port, binaries, account, options);
    } catch (error) {
      const output = error instanceof StartFailure && error.cause instanceof Error ? error.cause.message : '';
      if (attempt === 40 || !/is still in use|could not bind|Address already in use/i.test(output))
        throw error;
      await sleep(250);
    }
  }
}

/** The portal's own role, without the rights of a superuser, and its database. */
async function prepareDatabase(port: number, password: string): Promise<void> {
  const client = new Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' });
  await client.connect();
  try {
    const made = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (made.rowCount === 1) return;
    const secret = client.escapeLiteral(password);
    await client.query(`CREATE ROLE ${role} LOGIN CREATEDB PASSWORD ${secret}`).catch((error: unknown) => {
      // Killed between the role and the database the last time.
      if (errorCode(error) !== '42710') throw error;
    });
    await client.query(`CREATE DATABASE ${database} OWNER ${role}`);
  } finally {
    await client.end();
  }
}

/** The server's own words. A client that is cut off or refused is FATAL to PostgreSQL, not to the portal. */
function tell(log: ServerLog, line: string): void {
  if (line.trim() === '') return;
  if (/^(PANIC|ERROR):/.test(line)) log.error(line);
  else if (
    line.startsWith('WARNING:') ||
    (line.startsWith('FATAL:') && !line.includes('terminating connection'))
  )
    log.warn(line);
  else log.debug(line);
}

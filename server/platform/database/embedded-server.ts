import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import type { Binaries } from './embedded-binaries.ts';
import { pathForAccount, serverEnvironment } from './embedded-cluster.ts';
import { serverFailure } from './embedded-failure.ts';
import type { Account } from './run-as.ts';

export type ServerProcess = {
  port: number;
  /** Resolves when the process has ended, for whatever reason, with the last lines it printed. */
  ended: Promise<string>;
};

/**
 * Starts the server and waits until it accepts connections: seconds, or as long as the recovery after a crash takes.
 * `onLine` gets each line it prints.
 */
export async function startServer(
  cluster: string,
  port: number,
  binaries: Binaries,
  account: Account | undefined,
  options: { settings?: string[]; onLine(line: string): void },
): Promise<ServerProcess> {
  const settings = (options.settings ?? []).flatMap((setting) => ['-c', setting]);
  const command = [
    binaries.postgres,
    '-D',
    pathForAccount(cluster, account),
    '-p',
    String(port),
    ...settings,
  ];
  const child = spawnWatched(command, cluster, account);
  const printed: string[] = [];
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      printed.push(line);
      if (printed.length > 50) printed.shift();
      if (line.includes('database system is ready to accept connections')) ready.resolve();
      options.onLine(line);
    });
  }
  child.once('error', (error) => ended.resolve(error.message));
  // "close" comes after the last line was read, "exit" may come before it.
  child.once('close', () => ended.resolve(printed.join('\n')));
  await Promise.race([
    ready.promise,
    ended.promise.then((output) => {
      throw serverFailure(output, cluster);
    }),
  ]);
  return { port, ended: ended.promise };
}

/**
 * A shell stands between: it reads from a pipe that only this process holds open, and ends the server when the pipe closes, that
 * is also when this process is killed with -9 and can do nothing any more.
 */
const watch = `
  exec 3<&0
  "$@" 3<&- </dev/null &
  server=$!
  (read -r line <&3; kill -INT $server) >/dev/null 2>&1 &
  watcher=$!
  exec 3<&-
  trap '' HUP INT TERM
  wait $server
  kill $watcher
`;

function spawnWatched(command: string[], cwd: string, account: Account | undefined): ChildProcess {
  const options = {
    cwd,
    ...account,
    env: serverEnvironment(),
    // A group of its own: Ctrl-C must reach the portal only, which still needs the database to stop in order.
    detached: true,
  };
  const [program = '', ...parameters] = command;
  if (process.platform === 'win32') {
    return spawn(program, parameters, { ...options, detached: false, stdio: ['ignore', 'pipe', 'pipe'] });
  }
  return spawn('/bin/sh', ['-c', watch, 'flottille-postgres', ...command], {
    ...options,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** A port of the loopback address that nobody uses at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartFailure } from '../start-failure.ts';

/** Asks the server to end: connections are cut, transactions rolled back, data written (PostgreSQL's "fast shutdown"). */
export const fastShutdown = 'SIGINT';

const stopPatience = 60_000;

/**
 * Ends a server that outlived its Flottille (killed with -9) on this data folder, so that a new one can start. The caller
 * holds the lock of the data folder: whatever still runs there belongs to nobody.
 */
export async function endOrphan(cluster: string, log: (message: string) => void): Promise<void> {
  const pid = serverPid(cluster);
  if (pid === undefined) return;
  if (!isServerOf(pid, cluster)) {
    // After a crash of the machine the number in the file may belong to any process by now; PostgreSQL would not start.
    rmSync(join(cluster, 'postmaster.pid'), { force: true });
    return;
  }
  log(`Ending the PostgreSQL server that an earlier Flottille left behind (process ${pid}).`);
  await endServer(pid, cluster);
}

/**
 * Ends the server and waits until it is gone; kills it when it does not end within a minute, or within seconds when it `hasNoRoom`:
 * on a full disk it may wait for ever. What is committed is in its log, from which the next start reads it.
 */
export async function endServer(
  pid: number,
  cluster: string,
  hasNoRoom: () => boolean = () => false,
): Promise<void> {
  signal(pid, fastShutdown, cluster);
  if (await gone(pid, 3000)) return;
  if (!hasNoRoom() && (await gone(pid, stopPatience))) return;
  signal(pid, 'SIGQUIT', cluster);
  if (await gone(pid, 10_000)) return;
  signal(pid, 'SIGKILL', cluster);
  await gone(pid, 10_000);
}

/** The process number that the server wrote into its data folder. */
export function serverPid(cluster: string): number | undefined {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  return Number.isInteger(pid) && pid > 1 ? pid : undefined;
}

/** Whether the process is a PostgreSQL server that works in this data folder. */
function isServerOf(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return programOf(pid).includes('postgres');
  try {
    return (
      programOf(pid).startsWith('postgres') && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
    );
  } catch {
    // A process of another account: its folder cannot be read, so it is not one that this account started.
    return false;
  }
}

function programOf(pid: number): string {
  if (process.platform === 'linux') return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  return spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).stdout ?? '';
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function gone(pid: number, patience: number): Promise<boolean> {
  for (let waited = 0; waited < patience; waited += 20) {
    if (!isAlive(pid)) return true;
    await sleep(20);
  }
  return !isAlive(pid);
}

function signal(pid: number, name: NodeJS.Signals, cluster: string): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!isAlive(pid)) return;
    throw new StartFailure(
      `A PostgreSQL server (process ${pid}) still runs on ${cluster} under another account: stop it first.`,
      { cause: error },
    );
  }
}

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { type Database, openDatabase } from '../../server/platform/database/database.ts';
import { startEmbedded } from '../../server/platform/database/embedded.ts';
import { migrate } from '../../server/platform/database/migrate.ts';

/** A PostgreSQL of one test, as safe as a real one, to be killed; this process is its parent, so that it leaves no zombie. */
export type OwnServer = {
  url: string;
  database: Database;
  /** SIGKILL to the postmaster; resolves when the next one takes statements. */
  kill(): Promise<void>;
  /**
   * Resolves when it takes statements again, as once there is room on the disk: true; or when it could not be started again and the
   * portal would end and say why: false.
   */
  isBack(): Promise<boolean>;
  stop(): Promise<void>;
};

/** Starts it in `folder`, else in a throw-away one. */
export async function ownServer(folder?: string): Promise<OwnServer> {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), 'flottille-fault-')));
  const quiet = { debug: () => {}, warn: () => {}, error: () => {} };
  let lost: Error | undefined;
  const server = await startEmbedded({ dataDir, log: quiet, onLost: (failure) => (lost = failure) });
  const { url } = server;
  await migrate(url);
  const database = await openDatabase(url, { poolSize: 5, applicationName: 'fault-test' });
  return {
    url,
    database,
    kill: async () => {
      const before = await postmaster(dataDir);
      process.kill(before, 'SIGKILL');
      while (!(await answers(url)) || (await postmaster(dataDir)) === before) {
        if (lost) throw lost;
        await sleep(20);
      }
    },
    isBack: async () => {
      while (!(await answers(url))) {
        if (lost) return false;
        await sleep(20);
      }
      return true;
    },
    stop: async () => {
      await database.close();
      await server.stop();
      if (!folder) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function postmaster(dataDir: string): Promise<number> {
  const file = await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8').catch(() => '0');
  return Number.parseInt(file, 10);
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../server/platform/database/embedded.ts';
import { migrate } from '../server/platform/database/migrate.ts';
import { dropDatabase } from './drop-database.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server of this run: a role that may create databases, connected to any one. */
    serverUrl: string;
    /** The migrated, empty database that each test file copies. */
    templateDatabase: string;
  }
}

// The projects of one run share the server: the first one starts it and, at the end of the run, stops it.
const shared = 'FLOTTILLE_TEST_SERVER';

/**
 * One PostgreSQL for the run, with the migrations done once in a template database: the built-in one in a throw-away folder, or
 * that of TEST_DATABASE_URL (its user must be allowed to create databases).
 */
export default async function provideServer(project: TestProject): Promise<() => Promise<void>> {
  const template = `flottille_template_${process.pid}`;
  const known = process.env[shared];
  const own = known ? undefined : await startServer(template);
  const url = known ?? own?.url ?? '';
  process.env[shared] = url;
  project.provide('serverUrl', url);
  project.provide('templateDatabase', template);
  return async () => {
    await own?.stop();
  };
}

async function startServer(template: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env['TEST_DATABASE_URL'];
  const server = given ? { url: given, stop: () => dropAll(given) } : await throwAwayServer();
  await withClient(server.url, (client) => client.query(`CREATE DATABASE ${template}`));
  await migrate(databaseUrl(server.url, template));
  return server;
}

async function throwAwayServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'flottille-test-'));
  const log = { debug: () => {}, warn: console.warn, error: () => {} };
  // Nothing of it outlives the run: what makes a real database safe would only make the tests slow.
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];
  const server = await startEmbedded({ dataDir, log, settings });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The template and whatever a killed test left on a server that is not ours to throw away. */
async function dropAll(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'SELECT datname AS name FROM pg_database WHERE datname ~ $1',
      [`^flottille_(template|test)_${process.pid}`],
    );
    for (const { name } of rows) await dropDatabase(url, name);
  });
}

async function withClient(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** The same server and user, another database. */
export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

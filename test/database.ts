import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, inject } from 'vitest';
import { openDatabase, type Database } from '../server/platform/database/database.ts';
import { dropDatabase } from './drop-database.ts';

export type TestDatabase = Database & {
  /** For what opens its own connections: a second process, a listener. */
  url: string;
};

/**
 * A migrated, empty database for this test file alone; dropped when its tests are done.
 * Call it once at the top of the file: `const { db } = await testDatabase();`
 */
export async function testDatabase(options: { poolSize?: number } = {}): Promise<TestDatabase> {
  const serverUrl = inject('serverUrl');
  const template = inject('templateDatabase');
  const name = `${template.replace('template', 'test')}_${randomUUID().slice(0, 8)}`;
  await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const database = await openDatabase(url.href, { poolSize: options.poolSize ?? 5, applicationName: name });
  afterAll(async () => {
    await database.close();
    await dropDatabase(serverUrl, name);
  });
  return { ...database, url: url.href };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

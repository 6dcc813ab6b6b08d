import { Client } from 'pg';

/**
 * Drops a database of a test: its clients are thrown out first. `WITH (FORCE)` would do so too, but refuses a role that
 * is no superuser while autovacuum is at work in it; without it PostgreSQL ends autovacuum by itself.
 */
export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(
      `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
       WHERE datname = $1 AND backend_type = 'client backend'`,
      [name],
    );
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

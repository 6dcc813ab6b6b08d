import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import Cursor from 'pg-cursor';
import type { DB } from '../../tables.ts';
import { errorCode, StartFailure } from '../start-failure.ts';
import { columnParsers } from './column-parsers.ts';

/** The oldest PostgreSQL that the migrations and queries are written for. */
export const oldestServer = 15;

export type Database = {
  db: Kysely<DB>;
  /** For what kysely cannot say: COPY, and its own figures. Same settings and parsers as `db`, same connections. */
  pool: Pool;
  close: () => Promise<void>;
};

export type DatabaseOptions = {
  /** Connections at most; they are opened when needed and closed again after half a minute of rest. */
  poolSize: number;
  /** Shown in pg_stat_activity. */
  applicationName?: string;
  /** Milliseconds after which the server ends a statement; 0 = never (migrations, exports). */
  statementTimeout?: number;
};

/**
 * Connects to PostgreSQL. int8 comes as number, numeric and date as string, timestamptz as Date.
 * Throws a StartFailure with one sentence when the address is wrong, nobody answers, or the server is too old.
 */
export async function openDatabase(url: string, options: DatabaseOptions): Promise<Database> {
  checkAddress(url);
  const pool = new Pool({
    connectionString: url,
    max: options.poolSize,
    application_name: options.applicationName ?? 'flottille',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: options.statementTimeout ?? 120_000,
    // A transaction that nobody goes on with (a hung process) must not keep its locks.
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
    types: { getTypeParser: columnParsers },
  });
  // Without a listener an idle connection that the server ends (restart, failover) would end this process.
  pool.on('error', () => {});
  // The same for one in use: its query or the next one fails and tells whoever works with it.
  pool.on('connect', (client) => void client.on('error', () => {}));
  try {
    await checkServer(pool);
  } catch (error) {
    await pool.end();
    throw error instanceof StartFailure ? error : connectionFailure(url, error);
  }
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool, cursor: Cursor }) });
  return { db, pool, close: () => db.destroy() };
}

function checkAddress(url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== 'postgres:' && parsed?.protocol !== 'postgresql:') {
    throw new StartFailure(
      'DATABASE_URL is not an address of a PostgreSQL database: it must look like postgres://user:password@host:5432/database.',
    );
  }
}

async function checkServer(pool: Pool): Promise<void> {
  const version = await shown(pool, 'server_version');
  if (!(Number.parseInt(version, 10) >= oldestServer)) {
    throw new StartFailure(
      `The PostgreSQL server is version ${version}, but Flottille needs version ${oldestServer} or newer.`,
    );
  }
  const encoding = await shown(pool, 'server_encoding');
  if (encoding !== 'UTF8') {
    throw new StartFailure(
      `The database of DATABASE_URL has the encoding ${encoding}, which cannot hold every name and price: create one with ENCODING 'UTF8'.`,
    );
  }
}

async function shown(pool: Pool, setting: 'server_version' | 'server_encoding'): Promise<string> {
  const answer = await pool.query<Record<string, string>>(`SHOW ${setting}`);
  return answer.rows[0]?.[setting] ?? 'unknown';
}

/** One sentence for why the database cannot be used. The password never appears in it. */
export function connectionFailure(url: string, error: unknown): StartFailure {
  const { host, username, pathname } = new URL(url);
  const user = decodeURIComponent(username);
  const database = decodeURIComponent(pathname.slice(1));
  const sentences: Record<string, string> = {
    ECONNREFUSED: `No PostgreSQL server answers at ${host}: check the host and port in DATABASE_URL and that the server runs.`,
    ENOTFOUND: `The host ${host} in DATABASE_URL is not known: check its name.`,
    EAI_AGAIN: `The host ${host} in DATABASE_URL could not be looked up: check its name and the name server.`,
    ETIMEDOUT: `The PostgreSQL server at ${host} did not answer in time: check the host and port in DATABASE_URL and the network.`,
    '28P01': `The PostgreSQL server at ${host} refused the password of user "${user}" in DATABASE_URL.`,
    '28000': `The PostgreSQL server at ${host} does not let user "${user}" of DATABASE_URL in: check pg_hba.conf and the user's rights.`,
    '3D000': `The database "${database}" of DATABASE_URL does not exist on the PostgreSQL server at ${host}: create it first.`,
    '42501': `User "${user}" of DATABASE_URL may not use the database "${database}" on ${host}: grant the rights first.`,
    '53300': `The PostgreSQL server at ${host} has no connection left: raise max_connections or lower POOL_SIZE.`,
    '57P03': `The PostgreSQL server at ${host} is starting or stopping: try again in a moment.`,
  };
  const reason = error instanceof Error ? error.message : String(error);
  const timedOut = /timeout/i.test(reason) ? sentences['ETIMEDOUT'] : undefined;
  return new StartFailure(
    sentences[errorCode(error)] ?? timedOut ?? `The database at ${host} cannot be used: ${reason.trim()}.`,
    { cause: error },
  );
}

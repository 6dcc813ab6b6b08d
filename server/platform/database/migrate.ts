import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Migrator, type Migration, type MigrationProvider } from 'kysely/migration';
import { errorCode, StartFailure } from '../start-failure.ts';
import { openDatabase, type Database } from './database.ts';

const migrationsFolder = join(import.meta.dirname, '../../../migrations');

/**
 * Brings the database at `url` to the newest migration; returns the names of those that ran now. Each runs in its own
 * transaction under a lock of the database, so that of two starters at the same moment one does it and the other waits.
 */
export async function migrate(url: string, folder: string = migrationsFolder): Promise<string[]> {
  // Its own connection: a migration, or the wait for another starter's, may take longer than any statement of the portal.
  const { db, close } = await openDatabase(url, {
    poolSize: 1,
    applicationName: 'flottille-migrations',
    statementTimeout: 0,
  });
  try {
    const files = await readMigrations(folder);
    const done = await runPending(new Migrator({ db, provider: provider(files) }));
    await refuseEdited(db, files);
    return done;
  } finally {
    await close();
  }
}

type MigrationFile = { name: string; text: string; fingerprint: string };

async function readMigrations(folder: string): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(
    names.map(async (name, position) => {
      const number = String(position + 1).padStart(4, '0');
      if (!name.startsWith(`${number}-`)) {
        throw new StartFailure(
          `The migration ${name} must be named ${number}-….sql: numbers have no gap and no double.`,
        );
      }
      const text = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
      return {
        name: name.slice(0, -'.sql'.length),
        text,
        fingerprint: createHash('sha256').update(text).digest('hex'),
      };
    }),
  );
}

function provider(files: MigrationFile[]): MigrationProvider {
  const migrations: Record<string, Migration> = {};
  for (const file of files) {
    migrations[file.name] = {
      up: async (db) => {
        await sql.raw(file.text).execute(db);
        await sql`CREATE TABLE IF NOT EXISTS migration_fingerprint (name text PRIMARY KEY, sha256 text NOT NULL)`.execute(
          db,
        );
        await sql`INSERT INTO migration_fingerprint VALUES (${file.name}, ${file.fingerprint})`.execute(db);
      },
    };
  }
  return { getMigrations: () => Promise.resolve(migrations) };
}

async function runPending(migrator: Migrator): Promise<string[]> {
  const done: string[] = [];
  for (;;) {
    const { error, results } = await migrator.migrateUp();
    if (error !== undefined) throw migrationFailure(error, results?.at(-1)?.migrationName);
    const [result] = results ?? [];
    if (!result) return done;
    done.push(result.migrationName);
  }
}

/** What the person who started it can mend, by PostgreSQL's code: insufficient_privilege, read_only_sql_transaction, feature_not_supported, disk_full. */
const mendable: Record<string, (reason: string) => string | undefined> = {
  '42501': (reason) =>
    `The user of DATABASE_URL may not make what Flottille needs in its database (${reason}): make it the owner of the database.`,
  '25006': () =>
    'The database of DATABASE_URL is read-only (a standby, or default_transaction_read_only): use the primary, or make it writable.',
  '0A000': (reason) => {
    const extension = /extension "(\w+)" is not available/.exec(reason)?.[1];
    return (
      extension &&
      `The PostgreSQL server lacks the extension ${extension}: install its contrib package (postgresql-contrib).`
    );
  },
  '53100': () => 'The disk of the database is full: make room and start again.',
};

function migrationFailure(error: unknown, name: string | undefined): Error {
  const reason = error instanceof Error ? error.message : String(error);
  const missing = /previously executed migration (\S+) is missing/.exec(reason)?.[1];
  if (missing) {
    return new StartFailure(
      `The database was made by a newer Flottille (it holds the migration ${missing}): start that version, or use another database.`,
      { cause: error },
    );
  }
  const sentence = mendable[errorCode(error)]?.(reason);
  if (sentence !== undefined) return new StartFailure(sentence, { cause: error });
  return new Error(`The migration ${name ?? ''} failed: ${reason}`, { cause: error });
}

/** A migration that was edited after it ran leaves a database that no migration describes. */
async function refuseEdited(db: Database['db'], files: MigrationFile[]): Promise<void> {
  if (files.length === 0) return;
  const { rows } = await sql<{
    name: string;
    sha256: string;
  }>`SELECT name, sha256 FROM migration_fingerprint`.execute(db);
  const ran = new Map(rows.map((row) => [row.name, row.sha256]));
  const edited = files.find((file) => ran.get(file.name) !== file.fingerprint);
  if (edited) {
    throw new StartFailure(
      `The migration ${edited.name} was changed after it ran on this database: use a new database (remove the data folder), or put the old migration back.`,
    );
  }
}

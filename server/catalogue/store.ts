import { sql } from 'kysely';
import type { Call } from '../platform/call.ts';
import { catalogueDocument, type Catalogue } from './contract.ts';

/** Number and checksum of the version in force; null before the first. */
export async function latestVersion(call: Call): Promise<{ version: number; checksum: string } | null> {
  const row = await call.db
    .selectFrom('catalogue_version')
    .select(['version', 'checksum'])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** The checksum of a version; null when there is none of that number. */
export async function checksumAt(call: Call, version: number): Promise<string | null> {
  const row = await call.db
    .selectFrom('catalogue_version')
    .select('checksum')
    .where('version', '=', version)
    .executeTakeFirst();
  return row?.checksum ?? null;
}

/** One version as it was applied; null when there is none of that number. */
export async function findVersion(call: Call, version: number): Promise<Catalogue | null> {
  const row = await call.db
    .selectFrom('catalogue_version')
    .selectAll()
    .where('version', '=', version)
    .executeTakeFirst();
  if (!row) return null;
  return {
    ...catalogueDocument.parse(row.document),
    version: row.version,
    validFrom: row.applied_at.toISOString(),
    checksum: row.checksum,
  };
}

/** Keeps others from adding versions until this transaction ends: of two starters at one moment the second waits here. */
export async function lockVersions(call: Call): Promise<void> {
  await sql`LOCK TABLE catalogue_version IN SHARE ROW EXCLUSIVE MODE`.execute(call.db);
}

/** Writes a version. Only inside a transaction that holds the lock of `lockVersions`. */
export async function insertVersion(call: Call, catalogue: Catalogue): Promise<void> {
  const { version, validFrom, checksum, ...document } = catalogue;
  await call.db
    .insertInto('catalogue_version')
    .values({ version, checksum, applied_at: validFrom, document: JSON.stringify(document) })
    .execute();
}

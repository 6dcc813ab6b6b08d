import { sql } from 'kysely';
import { inTransaction, type Call } from '../platform/call.ts';
import { checksumOf } from './checksum.ts';
import { readDocuments } from './read-documents.ts';
import { insertVersion, latestVersion } from './store.ts';

/**
 * Makes the folder's YAML the catalogue in force, as a new version dated now; does nothing when what it says is what is
 * in force already. Throws a `CatalogueError` naming file and line when the folder cannot be used. What customers hold
 * keeps the terms of the version it was bought under.
 */
export async function applyCatalogue(
  call: Call,
  folder: string,
): Promise<{ version: number; changed: boolean }> {
  const document = await readDocuments(folder);
  const checksum = checksumOf(document);
  return inTransaction(call, async (call) => {
    // Two starters at the same moment: the second waits here and then finds that nothing changed.
    await sql`LOCK TABLE catalogue_version IN SHARE ROW EXCLUSIVE MODE`.execute(call.db);
    const latest = await latestVersion(call);
    if (latest?.checksum === checksum) return { version: latest.version, changed: false };
    const version = (latest?.version ?? 0) + 1;
    await insertVersion(call, { ...document, version, validFrom: call.now.toISOString(), checksum });
    return { version, changed: true };
  });
}

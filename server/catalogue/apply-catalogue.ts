import { record } from '../audit/audit.ts';
import { inTransaction, type Call } from '../platform/call.ts';
import { checksumOf } from './checksum.ts';
import type { CatalogueDocument } from './document-contract.ts';
import { readDocuments } from './read-documents.ts';
import { insertVersion, latestVersion, lockVersions } from './store.ts';

/**
 * Makes the folder's YAML the catalogue in force, as a new version dated now; does nothing when what it says is what is
 * in force already. Throws a `CatalogueError` naming file and line when the folder cannot be used. What customers hold
 * keeps the terms of the version it was bought under. `check` may throw what else speaks against the document, before it is stored.
 */
export async function applyCatalogue(
  call: Call,
  folder: string,
  check: (document: CatalogueDocument) => void = () => {},
): Promise<{ version: number; changed: boolean }> {
  const document = await readDocuments(folder);
  check(document);
  const checksum = checksumOf(document);
  return inTransaction(call, async (call) => {
    await lockVersions(call);
    const latest = await latestVersion(call);
    if (latest?.checksum === checksum) return { version: latest.version, changed: false };
    const version = (latest?.version ?? 0) + 1;
    await insertVersion(call, { ...document, version, validFrom: call.now.toISOString(), checksum });
    await record(call, {
      action: 'catalogue.applied',
      organisationId: null,
      targetKind: 'catalogue',
      targetId: String(version),
      before: latest,
      after: { version, checksum },
    });
    return { version, changed: true };
  });
}

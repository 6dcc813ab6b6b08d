import { record } from '../audit/audit.ts';
import { type Call, inTransaction, type Person, type System } from '../platform/call.ts';
import { notFound } from '../platform/refusal.ts';
import { deleteExpired, deleteExport, findExport } from './export-store.ts';

/** Forgets an export with its file; one that is being written is given up. */
export async function removeExport(caller: Call<Person>, { exportId }: { exportId: string }): Promise<void> {
  await inTransaction(caller, async (call) => {
    if (!(await findExport(call, exportId, 'lock'))) throw notFound();
    await deleteExport(call, exportId);
    await record(call, { action: 'exports.removed', targetKind: 'export', targetId: exportId });
  });
}

/** Forgets what has been kept long enough. */
export async function forgetOldExports(call: Call<System>): Promise<void> {
  await deleteExpired(call);
}

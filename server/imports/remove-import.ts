import { record } from '../audit/audit.ts';
import { type Call, inTransaction, type Person, type System } from '../platform/call.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { deleteImport, deleteOld, findImport } from './import-store.ts';

/** Forgets an import with its file. What was ordered from it stays. 409 while users or cost centres are being given. */
export async function removeImport(caller: Call<Person>, { importId }: { importId: string }): Promise<void> {
  await inTransaction(caller, async (call) => {
    const known = await findImport(call, importId, 'lock');
    if (!known) throw notFound();
    if (known.state === 'carrying')
      throw new Refusal(409, 'import-carrying', 'This file is being carried out. Wait until it is done.');
    await deleteImport(call, importId);
    await record(call, { action: 'imports.removed', targetKind: 'import', targetId: importId });
  });
}

const hour = 3_600_000;

/** Forgets files that nobody finished sending within an hour, and everything after thirty days. */
export async function forgetOldImports(call: Call<System>): Promise<void> {
  const now = call.now.getTime();
  await deleteOld(call, { unreceived: new Date(now - hour), any: new Date(now - 30 * 24 * hour) });
}

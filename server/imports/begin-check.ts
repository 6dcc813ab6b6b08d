import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { refuseSubmitted } from './change-reading.ts';
import type { Import, ImportColumn } from './contract.ts';
import { findImport, startCheck } from './import-store.ts';
import { readImport } from './read-import.ts';

/** Has the rows of an import checked and priced, from the first: by the workers, whoever looks or not. 422 when a column is missing. */
export async function beginCheck(caller: Call<Person>, { importId }: { importId: string }): Promise<Import> {
  await inTransaction(caller, async (call) => {
    const known = await findImport(call, importId, 'lock');
    if (!known) throw notFound();
    refuseSubmitted(known);
    if (known.state === 'checking') return;
    refuseWithoutColumns(known.columns);
    await startCheck(call, importId);
  });
  return readImport(caller, { importId });
}

function refuseWithoutColumns(columns: ImportColumn[]): void {
  const has = (...fields: ImportColumn['field'][]) =>
    columns.some(({ field }) => field && fields.includes(field));
  if (!has('number', 'iccid'))
    throw new Refusal(422, 'import-without-number', 'Say which column holds the number or the ICCID.');
  if (!has('add', 'remove', 'option'))
    throw new Refusal(
      422,
      'import-without-option',
      'Say which column holds the options to add, to remove, or both.',
    );
}

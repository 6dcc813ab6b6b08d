import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { refuseSubmitted } from './change-reading.ts';
import type { Import, ImportColumn } from './contract.ts';
import { markCorrectionsChecked } from './correction-store.ts';
import { findImport, startCheck, type StoredImport } from './import-store.ts';
import { readImport } from './read-import.ts';

/** Has the rows of an import checked and priced, from the first: by the workers, whoever looks or not. 422 when a column is missing. */
export async function beginCheck(caller: Call<Person>, { importId }: { importId: string }): Promise<Import> {
  await inTransaction(caller, async (call) => {
    const known = await findImport(call, importId, 'lock');
    if (!known) throw notFound();
    refuseSubmitted(known);
    if (known.state === 'checking') return;
    refuseWithoutColumns(known);
    await startCheck(call, importId);
    await markCorrectionsChecked(call, importId);
  });
  return readImport(caller, { importId });
}

function refuseWithoutColumns({ columns, kind }: StoredImport): void {
  const has = (...fields: ImportColumn['field'][]) =>
    columns.some(({ field }) => field && fields.includes(field));
  if (!has('number', 'iccid'))
    throw new Refusal(422, 'import-without-number', 'Say which column holds the number or the ICCID.');
  if (kind === 'holders' && !has('lastName', 'personnelNumber'))
    throw new Refusal(
      422,
      'import-without-holder',
      'Say which column holds the last name or the personnel number of the user.',
    );
  if (kind === 'cost-centres' && !has('costCentre'))
    throw new Refusal(
      422,
      'import-without-cost-centre',
      'Say which column holds the code of the cost centre.',
    );
  if (kind === 'options' && !has('add', 'remove', 'option'))
    throw new Refusal(
      422,
      'import-without-option',
      'Say which column holds the options to add, to remove, or both.',
    );
}

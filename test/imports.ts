import { checkImports } from '../server/imports/check-rows.ts';
import { beginCheck } from '../server/imports/begin-check.ts';
import type { Import, importPatchSchema } from '../server/imports/contract.ts';
import { changeReading } from '../server/imports/change-reading.ts';
import { readImport } from '../server/imports/read-import.ts';
import { receiveFile } from '../server/imports/receive-file.ts';
import type { Call, Person } from '../server/platform/call.ts';
import { systemCall } from './fleet.ts';
import type { output } from 'zod';

/** Sends a file as a page does. */
export function send(
  call: Call<Person>,
  content: string | Uint8Array | ReadableStream<Uint8Array>,
  name = 'numbers.csv',
): Promise<Import> {
  const request = new Request('http://portal.test/api/imports', {
    method: 'POST',
    body: content,
    duplex: 'half',
  });
  return receiveFile(call, { name, pasted: 'false' }, request);
}

/** Has an import checked to its end. */
export async function checked(call: Call<Person>, importId: string): Promise<Import> {
  await beginCheck(call, { importId });
  await checkAll(call);
  return readImport(call, { importId });
}

/** What the workers do, until nothing is left. */
export async function checkAll(call: Call<Person>): Promise<void> {
  while (await checkImports(systemCall(call.db)));
}

/** Sends a file and has it checked, read as told. */
export async function sendAndCheck(
  call: Call<Person>,
  content: string | Uint8Array,
  how?: output<typeof importPatchSchema>,
): Promise<Import> {
  const { id } = await send(call, content);
  if (how) await changeReading(call, { importId: id, ...how });
  return checked(call, id);
}

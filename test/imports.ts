import { checkImports } from '../server/imports/check-rows.ts';
import { beginCheck } from '../server/imports/begin-check.ts';
import type { Import, importPatchSchema } from '../server/imports/contract.ts';
import { changeReading } from '../server/imports/change-reading.ts';
import { listBadRows, readImport } from '../server/imports/read-import.ts';
import { receiveFile } from '../server/imports/receive-file.ts';
import { submitImport } from '../server/imports/submit-import.ts';
import type { Call, Person } from '../server/platform/call.ts';
import { onlySimulator } from '../server/provisioning/provisioning.ts';
import { aLine, systemCall, type TestCompany, withLines } from './fleet.ts';
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

/** Adds lines of nobody, as a file names them. */
export async function numbersOfNobody(
  { db }: Pick<Call, 'db'>,
  company: TestCompany,
  count: number,
  more: Parameters<typeof aLine>[1] = {},
): Promise<{ msisdn: string; id: string }[]> {
  const lines = Array.from({ length: count }, () =>
    aLine(company, { holder: { firstName: '', lastName: '' }, ...more }),
  );
  const ids = await withLines(db, ...lines);
  return lines.map(({ msisdn }, place) => ({ msisdn, id: ids[place] ?? '' }));
}

/** Submits an import as its page does. */
export function submitted(call: Call<Person>, importId: string, again = false): Promise<Import> {
  return submitImport(call, { importId, key: 'a-key-of-a-page', again, network: onlySimulator });
}

/** Submits an import and lets the workers carry it out. */
export async function carriedOut(call: Call<Person>, { id }: { id: string }): Promise<Import> {
  await submitted(call, id);
  await checkAll(call);
  return readImport(call, { importId: id });
}

/** The bad rows of an import, each with its code. */
export async function problemsOf(call: Call<Person>, importId: string): Promise<[number, string][]> {
  const { rows } = await listBadRows(call, { importId, page: 1, size: 200 });
  return rows.map(({ row, code }) => [row, code]);
}

import type { output } from 'zod';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import type { StoredFile } from '../platform/reading/stored-file.ts';
import { firstRows, type Reading, recogniseSeparator } from '../platform/reading/table-rows.ts';
import { unreadable } from '../platform/reading/unreadable.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import {
  fieldsOfKind,
  type Import,
  type ImportColumn,
  type ImportKind,
  type importPatchSchema,
} from './contract.ts';
import { forgetCorrections } from './correction-store.ts';
import { fileOf } from './file-store.ts';
import { findImport, keepReading, type StoredImport } from './import-store.ts';
import { readImport } from './read-import.ts';
import { recogniseColumns, recogniseHeader, recogniseKind } from './recognise-columns.ts';

/** Rows by which columns are recognised. */
const rowsLookedAt = 20;

/**
 * Corrects how a file is read, or what its columns mean. When it is read in another way, its columns are
 * recognised anew, and what was corrected in its rows is forgotten. 409 while it is checked
 * or when it was submitted.
 */
export async function changeReading(
  caller: Call<Person>,
  { importId, ...change }: { importId: string } & output<typeof importPatchSchema>,
): Promise<Import> {
  await inTransaction(caller, async (call) => {
    const known = await findImport(call, importId, 'lock');
    if (!known) throw notFound();
    refuseSubmitted(known);
    const file = fileOf(call, importId, known.size);
    const { fields, addsUnknown = known.addsUnknown, ...how } = change;
    const isReadAnew = Object.values(how).some((value) => value !== undefined);
    const { reading, kind, ...read } = isReadAnew ? await readAnew(file, known, how) : known;
    const columns = fields ? withFields(read.columns, fields, kind) : read.columns;
    if (isReadAnew) await forgetCorrections(call, importId);
    await keepReading(call, importId, { reading, columns, kind, addsUnknown });
  });
  return readImport(caller, { importId });
}

/** What was submitted is done: its rows do not change any more. */
export function refuseSubmitted({ state }: StoredImport): void {
  if (state !== 'submitted' && state !== 'carrying') return;
  throw new Refusal(409, 'import-submitted', 'This file was carried out already.');
}

type How = Omit<output<typeof importPatchSchema>, 'fields' | 'addsUnknown'>;

async function readAnew(file: StoredFile, { reading: before, ...known }: StoredImport, how: How) {
  const { hasHeader, kind = known.kind } = how;
  if (before.format === 'xlsx')
    return readColumns(file, { ...before, sheet: how.sheet ?? before.sheet }, kind, hasHeader);
  const encoding = how.encoding ?? before.encoding;
  // Bytes that are read as other letters may hide what stood between the cells.
  const recognise = how.encoding !== undefined && how.separator === undefined;
  const separator = recognise
    ? await recogniseSeparator(file, encoding)
    : (how.separator ?? before.separator);
  return readColumns(file, { format: 'text', encoding, separator }, kind, hasHeader);
}

/**
 * The columns of a table, what its rows are about, and whether its first row is their header: as told, else as it looks. Refuses a table without
 * rows.
 */
export async function readColumns(
  file: StoredFile,
  table: Reading,
  toldKind: ImportKind | undefined,
  told?: boolean,
): Promise<Pick<StoredImport, 'reading' | 'columns' | 'kind'>> {
  const rows = await firstRows(file, table, rowsLookedAt);
  const hasHeader = told ?? recogniseHeader(rows);
  if (hasHeader && rows.length === 1) throw unreadable.onlyHeader();
  const kind = toldKind ?? recogniseKind(rows, hasHeader);
  return { reading: { ...table, hasHeader }, columns: recogniseColumns(rows, hasHeader, kind), kind };
}

/** What the person says the columns mean: each meaning once. */
function withFields(
  columns: ImportColumn[],
  fields: ImportColumn['field'][],
  kind: ImportKind,
): ImportColumn[] {
  const taken = new Set<string>();
  return columns.map((column, place) => {
    const field = fields[place] ?? null;
    if (field === null || taken.has(field) || !fieldsOfKind[kind].includes(field))
      return { ...column, field: null };
    taken.add(field);
    return { ...column, field };
  });
}

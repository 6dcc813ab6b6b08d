import { type IdentifiedLine, linesByIdentifier } from '../fleet/fleet.ts';
import { notify } from '../notifications/notifications.ts';
import { readActor } from '../organisations/organisations.ts';
import { type Call, inTransaction, type Person, type System } from '../platform/call.ts';
import { mapInTurns } from '../platform/in-turns.ts';
import type { TableRow } from '../platform/reading/table-row.ts';
import { tableRows } from '../platform/reading/table-rows.ts';
import { unreadable } from '../platform/reading/unreadable.ts';
import { Refusal } from '../platform/refusal.ts';
import { carryRows } from './carry-rows.ts';
import {
  countRows,
  insertBadRows,
  insertBlock,
  moveImport,
  refuseImport,
  type TakenImport,
  takeImport,
} from './check-store.ts';
import { mostRows } from './contract.ts';
import { correctedRow } from './corrected-row.ts';
import { correctionsOf } from './correction-store.ts';
import { fileOf } from './file-store.ts';
import { judgeAssignments } from './judge-assignments.ts';
import type { WishedRow } from './join-rows.ts';
import { priceRows } from './price-rows.ts';
import type { BadRow, ReadRow, RowReading } from './read-row.ts';
import { rowReader } from './row-reader.ts';
import { tellImport } from './tell-import.ts';

/** Rows in one transaction: progress is told after each, and who is killed loses no more. */
const batch = 1000;

/** Rows from which on somebody may have gone away while they were checked: he finds it under his bell. */
const rowsToWaitFor = 2000;

/**
 * Checks the rows of the import that waits longest, as the person who made it may see lines now, and prices or plans the good ones; where none is to be
 * checked, carries out a part of one. What another process has in hand is left to it; what a killed one has done is not done again. Answers whether
 * there was anything to do.
 */
export async function checkImports(call: Call<System>): Promise<boolean> {
  const taken = await takeImport(call);
  if (!taken) return false;
  try {
    const person = { ...call, actor: await actorOf(call, taken) };
    if (taken.state === 'checking') await check(person, taken);
    else if (taken.kind !== 'options') await carryRows(person, { ...taken, kind: taken.kind });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message, values } = error;
    await refuseImport(call, taken, { code, message, values });
  }
  await tellImport(call, taken);
  return true;
}

async function check(call: Call<Person>, taken: TakenImport): Promise<void> {
  if (!(await checkRows(call, taken))) return;
  const { kind } = taken;
  const isOurs =
    kind === 'options' ? await priceRows(call, taken) : await judgeAssignments(call, { ...taken, kind });
  if (!isOurs) return;
  const { good, bad } = await countRows(call, taken);
  if (good + bad < rowsToWaitFor) return;
  await notify(call, {
    organisationId: taken.organisationId,
    personId: taken.madeBy,
    kind: 'import-checked',
    values: { number: 0, done: good, failed: bad, total: good + bad },
    target: `/fleet/import/${taken.id}`,
  });
}

/** What he may see and do now, not when he sent the file. */
async function actorOf(call: Call<System>, { madeBy }: TakenImport): Promise<Person> {
  const actor = await readActor(call.db, madeBy);
  if (actor.kind === 'person' && actor.role === 'manager') return actor;
  throw new Refusal(
    403,
    'read-only',
    'Your access lets you look, not change. Ask the fleet manager of your company.',
  );
}

/** false: somebody else has it now. */
async function checkRows(call: Call<Person>, taken: TakenImport): Promise<boolean> {
  const read = await rowReader(call, taken);
  const corrections = await correctionsOf(call, taken.id);
  let { rowsRead, rowsEmpty, blocks } = taken;
  let progress = 0;
  let rows: TableRow[] = [];
  let isHeader = taken.reading.hasHeader;
  const file = fileOf(call, taken.id, taken.size);
  for await (const row of tableRows(file, taken.reading, (part) => (progress = part))) {
    const isBlank = row.cells.every((cell) => cell.trim() === '');
    if (isBlank) continue;
    if (isHeader) {
      isHeader = false;
      continue;
    }
    if (row.number <= taken.lastRow) continue;
    rowsRead += 1;
    if (rowsRead > mostRows) throw unreadable.tooManyRows(mostRows);
    rows.push(correctedRow(row, taken.columns, corrections));
    if (rows.length === batch && !(await write())) return false;
  }
  return rows.length === 0 || write();

  async function write(): Promise<boolean> {
    const { good, bad, empty } = await identified(call, rows, read);
    rowsEmpty += empty;
    const lastRow = rows.at(-1)?.number ?? 0;
    rows = [];
    return inTransaction(call, async (call) => {
      if (!(await moveImport(call, taken, { progress: Math.min(progress, 1), rowsRead, rowsEmpty })))
        return false;
      await insertBlock(call, taken, { place: blocks++, lastRow, rows: good });
      await insertBadRows(call, taken, bad);
      await tellImport(call, taken);
      return true;
    });
  }
}

/** Reads rows and finds their lines. */
async function identified(
  call: Call<Person>,
  rows: TableRow[],
  readRow: (row: TableRow) => RowReading<object>,
) {
  const bad: BadRow[] = [];
  const read: ReadRow<object>[] = [];
  let empty = 0;
  await mapInTurns(rows, (row) => {
    const reading = readRow(row);
    if (reading === 'empty') empty += 1;
    else if ('bad' in reading) bad.push(reading.bad);
    else read.push(reading.read);
  });
  const found = await linesByIdentifier(call, {
    msisdns: read.flatMap(({ msisdn }) => msisdn ?? []),
    iccids: read.flatMap(({ iccid }) => iccid ?? []),
  });
  const lineOf = lineFinder(found);
  const good: WishedRow<object>[] = [];
  for (const each of read) {
    const line = lineOf(each);
    const { row, written, wish } = each;
    if (typeof line === 'string') bad.push({ row, code: line, written });
    else good.push({ row, lineId: line.id, written, wish });
  }
  return { good, bad, empty };
}

/** The line that a row names. What is of another company is not found, as if it did not exist. */
function lineFinder(found: IdentifiedLine[]) {
  const byNumber = new Map(found.map((line) => [line.msisdn, line]));
  const byCard = new Map(found.map((line) => [line.iccid, line]));
  return ({ msisdn, iccid }: ReadRow<object>): IdentifiedLine | 'number-unknown' | 'iccid-differs' => {
    const line = msisdn === null ? byCard.get(iccid ?? '') : byNumber.get(msisdn);
    if (!line) return 'number-unknown';
    return iccid !== null && line.iccid !== iccid ? 'iccid-differs' : line;
  };
}

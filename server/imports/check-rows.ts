import { currentCatalogue } from '../catalogue/catalogue.ts';
import { type IdentifiedLine, linesByIdentifier } from '../fleet/fleet.ts';
import { readActor } from '../organisations/organisations.ts';
import { type Call, inTransaction, type Person, type System } from '../platform/call.ts';
import { mapInTurns } from '../platform/in-turns.ts';
import { announce } from '../platform/live.ts';
import { mostColumns, type TableRow } from '../platform/reading/table-row.ts';
import { tableRows } from '../platform/reading/table-rows.ts';
import { unreadable } from '../platform/reading/unreadable.ts';
import { Refusal } from '../platform/refusal.ts';
import {
  insertBadRows,
  insertBlock,
  moveImport,
  refuseImport,
  type TakenImport,
  takeImport,
} from './check-store.ts';
import { mostRows } from './contract.ts';
import { fileOf } from './file-store.ts';
import { optionReader, type OptionReader } from './option-names.ts';
import { priceRows } from './price-rows.ts';
import type { WishedRow } from './join-rows.ts';
import { type BadRow, type Places, readRow, type ReadRow } from './read-row.ts';

/** Rows in one transaction: progress is told after each, and who is killed loses no more. */
const batch = 1000;

/**
 * Checks the rows of the import that waits longest, as the person who made it may see lines now, and prices the good ones. What another process has
 * in hand is left to it; what a killed one has checked is not checked again. Answers whether there was anything to do.
 */
export async function checkImports(call: Call<System>): Promise<boolean> {
  const taken = await takeImport(call);
  if (!taken) return false;
  try {
    const person = await actorOf(call, taken);
    const isOurs = await checkRows({ ...call, actor: person }, taken);
    if (isOurs) await priceRows({ ...call, actor: person }, taken);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message, values } = error;
    await refuseImport(call, taken, { code, message, values });
  }
  const { organisationId } = taken;
  await announce(call, { organisationId, personId: taken.madeBy, topic: 'import', ids: [taken.id] });
  return true;
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
  const optionsIn = optionReader(await currentCatalogue(call));
  const places = placesOf(taken);
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
    rows.push(row);
    if (rows.length === batch && !(await write())) return false;
  }
  return rows.length === 0 || write();

  async function write(): Promise<boolean> {
    const { good, bad, empty } = await judged(call, rows, places, optionsIn);
    rowsEmpty += empty;
    const lastRow = rows.at(-1)?.number ?? 0;
    rows = [];
    return inTransaction(call, async (call) => {
      if (!(await moveImport(call, taken, { progress: Math.min(progress, 1), rowsRead, rowsEmpty })))
        return false;
      await insertBlock(call, taken, { place: blocks++, lastRow, rows: good });
      await insertBadRows(call, taken, bad);
      await announce(call, {
        organisationId: call.actor.organisationId,
        personId: taken.madeBy,
        topic: 'import',
        ids: [taken.id],
      });
      return true;
    });
  }
}

function placesOf({ columns }: TakenImport): Places {
  return Object.fromEntries(columns.flatMap(({ field }, place) => (field ? [[field, place]] : [])));
}

async function judged(call: Call<Person>, rows: TableRow[], places: Places, optionsIn: OptionReader) {
  const bad: BadRow[] = [];
  const read: ReadRow[] = [];
  let empty = 0;
  await mapInTurns(rows, (row) => {
    const reading =
      row.cells.length > mostColumns
        ? { bad: { row: row.number, code: 'too-many-cells', written: '' } }
        : readRow(row, places, optionsIn);
    if (reading === 'empty') empty += 1;
    else if ('bad' in reading) bad.push(reading.bad);
    else read.push(reading.read);
  });
  const found = await linesByIdentifier(call, {
    msisdns: read.flatMap(({ msisdn }) => msisdn ?? []),
    iccids: read.flatMap(({ iccid }) => iccid ?? []),
  });
  const lineOf = lineFinder(found);
  const good: WishedRow[] = [];
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
  return ({ msisdn, iccid }: ReadRow): IdentifiedLine | 'number-unknown' | 'iccid-differs' => {
    const line = msisdn === null ? byCard.get(iccid ?? '') : byNumber.get(msisdn);
    if (!line) return 'number-unknown';
    return iccid !== null && line.iccid !== iccid ? 'iccid-differs' : line;
  };
}

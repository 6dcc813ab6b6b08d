import { record } from '../audit/audit.ts';
import { type Call, inTransaction, type Person, type System } from '../platform/call.ts';
import { mapInTurns } from '../platform/in-turns.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { linesByIdentifier } from '../fleet/fleet.ts';
import { readIdentifier } from '../identifiers/identifiers.ts';
import { listGone } from './list-gone.ts';
import { type MissingReason, mostPasted, type PastedList, type PasteList } from './pasted-contract.ts';
import { pastedEntries } from './pasted-entries.ts';
import { deletePastedLists, findPastedEntries, insertPastedList } from './pasted-store.ts';

/**
 * Keeps the lines that pasted numbers and ICCIDs name, as far as the person sees them, under an id that the filter of a list takes. Sent again
 * with the same id it is the same list.
 */
export async function pasteList(caller: Call<Person>, { id, text }: PasteList): Promise<PastedList> {
  const entries = pastedEntries(text);
  if (entries.length > mostPasted) throw tooMany(entries.length);
  if (entries.length === 0) throw noNumbers();
  const read = await mapInTurns(entries, readIdentifier);
  const found = await linesByIdentifier(caller, {
    msisdns: read.flatMap((one) => ('msisdn' in one ? one.msisdn : [])),
    iccids: read.flatMap((one) => ('iccid' in one ? one.iccid : [])),
  });
  const lines = new Map(found.flatMap((line) => [[line.msisdn, line.id] as const, [line.iccid, line.id]]));
  const named = read.map((one) => {
    if ('wrong' in one) return null;
    return lines.get('msisdn' in one ? one.msisdn : one.iccid) ?? null;
  });
  const kept = entries.map((typed, place) => ({ typed, lineId: named[place] ?? null }));
  await inTransaction(caller, async (call) => {
    if (!(await insertPastedList(call, { id, entries: kept }))) throw notFound();
    const after = { pasted: entries.length, lines: new Set(found.map((line) => line.id)).size };
    await record(call, { action: 'fleet.pasted', targetKind: 'pasted-list', targetId: id, after });
  });
  return showPastedList(caller, id);
}

/** A list of his company as the person sees it. One of which he may see nothing is not there. */
export async function showPastedList(call: Call<Person>, listId: string): Promise<PastedList> {
  const entries = await findPastedEntries(call, listId);
  if (!entries?.length) throw listGone();
  const missing = await mapInTurns(
    entries.filter(({ lineId }) => lineId === null),
    ({ typed }) => ({ typed, reason: reasonOf(typed) }),
  );
  const lines = new Set(entries.flatMap(({ lineId }) => lineId ?? [])).size;
  return { id: listId, pasted: entries.length, lines, missing };
}

const day = 24 * 3_600_000;

/** Forgets lists after thirty days, and of each person all but his last hundred; those in use stay. */
export async function forgetPastedLists(call: Call<System>, inUse: string[]): Promise<void> {
  await deletePastedLists(call, { before: new Date(call.now.getTime() - 30 * day), most: 100, inUse });
}

function reasonOf(typed: string): MissingReason {
  const read = readIdentifier(typed);
  if (!('wrong' in read)) return 'unknown';
  return read.wrong === 'number-lost' ? 'lost' : 'unreadable';
}

function tooMany(count: number): Refusal {
  return new Refusal(
    422,
    'list-too-long',
    'A list holds at most {most, number} numbers, and {count, number} were pasted. Paste them in parts, or change them from a file.',
    { values: { most: mostPasted, count } },
  );
}

function noNumbers(): Refusal {
  return new Refusal(422, 'list-empty', 'There is no number and no ICCID in what was pasted.');
}

import { countToExport, linesTable } from '../finding/finding.ts';
import { type Call, type Db, inTransaction, type Person, type System } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import { writtenTable } from '../platform/export/table-file.ts';
import { newId } from '../platform/id.ts';
import { announce } from '../platform/live.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { chunkSize, insertChunk } from './chunk-store.ts';
import { keptDays } from './contract.ts';
import type { KeptFailure } from './export-store.ts';
import { ownerOf } from './owner.ts';
import { tellFailed, tellReady } from './tell-person.ts';
import {
  endExport,
  failExport,
  giveBack,
  moveExport,
  noteTotal,
  renewLease,
  type TakenExport,
  takeExport,
} from './write-store.ts';

/** How the file of a schedule has ended. */
export type ScheduledEnd = { scheduleId: string; exportId: string } & (
  | { state: 'ready'; rows: number }
  | { state: 'failed'; failure: KeptFailure }
);

export type WriterParts = {
  db: Db;
  clock: Clock;
  /** Hears of each end of a schedule's file, in the transaction that ends it. */
  onScheduledEnd?: (call: Call, end: ScheduledEnd) => Promise<void>;
};

/** After so many failures, or lost workers, nobody tries further by himself. */
const mostFailures = 3;
const secondsAfterFailure = 15;
const renewEveryMs = 10_000;
/** Milliseconds between two announcements of how far it is. */
const tellEveryMs = 1000;

/**
 * Writes the file of the export that waits longest, as its person may see lines now, and tells him. One that another process has in hand is left to
 * it; one of a killed process is begun anew. Gives it back when it is to stop. Answers whether there was anything to do.
 */
export async function writeExports(parts: WriterParts, signal?: AbortSignal): Promise<boolean> {
  const call = callAt(parts);
  const taken = await takeExport(call);
  if (!taken) return false;
  const renewal = setInterval(() => void renewLease(call, taken).catch(() => {}), renewEveryMs);
  try {
    await write(parts, taken, signal);
  } catch (error) {
    // Nothing is given back that has ended. Where this fails too, the lease runs out and another worker has it.
    await giveBack(call, taken, { failed: true, after: secondsAfterFailure });
    throw error;
  } finally {
    clearInterval(renewal);
  }
  return true;
}

async function write(parts: WriterParts, taken: TakenExport, signal: AbortSignal | undefined): Promise<void> {
  const call = callAt(parts);
  const person = await ownerOf(call, taken);
  if (!person) return fail(parts, taken, null, notFound());
  if (taken.failures >= mostFailures) return fail(parts, taken, person, unwritable());
  try {
    await writeFile(parts, { ...call, actor: person }, taken, signal);
  } catch (error) {
    if (error instanceof Refusal) return fail(parts, taken, person, error);
    if (taken.failures + 1 >= mostFailures) await fail(parts, taken, person, unwritable());
    throw error;
  }
}

/** One read of the lines, at one moment; what was written comes piece by piece under the fence, so that a late worker adds nothing. */
async function writeFile(
  parts: WriterParts,
  call: Call<Person>,
  taken: TakenExport,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (taken.scheduleId !== null) await noteTotal(call, taken, await countToExport(call, taken.wish));
  const table = await linesTable(call, taken.wish);
  let [rows, size, place, filled] = [0, 0, 0, 0];
  const piece = Buffer.alloc(chunkSize);
  const file = writtenTable({ ...table, rows: counted() });
  let toldAt = performance.now();

  for await (const bytes of file.bytes) {
    for (let at = 0; at < bytes.length;) {
      const some = bytes.subarray(at, at + chunkSize - filled);
      piece.set(some, filled);
      filled += some.length;
      at += some.length;
      if (filled < chunkSize) continue;
      if (signal?.aborted) return giveBack(call, taken, { failed: false, after: 0 });
      if (!(await keep())) return;
    }
  }
  await inTransaction(callAt(parts, call.actor), async (call) => {
    const fileName = fileNameOf(taken, file.name, table.title);
    const expiresAt = expiry(call.now);
    size += filled;
    if (!(await endExport(call, taken, { rows, size, fileName, expiresAt }))) return;
    if (filled > 0) await insertChunk(call, taken.id, place, piece.subarray(0, filled));
    await tellReady(call, taken, { rows, size, fileName, expiresAt });
    const { id: exportId, scheduleId } = taken;
    if (scheduleId !== null)
      await parts.onScheduledEnd?.(call, { scheduleId, exportId, state: 'ready', rows });
    await tellPage(call, taken);
  });

  async function* counted() {
    for await (const some of table.rows) {
      rows += some.length;
      yield some;
    }
  }

  async function keep(): Promise<boolean> {
    const isTold = performance.now() - toldAt > tellEveryMs;
    return inTransaction(call, async (call) => {
      if (!(await moveExport(call, taken, { rows, size: size + filled }))) return false;
      await insertChunk(call, taken.id, place, piece);
      if (isTold) await tellPage(call, taken);
      if (isTold) toldAt = performance.now();
      [size, place, filled] = [size + filled, place + 1, 0];
      return true;
    });
  }
}

async function fail(
  parts: WriterParts,
  taken: TakenExport,
  person: Person | null,
  { code, message, values }: Refusal,
): Promise<void> {
  await inTransaction(callAt(parts), async (call) => {
    const failure = { code, message, values };
    if (!(await failExport(call, taken, { failure, expiresAt: expiry(call.now) }))) return;
    if (person) await tellFailed({ ...call, actor: person }, taken, failure);
    const { id: exportId, scheduleId } = taken;
    if (scheduleId !== null)
      await parts.onScheduledEnd?.(call, { scheduleId, exportId, state: 'failed', failure });
    await tellPage(call, taken);
  });
}

async function tellPage(call: Call, { id, organisationId, askedBy }: TakenExport): Promise<void> {
  await announce(call, { organisationId, personId: askedBy, topic: 'export', ids: [id] });
}

function callAt(parts: WriterParts): Call<System>;
function callAt(parts: WriterParts, actor: Person): Call<Person>;
function callAt(
  { db, clock }: WriterParts,
  actor: Person | System = { kind: 'system', name: 'exports' },
): Call {
  return { db, actor, now: clock.now(), requestId: newId(), ip: null };
}

function expiry(now: Date): Date {
  return new Date(now.getTime() + keptDays * 86_400_000);
}

/** A view's file has its name, without what file systems do not take. */
function fileNameOf({ name }: TakenExport, usual: string, title: string): string {
  if (name === null) return usual;
  return `${name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '-')}${usual.slice(title.length)}`;
}

function unwritable(): Refusal {
  return new Refusal(
    503,
    'export-unwritable',
    'The file could not be written. Try once more; if it fails again, tell your operator.',
  );
}

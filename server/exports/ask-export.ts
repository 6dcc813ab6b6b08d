import { record } from '../audit/audit.ts';
import { countToExport, recordedWish } from '../finding/finding.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { type AskExport, type Export, mostKept, mostUnderWay } from './contract.ts';
import {
  askAgain,
  countExports,
  findExport,
  type ForSchedule,
  insertExport,
  type StoredExport,
} from './export-store.ts';
import { foundExport, shown } from './read-exports.ts';

/** Has a file written in the background. Sent again with the same id it is the same export. */
export async function askExport(caller: Call<Person>, { id, ...wish }: AskExport): Promise<Export> {
  const rows = await countToExport(caller, wish);
  return inTransaction(caller, async (call) => {
    await refuseTooMany(call, id);
    if (await insertExport(call, { id, wish, rows }))
      await record(call, {
        action: 'exports.asked',
        targetKind: 'export',
        targetId: id,
        after: { ...recordedWish(wish), lines: rows },
      });
    return shown(call, await foundExport(call, id));
  });
}

/**
 * Has the file of a schedule written, once for each time that it is due for. How many lines it has is counted when it is written. One that its person
 * has run is counted as what he asks for.
 */
export async function askForSchedule(
  call: Call<Person>,
  { id, wish, schedule }: { id: string; wish: StoredExport['wish']; schedule: ForSchedule },
): Promise<void> {
  if (schedule.dueAt === null) await refuseTooMany(call, id);
  await insertExport(call, { id, wish, rows: 0, schedule });
}

/** Has one that failed written once more. */
export async function retryExport(caller: Call<Person>, { exportId }: { exportId: string }): Promise<Export> {
  return inTransaction(caller, async (call) => {
    await refuseTooMany(call, exportId);
    const before = await findExport(call, exportId, 'lock');
    if (!before) throw notFound();
    if (before.state === 'failed') {
      await askAgain(call, exportId);
      await record(call, { action: 'exports.retried', targetKind: 'export', targetId: exportId });
    }
    return shown(call, await foundExport(call, exportId));
  });
}

/** What is asked for a second time does not count twice. */
async function refuseTooMany(call: Call<Person>, id: string): Promise<void> {
  const { underWay, kept } = await countExports(call);
  const known = await findExport(call, id);
  if (known && known.state !== 'failed') return;
  if (underWay >= mostUnderWay)
    throw new Refusal(
      409,
      'exports-under-way',
      '{most} of your exports are being written. Wait until one of them is ready, or delete one.',
      { values: { most: mostUnderWay } },
    );
  if (!known && kept >= mostKept)
    throw new Refusal(409, 'too-many-exports', 'You keep {most} exports already: delete one first.', {
      values: { most: mostKept },
    });
}

import { record } from '../audit/audit.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { sheetType } from '../platform/export/table-file.ts';
import { fileStream, type HeldStream } from '../platform/http/answer.ts';
import { Refusal } from '../platform/refusal.ts';
import { chunksOf } from './chunk-store.ts';
import { isWithinAccess } from './progress.ts';
import { foundExport } from './read-exports.ts';

/** The file of an export, to who has asked for it and still sees all that it was written for. Each download is audited. */
export async function downloadExport(
  call: Call<Person>,
  { exportId }: { exportId: string },
): Promise<HeldStream> {
  const { state, fileName, size, wish, billingAccountIds } = await foundExport(call, exportId);
  if (state !== 'ready' || fileName === null)
    throw new Refusal(409, 'export-not-ready', 'This export is not ready.');
  if (!isWithinAccess(billingAccountIds, call.actor.billingAccountIds)) throw beyondAccess();
  await inTransaction(call, (call) =>
    record(call, {
      action: 'exports.downloaded',
      targetKind: 'export',
      targetId: exportId,
      after: { fileName, size },
    }),
  );
  const type = wish.format === 'csv' ? 'text/csv; charset=utf-8' : sheetType;
  const { body, headers } = fileStream(ReadableStream.from(chunksOf(call, exportId, size)), fileName, type);
  return { body, headers: { ...headers, 'content-length': String(size) } };
}

function beyondAccess(): Refusal {
  return new Refusal(
    403,
    'export-beyond-access',
    'This file holds numbers that you may no longer see. Export the list again.',
  );
}

import { createHash } from 'node:crypto';
import type { output } from 'zod';
import { record } from '../audit/audit.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { recogniseTable } from '../platform/reading/table-rows.ts';
import { textCheck } from '../platform/reading/text-encoding.ts';
import { unreadable } from '../platform/reading/unreadable.ts';
import { type Import, mostBytes, type receiveQuerySchema } from './contract.ts';
import { chunkSize, fileOf, insertChunk } from './file-store.ts';
import { deleteImport, deleteOldest, insertImport, keepReceived } from './import-store.ts';
import { readImport } from './read-import.ts';
import { readColumns } from './change-reading.ts';

/** Imports that a person has begun and not submitted; of more the oldest go. */
const mostBegun = 20;

/**
 * Takes a file as it comes and keeps it, however large, in pieces; then looks at its first rows and says how it is read and what its columns
 * mean. Refuses what is too large as soon as that is known, and what is no table: nothing of it is kept then.
 */
export async function receiveFile(
  call: Call<Person>,
  { name, pasted, kind }: output<typeof receiveQuerySchema>,
  request: Request,
): Promise<Import> {
  if (Number(request.headers.get('content-length')) > mostBytes) throw tooLarge();
  const id = newId();
  const isPasted = pasted === 'true';
  await insertImport(call, { id, fileName: name, isPasted, locale: call.actor.locale });
  try {
    const received = await receive(call, id, request.body);
    const file = fileOf(call, id, received.size);
    const table = await recogniseTable(file, received);
    const read = await readColumns(file, table, kind);
    await inTransaction(call, async (call) => {
      const { size, contentHash } = received;
      await keepReceived(call, id, { size, contentHash, ...read });
      await deleteOldest(call, mostBegun);
      await record(call, {
        action: 'imports.received',
        targetKind: 'import',
        targetId: id,
        after: { fileName: name, size, sha256: contentHash.toString('hex') },
      });
    });
  } catch (error) {
    await deleteImport(call, id);
    throw error;
  }
  return readImport(call, { importId: id });
}

type Received = { size: number; contentHash: Buffer; isUtf8: boolean; hasZero: boolean };

/** Keeps the pieces as they come. In memory is one of them. */
async function receive(call: Call, id: string, body: ReadableStream<Uint8Array> | null): Promise<Received> {
  const hash = createHash('sha256');
  const check = textCheck();
  const piece = Buffer.alloc(chunkSize);
  let [size, filled, place] = [0, 0, 0];
  for await (const bytes of body ?? []) {
    size += bytes.length;
    if (size > mostBytes) throw tooLarge();
    hash.update(bytes);
    check.take(bytes);
    for (let at = 0; at < bytes.length;) {
      const taken = bytes.subarray(at, at + chunkSize - filled);
      piece.set(taken, filled);
      filled += taken.length;
      at += taken.length;
      if (filled < chunkSize) continue;
      await insertChunk(call, id, place++, piece);
      filled = 0;
    }
  }
  if (filled > 0) await insertChunk(call, id, place, piece.subarray(0, filled));
  return { size, contentHash: hash.digest(), ...check.end() };
}

function tooLarge() {
  return unreadable.tooLarge(Math.round(mostBytes / 1024 / 1024));
}

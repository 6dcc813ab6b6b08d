import { sql } from 'kysely';
import type { Call } from '../platform/call.ts';

/** Bytes of one row of export_chunk. */
export const chunkSize = 256 * 1024;

/** Keeps the next piece of a file, in the transaction that notes how far it is. */
export async function insertChunk(
  call: Call,
  exportId: string,
  place: number,
  bytes: Uint8Array,
): Promise<void> {
  await sql`INSERT INTO export_chunk (export_id, place, bytes) VALUES (${exportId}, ${place}, ${Buffer.from(bytes)})`.execute(
    call.db,
  );
}

/**
 * The file of an export, read piece by piece as it is asked for; no connection is held between. The caller has found the export within his sight.
 * Fails when it is forgotten meanwhile: what comes is never a file that only looks whole.
 */
export async function* chunksOf(call: Call, exportId: string, size: number): AsyncGenerator<Uint8Array> {
  for (let [place, sent] = [0, 0]; sent < size; place += 1) {
    const { rows } = await sql<{ bytes: Buffer }>`
      SELECT bytes FROM export_chunk WHERE export_id = ${exportId} AND place = ${place}`.execute(call.db);
    const bytes = rows[0]?.bytes;
    if (!bytes) throw new Error(`export ${exportId} is gone while it is downloaded`);
    sent += bytes.length;
    yield bytes;
  }
}

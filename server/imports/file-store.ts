import { sql } from 'kysely';
import type { Call } from '../platform/call.ts';
import type { StoredFile } from '../platform/reading/stored-file.ts';

/** Bytes of one row of import_chunk. */
export const chunkSize = 256 * 1024;

/** Keeps the next piece of a file. */
export async function insertChunk(
  call: Call,
  importId: string,
  place: number,
  bytes: Uint8Array,
): Promise<void> {
  await sql`INSERT INTO import_chunk (import_id, place, bytes) VALUES (${importId}, ${place}, ${Buffer.from(bytes)})`.execute(
    call.db,
  );
}

/** The file of an import, read from the database piece by piece; the caller has found the import within his sight. */
export function fileOf(call: Call, importId: string, size: number): StoredFile {
  // Readers of archives ask for small pieces near each other.
  let last: { place: number; bytes: Buffer } | undefined;
  async function chunk(place: number): Promise<Buffer> {
    if (last?.place === place) return last.bytes;
    const found = await sql<{ bytes: Buffer }>`
      SELECT bytes FROM import_chunk WHERE import_id = ${importId} AND place = ${place}`.execute(call.db);
    const bytes = found.rows[0]?.bytes;
    if (!bytes) throw new Error(`the file of import ${importId} has no piece ${place}`);
    last = { place, bytes };
    return bytes;
  }
  return {
    size,
    async *read(from, to) {
      for (let at = from; at < to;) {
        const place = Math.floor(at / chunkSize);
        const start = place * chunkSize;
        const bytes = await chunk(place);
        const end = Math.min(to - start, bytes.length);
        yield bytes.subarray(at - start, end);
        at = start + end;
      }
    },
  };
}

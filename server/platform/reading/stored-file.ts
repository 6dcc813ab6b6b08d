/** A file that can be read from any place, piece by piece, however large it is. */
export type StoredFile = {
  size: number;
  /** The bytes from `from` to before `to`. */
  read(this: void, from: number, to: number): AsyncGenerator<Uint8Array>;
};

/** A file that is in memory. */
export function fileInMemory(bytes: Uint8Array): StoredFile {
  return {
    size: bytes.length,
    async *read(from, to) {
      for (let at = from; at < to; at += pieceSize) yield bytes.subarray(at, Math.min(at + pieceSize, to));
    },
  };
}

/** Bytes in a piece: what of a file is in memory at once. */
export const pieceSize = 64 * 1024;

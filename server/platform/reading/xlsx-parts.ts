import { Readable } from 'node:stream';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { Refusal } from '../refusal.ts';
import type { StoredFile } from './stored-file.ts';
import { unreadable } from './unreadable.ts';

/** Unpacked bytes of one part: a sheet of 100,000 rows and 200 columns stays below. */
const largestPart = 600_000_000;
const mostParts = 2000;

/** The parts of an XLSX file (OPC, ECMA-376 part 2) by their path. */
export type Parts = {
  has(path: string): boolean;
  /** The text of a part, unpacked while it is read. `onRead` hears how many packed bytes of how many are read. */
  read(path: string, onRead?: (part: number) => void): AsyncGenerator<string>;
};

/** Opens the archive without unpacking it. Throws a Refusal for what is damaged, locked or made to fill our memory. */
export async function openParts(file: StoredFile): Promise<Parts> {
  const entries = new Map<string, Entry>();
  const archive = await asRefusal(async () => {
    const opened = await fromRandomAccessReaderPromise(new FileReader(file), file.size, {
      autoClose: false,
      validateEntrySizes: true,
    });
    if (opened.entryCount > mostParts) throw unreadable.bomb();
    for await (const entry of opened.eachEntry()) {
      if (entry.isEncrypted()) throw unreadable.locked();
      entries.set(entry.fileName.replace(/^\//, ''), entry);
    }
    return opened;
  });
  return {
    has: (path) => entries.has(path),
    async *read(path, onRead) {
      const entry = entries.get(path);
      if (!entry) throw unreadable.broken();
      if (entry.uncompressedSize > largestPart) throw unreadable.bomb();
      yield* textOf(archive, entry, onRead);
    },
  };
}

async function* textOf(
  archive: ZipFile,
  entry: Entry,
  onRead: (part: number) => void = () => {},
): AsyncGenerator<string> {
  const stream = await asRefusal(() => archive.openReadStreamPromise(entry));
  const decoder = new TextDecoder('utf-8');
  let read = 0;
  try {
    for await (const bytes of stream as AsyncIterable<Buffer>) {
      read += bytes.length;
      yield decoder.decode(bytes, { stream: true });
      onRead(read / Math.max(1, entry.uncompressedSize));
    }
  } catch (error) {
    throw refusalOf(error);
  } finally {
    stream.destroy();
  }
}

/** yauzl reads by byte ranges; the file itself may be anywhere. */
class FileReader extends RandomAccessReader {
  readonly file: StoredFile;

  constructor(file: StoredFile) {
    super();
    this.file = file;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.file.read(start, end), { objectMode: false });
  }
}

async function asRefusal<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw refusalOf(error);
  }
}

/** The library tells what is wrong with an archive by plain errors; what the database says stays what it is. */
function refusalOf(error: unknown): unknown {
  if (error instanceof Refusal || !(error instanceof Error)) return error;
  const isOfArchive = !('severity' in error) && !('routine' in error) && error.name === 'Error';
  return isOfArchive ? unreadable.broken() : error;
}

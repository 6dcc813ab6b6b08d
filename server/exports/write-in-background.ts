import { setTimeout as sleep } from 'node:timers/promises';
import { writeExports, type WriterParts } from './write-exports.ts';

type Writer = {
  /** Takes nothing further, and gives back what is under way. */
  stop(): Promise<void>;
};

/** It looks so often when there is nothing to do: the index it reads is empty then. */
const restMs = 500;
const afterFailureMs = 5000;

/** Writes the exports that people asked for, one after the other. Each worker has one; what one leaves behind another begins anew. */
export function startWriter(
  parts: WriterParts & { log: { error(fields: object, message: string): void } },
): Writer {
  const ends = new AbortController();
  const working = work();
  return {
    async stop() {
      ends.abort();
      await working;
    },
  };

  async function work(): Promise<void> {
    while (!ends.signal.aborted) {
      const wait = await write();
      if (wait > 0) await sleep(wait, undefined, { signal: ends.signal, ref: false }).catch(() => {});
    }
  }

  async function write(): Promise<number> {
    try {
      return (await writeExports(parts, ends.signal)) ? 0 : restMs;
    } catch (error) {
      parts.log.error({ err: error }, 'an export could not be written; it is tried again');
      return afterFailureMs;
    }
  }
}

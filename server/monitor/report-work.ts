import { hostname } from 'node:os';
import type { Kysely } from 'kysely';
import type { Clock } from '../platform/clock.ts';
import { newId } from '../platform/id.ts';
import type { Provisioning } from '../provisioning/provisioning.ts';
import type { DB } from '../tables.ts';
import { workSince } from './work.ts';
import { forgetWorker, writeWork } from './work-store.ts';

export type ReportParts = {
  db: Kysely<DB>;
  clock: Clock;
  log: { warn(fields: object, message: string): void };
  provisioning: Pick<Provisioning, 'figures'>;
};

export type Report = {
  /** Writes now what was done since the last time. */
  now(): Promise<void>;
  /** Writes what is left and says goodbye. */
  stop(): Promise<void>;
};

const everyMs = 5_000;

/** Says every few seconds that this worker is alive, and what it did since. What could not be written is written the next time. */
export function reportWork(parts: ReportParts, how: 'working' | 'idle' = 'working'): Report {
  const { db, clock, log, provisioning } = parts;
  const id = newId();
  let written: ReturnType<Provisioning['figures']> = [];
  let writing = Promise.resolve();

  async function write(): Promise<void> {
    // a copy: the worker goes on counting in its own
    const figures = structuredClone(provisioning.figures());
    const elements = figures.map(({ element, breaker, inHand }) => ({ element, breaker, inHand }));
    const worker = { id, host: hostname(), pid: process.pid, elements };
    try {
      await writeWork(db, clock.now(), worker, workSince(written, figures));
      written = figures;
    } catch (error) {
      log.warn({ err: error }, 'what this worker did could not be written yet');
    }
  }
  const now = () => {
    writing = writing.then(write);
    return writing;
  };
  const timer = how === 'working' ? setInterval(() => void now(), everyMs) : undefined;
  timer?.unref();
  if (how === 'working') void now();

  return {
    now,
    stop: async () => {
      clearInterval(timer);
      await now();
      await forgetWorker(db, id).catch(() => {}); // its last sign of life gets old by itself
    },
  };
}

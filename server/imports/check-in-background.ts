import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import { newId } from '../platform/id.ts';
import { checkImports } from './check-rows.ts';

type CheckerParts = {
  db: Db;
  clock: Clock;
  log: { error(fields: object, message: string): void };
};

type Checker = {
  /** Takes nothing further, and waits for the import under way. */
  stop(): Promise<void>;
};

/** It looks so often when there is nothing to do: the table it reads is empty then. */
const restMs = 500;
const afterFailureMs = 5000;

/** Checks what was imported, one import after the other. Each worker has one; what one leaves behind another goes on with. */
export function startChecker({ db, clock, log }: CheckerParts): Checker {
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
      const wait = await check().catch((error: unknown) => {
        log.error({ err: error }, 'an import could not be checked further; it is tried again');
        return afterFailureMs;
      });
      if (wait > 0) await sleep(wait, undefined, { signal: ends.signal, ref: false }).catch(() => {});
    }
  }

  async function check(): Promise<number> {
    const actor = { kind: 'system', name: 'imports' } as const;
    const moved = await checkImports({ db, actor, now: clock.now(), requestId: newId(), ip: null });
    return moved ? 0 : restMs;
  }
}

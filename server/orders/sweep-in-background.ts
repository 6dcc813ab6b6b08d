import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import { newId } from '../platform/id.ts';
import { sweepOrders } from './sweep-order.ts';

type SweeperParts = {
  db: Db;
  clock: Clock;
  log: { error(fields: object, message: string): void };
};

type Sweeper = {
  /** Takes nothing further, and waits for the batch under way. */
  stop(): Promise<void>;
};

/** It looks so often when there is nothing to do: the table it reads is empty then. */
const restMs = 500;
const afterFailureMs = 5000;

/** Takes what was asked of whole orders to all of their items. Each worker has one; what one leaves behind another goes on with. */
export function startSweeper({ db, clock, log }: SweeperParts): Sweeper {
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
      const wait = await sweep().catch((error: unknown) => {
        log.error(
          { err: error },
          'a pause or a cancellation could not be carried further; it is tried again',
        );
        return afterFailureMs;
      });
      if (wait > 0) await sleep(wait, undefined, { signal: ends.signal, ref: false }).catch(() => {});
    }
  }

  async function sweep(): Promise<number> {
    const actor = { kind: 'system', name: 'orders' } as const;
    const moved = await sweepOrders({ db, actor, now: clock.now(), requestId: newId(), ip: null });
    return moved ? 0 : restMs;
  }
}

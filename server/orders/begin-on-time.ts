import { setTimeout as sleep } from 'node:timers/promises';
import type { Call, Db, System } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import { newId } from '../platform/id.ts';
import type { Network } from '../provisioning/provisioning.ts';
import { beginPlanned } from './begin-planned.ts';
import { firstDue } from './planned-store.ts';

type BeginnerParts = {
  db: Db;
  clock: Clock;
  network: Network;
  log: { error(fields: object, message: string): void };
};

type Beginner = {
  /** Begins nothing more, and waits for the batch under way. */
  stop(): Promise<void>;
};

/** It looks at least so often: what was planned meanwhile may be due sooner, and clocks may jump. */
const longestWait = 5000;
const shortestWait = 200;

/** Begins planned orders at their time. Each worker has one; whichever comes first begins what is due. */
export function startBeginner({ db, clock, network, log }: BeginnerParts): Beginner {
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
      const wait = await beginAndLookAhead().catch((error: unknown) => {
        log.error({ err: error }, 'planned orders could not be begun; they are tried again');
        return longestWait;
      });
      await sleep(wait, undefined, { signal: ends.signal, ref: false }).catch(() => {});
    }
  }

  async function beginAndLookAhead(): Promise<number> {
    const due = await firstDue(newCall());
    if (due && due <= clock.now()) await beginPlanned(newCall(), network);
    const next = await firstDue(newCall());
    const wait = next ? next.getTime() - clock.now().getTime() : longestWait;
    return Math.min(longestWait, Math.max(shortestWait, wait));
  }

  function newCall(): Call<System> {
    return {
      db,
      actor: { kind: 'system', name: 'planned orders' },
      now: clock.now(),
      requestId: newId(),
      ip: null,
    };
  }
}

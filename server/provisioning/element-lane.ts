import { setTimeout as sleep } from 'node:timers/promises';
import type { Call, System } from '../platform/call.ts';
import { carryOut } from './carry-out-item.ts';
import type { Connector } from './connectors/connector.ts';
import { type BreakerState, elementGate } from './element-gate.ts';
import { itemClaimer } from './item-claimer.ts';
import type { WorkerParts } from './start-provisioning.ts';
import { failureOf, type Outcome } from './outcome.ts';
import { type ClaimedItem, fenceOf, releaseItems, renewLeases } from './claim-store.ts';
import { type Result, type Written, writeResults } from './write-results.ts';

/** One element's work in this process: claims its items, sends them, writes what came out. */
export type ElementLane = {
  /** Carries out everything that is due, until nothing is due and nothing is in hand. */
  workUntilIdle(): Promise<void>;
  /** There may be something to claim. */
  wake(): void;
  /** Resolves when woken, or after so many milliseconds. */
  somethingNew(atMost: number): Promise<void>;
  /** Sends nothing more, gives back what was not sent, writes what was. */
  stop(): Promise<void>;
  breaker(): BreakerState;
  inHand(): number;
};

type Held = ClaimedItem & {
  /** By the clock of this process: not to be sent after it, because another worker may have taken it over. */
  safeUntil: number;
};

const lost: Outcome = { kind: 'refused', failure: failureOf('worker-lost', false) };

/** A lane for one element; `onWritten` hears what was written. */
export function elementLane(
  parts: WorkerParts,
  element: string,
  connector: Connector,
  newCall: () => Call<System>,
  onWritten: (element: string, written: Written) => void,
): ElementLane {
  const { database, clock, log, hearers, settings } = parts;
  const claimer = itemClaimer(parts, element, newCall);
  const gate = elementGate(connector.limits, settings.breaker, clock);
  // Not by id: after a long standstill this worker may take over an item from itself.
  const held = new Set<Held>();
  let waiting: Held[] = [];
  let results: (Result & { item: Held })[] = [];
  let sending = 0;
  let writing = false;
  const stops = new AbortController();
  /** Something happened since the last claim began: it may have come too late for that claim. */
  let news = false;
  let progress = Promise.withResolvers<void>();

  const renewing = setInterval(() => void renew(), settings.leaseMs / 3);
  renewing.unref();

  return {
    workUntilIdle,
    wake: () => {
      claimer.lookAtAll();
      moved();
    },
    somethingNew,
    stop: async () => {
      stops.abort();
      moved();
      await giveBack(waiting.splice(0));
      while (held.size > 0) await nextMove(settings.pollMs);
      clearInterval(renewing);
    },
    breaker: () => gate.breaker(),
    inHand: () => held.size,
  };

  async function workUntilIdle(): Promise<void> {
    while (!stops.signal.aborted) {
      news = false;
      const room = gate.capacity() - held.size;
      // Few large claims cost less than many small ones; with a lot in hand the next is not urgent.
      const worthwhile = room > 0 && room >= held.size / 4;
      const claimed = worthwhile ? await claim(room) : 0;
      if (held.size === 0 && claimed === 0 && !news) return;
      if (claimed < room || !worthwhile) await somethingNew(settings.pollMs);
    }
  }

  async function claim(limit: number): Promise<number> {
    const safeUntil = performance.now() + settings.leaseMs;
    const { items, sawAll } = await claimer.claim(limit);
    if (items.length < limit && !sawAll) news = true;
    for (const item of items) {
      const own = { ...item, safeUntil };
      held.add(own);
      if (item.losses > settings.mostLosses) finish(own, lost);
      else waiting.push(own);
    }
    if (stops.signal.aborted) await giveBack(waiting.splice(0));
    send();
    return items.length;
  }

  function send(): void {
    while (sending < connector.limits.concurrency) {
      const item = waiting.shift();
      if (!item) return;
      sending += 1;
      void attempt(item).finally(() => {
        sending -= 1;
        send();
      });
    }
  }

  async function attempt(item: Held): Promise<void> {
    await gate.turn();
    // Nothing of what waits is to spend a try on an element that does not answer.
    if (stops.signal.aborted || gate.breaker() === 'open') return giveBack([item, ...waiting.splice(0)]);
    if (!held.has(item) || performance.now() >= item.safeUntil) return drop(item);
    const outcome = await carryOut(connector, item, (error) =>
      log.warn({ err: error, element, item: item.id, attempts: item.attempts }, 'no clear answer'),
    );
    gate.record(outcome);
    finish(item, outcome);
  }

  function finish(item: Held, outcome: Outcome): void {
    results.push({ item, outcome });
    if (!writing) void writeAll();
  }

  async function writeAll(): Promise<void> {
    writing = true;
    while (results.length > 0) {
      // What comes in during the same turn of the event loop is written together.
      await sleep(0);
      const batch = results.splice(0, settings.writeAtMost);
      const written = await write(batch);
      if (written) onWritten(element, written);
      for (const { item } of batch) held.delete(item);
      moved();
    }
    writing = false;
  }

  /** Tries until it can be written; when it takes too long others take the items over, and the fence keeps this one out. */
  async function write(batch: Result[]): Promise<Written | undefined> {
    for (let pause = 20; ; pause = Math.min(pause * 2, 1000)) {
      try {
        return await writeResults(newCall(), batch, hearers, settings, (error, item) =>
          log.error({ err: error, element, item: item.id }, 'an item cannot be written'),
        );
      } catch (error) {
        log.warn({ err: error, element }, 'results could not be written yet');
        if (stops.signal.aborted && pause >= 1000) return undefined;
        await sleep(pause * (0.5 + Math.random() / 2));
      }
    }
  }

  async function renew(): Promise<void> {
    const items = [...held];
    if (items.length === 0) return;
    const safeUntil = performance.now() + settings.leaseMs;
    try {
      const still = await renewLeases(database.db, items, settings.leaseMs);
      for (const item of items) {
        if (still.has(fenceOf(item))) item.safeUntil = safeUntil;
        else if (waiting.includes(item)) drop(item);
      }
    } catch (error) {
      log.warn({ err: error, element }, 'leases could not be renewed');
    }
  }

  async function giveBack(items: Held[]): Promise<void> {
    if (items.length === 0) return;
    try {
      await releaseItems(database.db, items);
    } catch (error) {
      log.warn({ err: error, element }, 'items could not be given back: their leases run out');
    }
    for (const item of items) held.delete(item);
    moved();
  }

  function drop(item: Held): void {
    waiting = waiting.filter((other) => other !== item);
    held.delete(item);
    moved();
  }

  function moved(): void {
    news = true;
    progress.resolve();
    progress = Promise.withResolvers<void>();
  }

  async function somethingNew(atMost: number): Promise<void> {
    if (!news) await nextMove(atMost);
  }

  async function nextMove(atMost: number): Promise<void> {
    const timer = setTimeout(moved, atMost);
    await progress.promise;
    clearTimeout(timer);
  }
}

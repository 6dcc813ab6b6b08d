import { setTimeout as sleep } from 'node:timers/promises';
import type { Call, System } from '../platform/call.ts';
import type { AttemptTrace } from './attempt-traces.ts';
import { carryOut } from './carry-out-item.ts';
import type { Connector } from './connectors/connector.ts';
import type { ElementGate } from './element-gate.ts';
import { type BookedItem, itemClaimer } from './item-claimer.ts';
import type { Lane } from './lane.ts';
import type { WorkerParts } from './start-provisioning.ts';
import { failureOf, type Outcome } from './outcome.ts';
import { fenceOf, releaseItems, renewLeases } from './claim-store.ts';
import { type Result, type Written, writeResults } from './write-results.ts';

/** One lane of an element's work in this process: claims its items, sends them, writes what came out. */
export type ElementLane = {
  /** Carries out everything that is due, until nothing is due and nothing is in hand. */
  workUntilIdle(): Promise<void>;
  /** There may be something to claim. */
  wake(): void;
  /** Resolves when woken, or after so many milliseconds. */
  somethingNew(atMost: number): Promise<void>;
  /** Sends nothing more, gives back what was not sent, writes what was. */
  stop(): Promise<void>;
  /** The element is left alone now: what was not sent is given back. */
  rest(): void;
  inHand(): number;
};

type Held = BookedItem & {
  isSent: boolean;
  trace?: AttemptTrace | null;
  /** By the clock of this process: not to be sent after it, because another worker may have taken it over. */
  safeUntil: number;
};

/** So many transactions write results at the same time: one waits for the disk or for this process while the others work. */
const mostWriters = 3;

/**
 * While people are being answered a large order takes small bites, rests so many times as long as each took, and this long at most: an
 * answer then meets it seldom, and never waits for much.
 */
const restsFor = 4;
const longestRestMs = 100;
const bite = 50;

const lost: Outcome = { kind: 'refused', failure: failureOf('worker-lost', false) };

/** A lane of one element; `onWritten` hears what was written. */
export function elementLane(
  parts: WorkerParts,
  {
    element,
    lane,
    connector,
    gate,
  }: { element: string; lane: Lane; connector: Connector; gate: ElementGate },
  newCall: () => Call<System>,
  onWritten: (written: Written) => void,
): ElementLane {
  const { database, log, hearers, settings } = parts;
  const claimer = itemClaimer(parts, element, lane, newCall, gate);
  // Not by id: after a long standstill this worker may take over an item from itself.
  const held = new Set<Held>();
  let results: (Result & { item: Held })[] = [];
  let writers = 0;
  /** Items that have come out and are not written yet. */
  let unwritten = 0;
  /** Releases under way. */
  let giving = 0;
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
      await giveBack(unsent());
      while (held.size + giving > 0) await nextMove(settings.pollMs);
      clearInterval(renewing);
    },
    rest: () => void giveBack(unsent()),
    inHand: () => held.size,
  };

  async function workUntilIdle(): Promise<void> {
    // Before whatever may fail: who calls this again after a failure is to wait for something newer than that.
    news = false;
    if (!stops.signal.aborted) await gate.look();
    while (!stops.signal.aborted) {
      news = false;
      const waiting = held.size - unwritten;
      const { items: most, againInMs, isProbe } = await gate.room(lane, waiting);
      const room = isInTheWay() ? Math.min(most, bite) : most;
      // Few large claims cost less than many small ones; with a lot in hand the next is not urgent. The database is not to fall behind.
      const worthwhile = most > 0 && most >= waiting / 4 && unwritten <= mostWriters * settings.writeAtMost;
      const begun = performance.now();
      const claimed = worthwhile ? await claim(room, isProbe) : 0;
      if (claimed > 0) await giveWay(begun);
      const mayWait = most === 0 && againInMs !== null;
      if (held.size + giving === 0 && claimed === 0 && !news && !mayWait) {
        // The claim may have been made before it was written that the element answers again.
        if (await gate.settled()) continue;
        return;
      }
      if (claimed < room || !worthwhile || isProbe) await somethingNew(againInMs ?? settings.pollMs);
    }
  }

  async function claim(limit: number, isProbe: boolean): Promise<number> {
    const safeUntil = performance.now() + settings.leaseMs;
    const { items, sawAll } = await claimer.claim(limit, isProbe);
    if (items.length < limit && !sawAll) news = true;
    if (items.length === 0 && isProbe) await gate.unused();
    for (const item of items) {
      const own = { ...item, isSent: false, safeUntil };
      held.add(own);
      if (item.losses > settings.mostLosses) finish(Object.assign(own, { isSent: true }), lost);
      else void attempt(own);
    }
    if (stops.signal.aborted) await giveBack(unsent());
    return items.length;
  }

  async function attempt(item: Held): Promise<void> {
    // Nothing of what waits is to spend a try on an element that does not answer.
    if (!(await gate.enter(lane, item.notBefore))) return giveBack(held.has(item) ? [item] : []);
    if (!held.has(item) || stops.signal.aborted || performance.now() >= item.safeUntil) {
      gate.leave(null);
      if (stops.signal.aborted && held.has(item)) return giveBack([item]);
      return drop(item);
    }
    item.isSent = true;
    if (parts.traces) item.trace = await parts.traces.begin(connector, element, item);
    const outcome = await carryOut(item.trace?.connector ?? connector, item, (error) =>
      log.warn({ err: error, element, item: item.id, attempts: item.attempts }, 'no clear answer'),
    );
    item.trace?.came(outcome);
    gate.leave(outcome);
    finish(item, outcome);
  }

  function finish(item: Held, outcome: Outcome): void {
    results.push({ item, outcome });
    unwritten += 1;
    if (writers < (isInTheWay() ? 1 : mostWriters)) void writeAll();
  }

  async function writeAll(): Promise<void> {
    writers += 1;
    while (results.length > 0) {
      // What comes in during the same turn of the event loop is written together.
      await sleep(0);
      const batch = results.splice(0, isInTheWay() ? bite : settings.writeAtMost);
      if (batch.length === 0) break;
      const begun = performance.now();
      const written = await write(batch);
      if (written) onWritten(written);
      for (const { item } of batch) {
        held.delete(item);
        item.trace?.written();
      }
      unwritten -= batch.length;
      moved();
      await giveWay(begun);
    }
    writers -= 1;
  }

  /** The database and its processors are the people's first: what nobody waits for leaves them room. */
  function isInTheWay(): boolean {
    return lane === 'large' && parts.people.areThere();
  }

  async function giveWay(begun: number): Promise<void> {
    if (isInTheWay()) await sleep(Math.min((performance.now() - begun) * restsFor, longestRestMs));
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
      const { renewed, lost: taken } = await renewLeases(database.db, items, settings.leaseMs);
      for (const item of items) {
        if (renewed.has(fenceOf(item))) item.safeUntil = safeUntil;
        else if (taken.has(fenceOf(item)) && !item.isSent) drop(item);
      }
    } catch (error) {
      log.warn({ err: error, element }, 'leases could not be renewed');
    }
  }

  async function giveBack(items: Held[]): Promise<void> {
    if (items.length === 0) return;
    // Before anything is awaited: their turn may come meanwhile.
    for (const item of items) held.delete(item);
    giving += 1;
    try {
      await releaseItems(database.db, items);
    } catch (error) {
      log.warn({ err: error, element }, 'items could not be given back: their leases run out');
    }
    giving -= 1;
    moved();
  }

  function unsent(): Held[] {
    return [...held].filter(({ isSent }) => !isSent);
  }

  function drop(item: Held): void {
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

import { type Call, inTransaction } from '../platform/call.ts';
import { claimAgain, type ClaimedItem, claimNew } from './claim-store.ts';
import type { ElementGate } from './element-gate.ts';
import type { Lane } from './lane.ts';
import type { WorkerParts } from './start-provisioning.ts';
import { joinClaims } from './store.ts';
import { mayPass } from './write-results.ts';

/** Claims the items of one element and lane for this process, and tells which begin. */
export type ItemClaimer = {
  /** `sawAll`: less than `limit` means that no more was due. */
  claim(limit: number, isProbe: boolean): Promise<{ items: BookedItem[]; sawAll: boolean }>;
  /** The next claim is to look at everything: something new may stand before what was claimed last. */
  lookAtAll(): void;
};

/** A claimed item and when its call may be made, as performance.now tells. */
export type BookedItem = ClaimedItem & { notBefore: number };

/**
 * Claims go on where the last one ended: what was begun before that may still be in the index, and skipping it again and again would
 * take longer the longer a queue lasts. What is sent again or promoted may stand further in front, and what is due again stands elsewhere;
 * so everything is looked at when little is found, when told, and now and then, more seldom the longer it takes. Where it takes long because of an order
 * that is being cancelled, which holds nothing that may be claimed, the next look waits ten times as long as that. The calls are booked at `gate` in the same transaction.
 */
export function itemClaimer(
  parts: WorkerParts,
  element: string,
  lane: Lane,
  newCall: () => Call,
  gate: Pick<ElementGate, 'reserve'>,
): ItemClaimer {
  const { hearers, log, settings } = parts;
  let fromTurn = 0;
  let lookAtAllAt = 0;
  let restsUntil = 0;

  return {
    lookAtAll: () => {
      lookAtAllAt = 0;
    },
    claim: async (limit, isProbe) => {
      const begun = performance.now();
      if (begun < restsUntil) return { items: [], sawAll: true };
      if (begun >= lookAtAllAt) fromTurn = 0;
      const sawAll = fromTurn === 0;
      if (sawAll) lookAtAllAt = begun + settings.pollMs;
      const { items, firstTurn, isMoreDue, heldBack } = await claimAndTell(limit, isProbe, sawAll);
      const now = performance.now();
      if (sawAll && lookAtAllAt > 0) lookAtAllAt += 20 * (now - begun);
      const goOn = items.length === limit && now < lookAtAllAt && firstTurn > 0;
      fromTurn = goOn ? firstTurn - 0.001 : 0;
      if (lane === 'large' && heldBack > manyHeldBack && items.length < limit)
        restsUntil = now + 10 * (now - begun);
      return { items, sawAll: sawAll && !isMoreDue };
    },
  };

  /** A hearer with a defect must not keep everybody's items from being claimed: then they are claimed untold. */
  async function claimAndTell(limit: number, isProbe: boolean, all: boolean): Promise<Claimed<BookedItem>> {
    const call = newCall();
    try {
      return await inTransaction(call, async (call) => {
        const { items, ...rest } = await claimNow(call, limit, isProbe, all);
        const started = items.filter(({ isFirst }) => isFirst);
        if (started.length > 0) {
          await hearers.onItemsStarted(
            call,
            started.map((item) => ({ ...item, startedAt: call.now })),
          );
        }
        return { items: await book(call, items), ...rest };
      });
    } catch (error) {
      if (mayPass(error)) throw error;
      log.error({ err: error, element }, 'items are claimed without telling that they begin');
      return inTransaction(call, async (call) => {
        const { items, ...rest } = await claimNow(call, limit, isProbe, all);
        return { items: await book(call, items), ...rest };
      });
    }
  }

  /** What is due again takes three quarters of the room at most: a queue of setbacks does not hold up what is new. */
  async function claimNow(
    { db, now }: Call,
    limit: number,
    isProbe: boolean,
    all: boolean,
  ): Promise<Claimed<ClaimedItem>> {
    const claim = { element, lane, now, leaseMs: settings.leaseMs, isProbe };
    const heldBack = await joinClaims(db);
    const mostAgain = Math.ceil(limit * 0.75);
    const again = all ? await claimAgain(db, { ...claim, limit: mostAgain }) : [];
    const left = limit - again.length;
    const anew = left > 0 ? await claimNew(db, { ...claim, limit: left, fromTurn }) : [];
    anew.sort((a, b) => a.turn - b.turn);
    return {
      items: [...again, ...anew],
      firstTurn: anew[0]?.turn ?? 0,
      isMoreDue: again.length === mostAgain && anew.length < left,
      heldBack,
    };
  }

  /** An item that was held before is read back before it is sent: two calls. One that the network works on is only read back. */
  async function book({ db }: Call, items: ClaimedItem[]): Promise<BookedItem[]> {
    if (items.length === 0) return [];
    const times = await gate.reserve(
      db,
      lane,
      items.map(({ attempts, acceptedAt }) => (attempts > 1 && !acceptedAt ? 2 : 1)),
    );
    return items.map((item, place) => ({ ...item, notBefore: times[place] ?? 0 }));
  }
}

/** `firstTurn`: of those never begun, 0 = none. `isMoreDue`: what is due again did not fit in. `heldBack`: so many are being paused or cancelled. */
type Claimed<Item> = { items: Item[]; firstTurn: number; isMoreDue: boolean; heldBack: number };

/** To pass over fewer is not worth sparing. */
const manyHeldBack = 5000;

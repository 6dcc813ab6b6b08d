import { type Call, inTransaction } from '../platform/call.ts';
import { type ClaimedItem, claimItems } from './claim-store.ts';
import type { WorkerParts } from './start-provisioning.ts';
import { mayPass } from './write-results.ts';

/** Claims the items of one element for this process, and tells which begin. */
export type ItemClaimer = {
  /** `sawAll`: less than `limit` means that no more was due. */
  claim(limit: number): Promise<{ items: ClaimedItem[]; sawAll: boolean }>;
  /** The next claim is to look at everything: something new may stand before what was claimed last. */
  lookAtAll(): void;
};

/**
 * Claims go on where the last one ended: what ended before that may still be in the index, and skipping it again and again would
 * take longer the longer a queue lasts. What waits again or is promoted may stand further in front; so everything is looked at
 * when little is found, when told, and now and then, more seldom the longer it takes.
 */
export function itemClaimer(parts: WorkerParts, element: string, newCall: () => Call): ItemClaimer {
  const { hearers, log, settings } = parts;
  let fromTurn = 0;
  let lookAtAllAt = 0;

  return {
    lookAtAll: () => {
      lookAtAllAt = 0;
    },
    claim: async (limit) => {
      const begun = performance.now();
      if (begun >= lookAtAllAt) fromTurn = 0;
      const sawAll = fromTurn === 0;
      if (sawAll) lookAtAllAt = begun + settings.pollMs;
      const items = await claimAndTell(limit);
      const now = performance.now();
      if (sawAll && lookAtAllAt > 0) lookAtAllAt += 20 * (now - begun);
      const goOn = items.length === limit && now < lookAtAllAt;
      fromTurn = goOn ? Math.min(...items.map(({ turn }) => turn)) - 0.001 : 0;
      return { items, sawAll };
    },
  };

  /** A hearer with a defect must not keep everybody's items from being claimed: then they are claimed untold. */
  async function claimAndTell(limit: number): Promise<ClaimedItem[]> {
    const call = newCall();
    const claimNow = ({ db, now }: Call) =>
      claimItems(db, { element, now, limit, leaseMs: settings.leaseMs, fromTurn });
    try {
      return await inTransaction(call, async (call) => {
        const items = await claimNow(call);
        const started = items.filter(({ isFirst }) => isFirst);
        if (started.length > 0) {
          await hearers.onItemsStarted(
            call,
            started.map((item) => ({ ...item, startedAt: call.now })),
          );
        }
        return items;
      });
    } catch (error) {
      if (mayPass(error)) throw error;
      log.error({ err: error, element }, 'items are claimed without telling that they begin');
      return claimNow(call);
    }
  }
}

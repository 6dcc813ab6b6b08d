import { errorCode } from '../platform/start-failure.ts';
import { lockLines } from '../fleet/fleet.ts';
import { type Call, inTransaction } from '../platform/call.ts';
import { acceptItems } from './accepted-store.ts';
import type { EndedItem, Hearers } from './events.ts';
import { failureOf, judge, type Outcome, type Verdict } from './outcome.ts';
import type { Settings } from './settings.ts';
import { type ClaimedItem, endItems, fenceOf, postponeItems } from './claim-store.ts';
import { promoteNext } from './store.ts';

/** How an item of this worker came out on the network. */
export type Result = { item: ClaimedItem; outcome: Outcome };

/** Items that ended, were put off, are with the network; the rest of the results were no longer this worker's to write. */
export type Written = { ended: EndedItem[]; postponed: number; accepted: number };

type Judged = { item: ClaimedItem; verdict: Verdict };

/**
 * Writes results, tells the hearers and lets the next item of each line go first, all in one transaction. An item that cannot be written
 * because of a defect is written alone, in the end as failed, so that it spoils nothing for the others. Throws only what may pass:
 * a lost connection, a deadlock; nothing is written then and it can be called again.
 */
export async function writeResults(
  call: Call,
  results: Result[],
  hearers: Hearers,
  settings: Settings,
  onDefect: (error: unknown, item: ClaimedItem) => void,
): Promise<Written> {
  const judged = results.map(({ item, outcome }) => ({
    item,
    verdict: judge(outcome, item, call.now, settings),
  }));
  return writeOrSplit(judged);

  async function writeOrSplit(some: Judged[]): Promise<Written> {
    try {
      return await writeTogether(call, some, hearers);
    } catch (error) {
      if (mayPass(error)) throw error;
      const [only] = some;
      if (!only) throw error;
      if (some.length === 1) return writeUnwritable(only, error);
      const middle = Math.ceil(some.length / 2);
      const first = await writeOrSplit(some.slice(0, middle));
      const second = await writeOrSplit(some.slice(middle));
      return {
        ended: [...first.ended, ...second.ended],
        postponed: first.postponed + second.postponed,
        accepted: first.accepted + second.accepted,
      };
    }
  }

  /** First later, then as failed; when even that cannot be written, later for ever: a person must repair it. */
  async function writeUnwritable({ item }: Judged, error: unknown): Promise<Written> {
    onDefect(error, item);
    const defect: Outcome = { kind: 'unclear', failure: failureOf('defect', true) };
    const verdict = judge(defect, item, call.now, settings);
    const dueAt = new Date(call.now.getTime() + settings.backoffMs.most);
    try {
      return await writeTogether(call, [{ item, verdict }], hearers);
    } catch (again) {
      if (mayPass(again)) throw again;
      const later: Verdict = { state: 'postponed', failure: failureOf('defect', true), dueAt };
      return writeTogether(call, [{ item, verdict: later }], hearers);
    }
  }
}

async function writeTogether(call: Call, judged: Judged[], hearers: Hearers): Promise<Written> {
  const ending = judged.flatMap(({ item, verdict }) =>
    verdict.state === 'postponed' || verdict.state === 'accepted' ? [] : [{ item, verdict }],
  );
  const postponed = judged.flatMap(({ item: { id, attempts }, verdict }) =>
    verdict.state === 'postponed' ? [{ id, attempts, ...verdict }] : [],
  );
  const accepted = judged.flatMap(({ item: { id, attempts }, verdict }) =>
    verdict.state === 'accepted' ? [{ id, attempts, ...verdict }] : [],
  );
  const newlyAccepted = judged.flatMap(({ item, verdict }) =>
    verdict.state === 'accepted' && item.acceptedAt === null ? [item] : [],
  );
  return inTransaction(call, async (call) => {
    const ended = await end(call, ending);
    const later = await postponeItems(call.db, postponed);
    const withNetwork = await acceptItems(call.db, call.now, accepted);
    if (newlyAccepted.length > 0) await hearers.onItemsAccepted(call, newlyAccepted);
    if (ended.length > 0) await hearers.onItemsEnded(call, ended);
    return { ended, postponed: later, accepted: withNetwork };
  });
}

type Ending = { item: ClaimedItem; verdict: Exclude<Verdict, { dueAt: Date }> };

async function end(call: Call, ending: Ending[]): Promise<EndedItem[]> {
  if (ending.length === 0) return [];
  const withMoreOpen = await lockLines(
    call,
    ending.map(({ item }) => item.lineId),
  );
  const written = await endItems(
    call.db,
    call.now,
    ending.map(({ item, verdict }) => ({
      id: item.id,
      attempts: item.attempts,
      state: verdict.state,
      failure: 'failure' in verdict ? verdict.failure : null,
    })),
  );
  if (withMoreOpen.length > 0) await promoteNext(call.db, withMoreOpen);
  return ending
    .filter(({ item }) => written.has(fenceOf(item)))
    .map(({ item, verdict }) => ({
      ...item,
      state: verdict.state,
      failure: 'failure' in verdict ? verdict.failure : null,
      endedAt: call.now,
    }));
}

/** Connection, lack of room, deadlock, shutdown: classes of SQLSTATE that say nothing about what was written. */
const passing = /^(08|40|53|55P03|57|E[A-Z]+$)/;

/** Whether the same may well succeed a moment later. */
export function mayPass(error: unknown): boolean {
  if (passing.test(errorCode(error))) return true;
  return error instanceof Error && /connection|timeout/i.test(error.message) && errorCode(error) === '';
}

import { Decimal } from 'decimal.js';
import { z } from 'zod';
import { catalogueAt, judgeChange } from '../catalogue/catalogue.ts';
import type { Catalogue } from '../catalogue/contract.ts';
import type { Call } from '../platform/call.ts';
import {
  optionsKnown,
  linesByKind,
  type ItemAction,
  itemAction,
  type Outcome,
  outcomeOf,
  type LineToJudge,
  type Wanted,
} from '../quotes/quotes.ts';
import type { KeptFailure } from './failure.ts';
import type { BegunItem, DueItem } from './planned-store.ts';
import { wantedAgain } from './wanted-again.ts';

export type Judged = {
  possible: (BegunItem & { item: DueItem })[];
  refused: { item: DueItem; failure: KeptFailure }[];
  /** What was to be ended has ended already. */
  dropped: { item: DueItem; failure: KeptFailure }[];
};

/**
 * Judges planned items on their lines as they are now, with what is pending, by the catalogue they were ordered under and at the prices that were
 * confirmed. What a line has by now as it was wanted is left away; services are those that the network must be told today.
 */
export async function judgeDue(call: Call, items: DueItem[]): Promise<Judged> {
  const judged: Judged = { possible: [], refused: [], dropped: [] };
  for (const item of items.filter(({ isItsOwn }) => !isItsOwn))
    judged.refused.push({ item, failure: { code: 'line-gone', values: {}, temporary: false } });
  const own = items.filter(({ isItsOwn }) => isItsOwn);
  for (const [version, some] of Map.groupBy(own, (item) => item.catalogueVersion))
    await judgeUnder(call, await catalogueAt(call, version), some, judged);
  return judged;
}

type Verdict = { begun: Omit<BegunItem, 'id'> } | { failure: KeptFailure; end: 'refused' | 'dropped' };

const alreadyReactivated: Verdict = {
  failure: { code: 'already-reactivated', values: {}, temporary: false },
  end: 'dropped',
};

async function judgeUnder(call: Call, catalogue: Catalogue, items: DueItem[], judged: Judged): Promise<void> {
  const lines = await linesByKind(
    call,
    items.map(({ lineId }) => lineId),
  );
  const options = await optionsKnown(call, catalogue, lines.samples);
  const known = new Map<string, Verdict>();
  items.forEach((item, place) => {
    const kind = lines.kindOf[place] ?? -1;
    const line = lines.samples[kind];
    if (!line) throw new Error(`the line ${item.lineId} is gone while its item begins`);
    const key = `${kind} ${JSON.stringify(item.actions)}`;
    const verdict = known.get(key) ?? verdictOn(line, z.array(itemAction).parse(item.actions));
    known.set(key, verdict);
    if ('failure' in verdict) judged[verdict.end].push({ item, failure: verdict.failure });
    else judged.possible.push({ item, id: item.id, ...verdict.begun });
  });

  function verdictOn(line: LineToJudge, confirmed: ItemAction[]): Verdict {
    const wanted = wantedAgain(confirmed);
    const outcome = outcomeOf(catalogue, line, line.cycleDay, wanted, call.now, options);
    if (outcome.eligible) return { begun: asConfirmed(confirmed, outcome) };
    if (outcome.reasons.some(({ code }) => code === 'not-suspended')) return alreadyReactivated;
    return { failure: noLongerPossible(reasonsAgainst(line, wanted, outcome)), end: 'refused' };
  }

  /** A line that has all of it by now: the rules say what it has. */
  function reasonsAgainst(line: LineToJudge, wanted: Wanted, outcome: Outcome) {
    if (wanted.status) return outcome.reasons;
    const reasons = outcome.reasons.flatMap((reason) =>
      reason.code === 'nothing-to-do' ||
      reason.code === 'nothing-wanted' ||
      reason.code === 'changed-since' ||
      reason.code === 'pass-not-refunded'
        ? []
        : [reason],
    );
    return reasons.length > 0 ? reasons : judgeChange(catalogue, line, wanted, call.now).reasons;
  }
}

/** Today's actions at the prices that were confirmed; an addition that has become a mere setting costs nothing. */
function asConfirmed(confirmed: ItemAction[], { actions }: Outcome): Omit<BegunItem, 'id'> {
  const kept = actions.map((today) => {
    const then = confirmed.find(({ action, code }) => action === today.action && code === today.code);
    return then ? { ...then, parameters: today.parameters, services: today.services } : today;
  });
  const sum = (of: (action: ItemAction) => string) =>
    kept.reduce((total, action) => total.plus(of(action)), new Decimal(0)).toFixed(2);
  const price = {
    now: sum(({ now }) => now),
    proRata: sum(({ proRata }) => proRata),
    monthly: sum(({ monthly }) => monthly),
  };
  return { actions: kept, price };
}

function noLongerPossible(reasons: KeptFailure['reasons']): KeptFailure {
  return { code: 'no-longer-possible', values: {}, temporary: false, reasons };
}

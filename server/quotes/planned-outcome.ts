import type { Catalogue } from '../catalogue/contract.ts';
import type { StatusChange, When } from './contract.ts';
import { afterMove } from '../fleet/contract.ts';
import type { Wanted } from './effective-change.ts';
import type { Options } from './former-options.ts';
import { outcomeOf } from './judge-line.ts';
import { type Outcome } from './outcome.ts';
import { type LineToJudge, openActions, settled, withDone } from './pending.ts';
import { endOfChange, startOfChange } from './when.ts';

/** At once, and for good. */
export const atOnce: When = { starts: { kind: 'now' }, until: null };

/**
 * What a change does to a line when it begins and, where it is wanted until a time only, what takes it away again: judged and priced as of those days.
 * A line on which the end would not be possible is left out, with the reasons.
 */
export function plannedOutcomeOf(
  catalogue: Catalogue,
  line: LineToJudge,
  change: Wanted,
  when: When,
  now: Date,
  options: Options,
): Outcome {
  const starts = startOfChange(when.starts, line.cycleDay, now);
  const begins = starts ?? now;
  const outcome = outcomeOf(catalogue, line, line.cycleDay, change, begins, options);
  const ends = endOfChange(when.until);
  if (!outcome.eligible) return outcome;
  const planned = { ...outcome, startsAt: starts?.toISOString() ?? null };
  if (ends && change.status) return withReactivation(planned, change.status, ends);
  const codes = endingCodes(outcome);
  if (!ends || codes.length === 0) return planned;
  const after = {
    ...line,
    activeOptions: withDone(settled(line.activeOptions), openActions.parse(outcome.actions), begins),
  };
  const end = outcomeOf(catalogue, after, line.cycleDay, { add: [], remove: codes }, ends, options);
  if (!end.eligible) return { ...end, wayOut: null };
  const { actions, now: due, proRata, monthly } = end;
  return { ...planned, end: { actions, now: due, proRata, monthly, startsAt: ends.toISOString() } };

  /** What is suspended until a time is reactivated then; a reactivation is for good. */
  function withReactivation(planned: Outcome, status: StatusChange, ends: Date): Outcome {
    if (status.move !== 'suspend') return planned;
    const suspended = afterMove(line, status);
    const back = { add: [], remove: [], status: { move: 'reactivate' as const } };
    const {
      actions,
      now: due,
      proRata,
      monthly,
    } = outcomeOf(catalogue, suspended, line.cycleDay, back, ends, options);
    return { ...planned, end: { actions, now: due, proRata, monthly, startsAt: ends.toISOString() } };
  }
}

/** A pass ends by itself. */
function endingCodes({ actions }: Outcome): string[] {
  return actions
    .filter(({ action, type }) => action === 'add' && type === 'recurring')
    .map(({ code }) => code);
}

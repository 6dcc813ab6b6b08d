import {
  dayOf,
  instantOf,
  monthsLater,
  nextCycleStart,
  startOf,
  wallTimeOf,
} from '../catalogue/catalogue.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Starts, When } from './contract.ts';

/** So far ahead something can be planned: a year, and a month to plan the next. */
const mostMonths = 13;

/** When a change begins on a line of this billing cycle; null = at once. */
export function startOfChange(starts: Starts, cycleDay: number, now: Date): Date | null {
  if (starts.kind === 'now') return null;
  return starts.kind === 'cycle' ? nextCycleStart(now, cycleDay) : instantOf(starts.at).at;
}

/** When what a change adds is taken away again; null = never. */
export function endOfChange(until: When['until']): Date | null {
  return until === null ? null : instantOf(until).at;
}

/** Refuses what is over, too far away, or ends before it begins. `cycleDays` are those of the lines. */
export function refuseWhen({ starts, until }: When, cycleDays: number[], now: Date): void {
  const latest = startOf(monthsLater(dayOf(now), mostMonths) + 1);
  if (starts.kind === 'at') {
    const begins = instantOf(starts.at).at;
    if (begins <= now) throw startsInThePast();
    if (begins >= latest) throw tooFarAhead();
  }
  const ends = endOfChange(until);
  if (!ends) return;
  if (ends >= latest) throw tooFarAhead();
  const begins = cycleDays.map((cycleDay) => startOfChange(starts, cycleDay, now) ?? now);
  if (begins.some((begin) => ends <= begin)) throw endsTooEarly();
}

/** How the clocks treat the times that were asked for. */
export function clockChangesOf({ starts, until }: When) {
  return {
    starts: starts.kind === 'at' ? instantOf(starts.at).change : null,
    until: until === null ? null : instantOf(until).change,
  };
}

/** The same as a person chooses it who moves something to an instant. */
export function startsAtInstant(instant: Date): Starts {
  return { kind: 'at', at: wallTimeOf(instant) };
}

function startsInThePast(): Refusal {
  return new Refusal(422, 'starts-in-the-past', 'This time is over. Choose a later one, or “Now”.');
}

function tooFarAhead(): Refusal {
  return new Refusal(422, 'too-far-ahead', 'At most {months} months ahead can be planned.', {
    values: { months: mostMonths },
  });
}

/** Also told when something is moved behind its own end. */
export function endsTooEarly(): Refusal {
  return new Refusal(422, 'ends-before-it-begins', 'The end must be later than the beginning.');
}

import type { AssignmentPhase } from './contract.ts';

/** A day in Brussels as 2026-12-01: as text it sorts by time. */
export type Day = string;

export type Span = { targetId: string; from: Day; until: Day | null };
export type HeldSpan = Span & { id: string };

/** What becomes of the spans of one line. */
export type Replan = {
  remove: string[];
  /** The last day of spans that go on existing. */
  cut: { id: string; until: Day }[];
  add: Span[];
};

/** Nothing to do, or something that has begun later stands in the way. */
export type Verdict = Replan | 'is-so' | 'overlaps';

/** Where a day stands in a span. */
export function phaseOn(today: Day, { from, until }: Pick<Span, 'from' | 'until'>): AssignmentPhase {
  if (from > today) return 'planned';
  return until !== null && until < today ? 'ended' : 'current';
}

/**
 * How a line gets a target from a day on. What it has that day ends the day before; when the new one has a last day, what was cut comes
 * back after it. What is planned for later stays, and the new one ends before it. History is not rewritten: what has begun after the
 * first day, or ended since, stands in the way. `held` are the spans of the line that do not overlap.
 */
export function replanFor(held: HeldSpan[], wanted: Span, today: Day): Verdict {
  const there = held.find((span) => covers(span, wanted.from));
  if (there?.targetId === wanted.targetId) return 'is-so';
  if (standsInTheWay(held, wanted.from, today)) return 'overlaps';
  const next = held
    .filter(({ from }) => from > wanted.from)
    .reduce<Day | null>((first, { from }) => (first === null || from < first ? from : first), null);
  const until = earlier(wanted.until, next && dayAfter(next, -1));
  const replan: Replan = { remove: [], cut: [], add: [{ ...wanted, until }] };
  if (!there) return replan;
  if (there.from === wanted.from) replan.remove.push(there.id);
  else replan.cut.push({ id: there.id, until: dayAfter(wanted.from, -1) });
  if (until !== null && until === wanted.until && (there.until === null || there.until > until))
    replan.add.push({ targetId: there.targetId, from: dayAfter(until, 1), until: there.until });
  return replan;
}

/**
 * As `replanFor`, for a table that says all of it: what a line has already is left, and gets the last day that is wanted, when one is. What is
 * planned behind it stays.
 */
export function replanAsWritten(held: HeldSpan[], wanted: Span, today: Day): Verdict {
  const verdict = replanFor(held, wanted, today);
  const there = held.find((span) => covers(span, wanted.from));
  if (verdict !== 'is-so' || !there || wanted.until === null || there.until === wanted.until) return verdict;
  if (there.until === null || there.until > wanted.until) return replanEnd(held, wanted.until, today);
  const next = dayAfter(there.until, 1);
  if (held.some((span) => covers(span, next))) return 'is-so';
  return replanFor(held, { ...wanted, from: next }, today);
}

/** The spans of a line as they are when a replan is written down. */
export function replanned(held: HeldSpan[], { remove, cut, add }: Replan): HeldSpan[] {
  const kept = held
    .filter(({ id }) => !remove.includes(id))
    .map((span) => ({ ...span, until: cut.find(({ id }) => id === span.id)?.until ?? span.until }));
  return [...kept, ...add.map((span) => ({ ...span, id: `from ${span.from}` }))];
}

/** How a line has nothing any more after a day. What is planned for later stays. */
export function replanEnd(held: HeldSpan[], lastDay: Day, today: Day): Verdict {
  const first = dayAfter(lastDay, 1);
  const there = held.find((span) => covers(span, first));
  if (standsInTheWay(held, first, today)) return 'overlaps';
  if (!there) return 'is-so';
  if (there.from > lastDay) return phaseOn(today, there) === 'planned' ? 'is-so' : 'overlaps';
  return { remove: [], cut: [{ id: there.id, until: lastDay }], add: [] };
}

function standsInTheWay(held: HeldSpan[], day: Day, today: Day): boolean {
  return held.some((span) => {
    const phase = phaseOn(today, span);
    return phase === 'ended' ? (span.until ?? '') >= day : phase === 'current' && span.from > day;
  });
}

export function covers({ from, until }: Span, day: Day): boolean {
  return from <= day && (until === null || until >= day);
}

function earlier(one: Day | null, other: Day | null): Day | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

/** The day some days later; before, when negative. */
export function dayAfter(day: Day, days: number): Day {
  const shifted = new Date(`${day}T00:00:00Z`);
  shifted.setUTCDate(shifted.getUTCDate() + days);
  return shifted.toISOString().slice(0, 10);
}

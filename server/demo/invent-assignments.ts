import type { NewLine } from '../fleet/fleet.ts';
import { dayAfter, dayIn, type Recorded } from '../holders/holders.ts';
import { newId } from '../platform/id.ts';
import { random, type Random } from './random.ts';

type CostCentre = Recorded['costCentres'][number];
type Holder = Recorded['holders'][number];
type Assignment = Recorded['assignments'][number];

/** The cost centres of an invented company; the last one is closed, and is history of some lines. */
export function inventCostCentres(now: Date): CostCentre[] {
  return costCentres.map(([code, name], place) => ({
    id: newId(),
    code,
    name,
    closedAt: place === costCentres.length - 1 ? now : null,
  }));
}

const costCentres = [
  ['1000', 'Direction'],
  ['2100', 'Ventes Bruxelles'],
  ['2200', 'Ventes Wallonie'],
  ['2300', 'Verkoop Vlaanderen'],
  ['3100', 'Logistique'],
  ['3200', 'Service technique'],
  ['4000', 'Finances'],
  ['5000', 'Informatique'],
  ['6000', 'Ressources humaines'],
  ['9000', 'Projet Canal (terminé)'],
] as const;

/**
 * Who uses these invented lines, as people with records: one who occurs twice has two numbers. Most lines have a cost centre; some had
 * another holder or cost centre before, and a few change on the first of next month. `record` takes the ids that the lines were given.
 */
export function inventAssignments({
  lines,
  centres,
  seed,
  from,
  now,
}: {
  lines: NewLine[];
  centres: CostCentre[];
  seed: number;
  /** Place of the first line among all invented ones: personnel numbers follow from it. */
  from: number;
  now: Date;
}): { lines: NewLine[]; record: (organisationId: string, lineIds: string[]) => Recorded } {
  const chosen = random(seed + 2);
  const holders: Holder[] = [];
  const known = new Set<Holder>();
  const spans: (Omit<Assignment, 'lineId'> & { line: number })[] = [];
  const byName = new Map<string, Holder>();
  const open = centres.filter(({ closedAt }) => closedAt === null);
  const past = centres.at(-1);
  const shown = lines.map((line, place): NewLine => {
    const days = daysOf(chosen, line, now);
    const holder = holderOf(line, byName, () => inventHolder(chosen, line, from + place));
    if (holder && !known.has(holder)) holders.push(holder);
    if (holder) known.add(holder);
    const before = chosen.chance(0.15) ? holders[chosen.below(holders.length)] : undefined;
    if (holder)
      spans.push(...succession({ line: place, kind: 'holder', days, before: before?.id, target: holder.id }));
    const centre = chosen.chance(0.92)
      ? chosen.weighted(open.map((each, at) => [each, 1 / (at + 2)]))
      : undefined;
    const centreBefore = chosen.chance(0.1) ? past?.id : undefined;
    const next = chosen.chance(0.03) ? chosen.one(open).id : undefined;
    if (centre)
      spans.push(
        ...succession({
          line: place,
          kind: 'cost-centre',
          days,
          before: centreBefore,
          target: centre.id,
          next,
        }),
      );
    return {
      ...line,
      holder: { ...line.holder, personnelNumber: holder?.personnelNumber ?? null },
      costCentreCode: centre?.code ?? '',
    };
  });
  return {
    lines: shown,
    record: (organisationId, lineIds) => ({
      organisationId,
      holders,
      costCentres: [],
      assignments: spans.map(({ line, ...span }) => ({ ...span, lineId: lineIds[line] ?? '' })),
    }),
  };
}

/** The day a line began, one between then and today, and the first of next month. */
function daysOf(chosen: Random, line: NewLine, now: Date) {
  const age = now.getTime() - line.activatedAt.getTime();
  const first = dayIn(line.activatedAt);
  const turn = dayIn(new Date(line.activatedAt.getTime() + Math.floor(age * (0.2 + 0.6 * chosen.next()))));
  const nextMonth = `${dayAfter(`${dayIn(now).slice(0, 8)}01`, 32).slice(0, 8)}01`;
  return { first, turn, nextMonth };
}

function succession({
  line,
  kind,
  days: { first, turn, nextMonth },
  before,
  target,
  next,
}: {
  line: number;
  kind: Assignment['kind'];
  days: ReturnType<typeof daysOf>;
  before?: string | undefined;
  target: string;
  next?: string | undefined;
}): (Omit<Assignment, 'lineId'> & { line: number })[] {
  const changed = before !== undefined && before !== target && turn > first;
  const planned = next !== undefined && next !== target;
  const span = (targetId: string, from: string, until: string | null) => ({
    line,
    kind,
    targetId,
    from,
    until,
  });
  return [
    ...(changed ? [span(before, first, dayAfter(turn, -1))] : []),
    span(target, changed ? turn : first, planned ? dayAfter(nextMonth, -1) : null),
    ...(planned ? [span(next, nextMonth, null)] : []),
  ];
}

/** Who occurs for the second time has a second number; for the third time it is somebody else of that name. */
function holderOf(
  { holder }: NewLine,
  byName: Map<string, Holder>,
  invent: () => Holder,
): Holder | undefined {
  const name = `${holder.lastName}, ${holder.firstName}`;
  if (holder.lastName === '') return undefined;
  const known = byName.get(name);
  byName.delete(name);
  if (known) return known;
  const fresh = invent();
  byName.set(name, fresh);
  return fresh;
}

function inventHolder(chosen: Random, { holder }: NewLine, place: number): Holder {
  const { firstName, lastName } = holder;
  if (firstName === '')
    return { id: newId(), firstName, lastName, email: null, personnelNumber: null, locale: null };
  return {
    id: newId(),
    firstName,
    lastName,
    email: chosen.chance(0.9) ? `${plain(firstName)}.${plain(lastName)}@entreprise.test` : null,
    personnelNumber: `P${String(100_000 + place)}`,
    locale: chosen.weighted([
      ['fr', 5],
      ['nl', 4],
      ['de', 1],
    ]),
  };
}

/** A name as mail addresses write it. */
function plain(name: string): string {
  return name
    .normalize('NFKD')
    .replace('ı', 'i')
    .replace(/[^a-zA-Z-]/g, '')
    .toLowerCase();
}

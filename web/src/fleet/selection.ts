import type { LineFilter, LineGroups, Selection } from '../../../server/finding/contract.ts';
import type { LineRow, LineStatus } from '../../../server/fleet/contract.ts';

/**
 * What must be the same on all chosen lines (the rule of the guide): the kind of subscription and the status. Null where the operator lets
 * several be changed together: all that have not ended fit.
 */
export type Fit = { subscriptionKind: string; status: LineStatus } | null;

const changeable: LineStatus[] = ['active', 'suspended', 'pending'];

/** The lines chosen in the list: one by one, or all that fit a filter but some. */
export type Chosen =
  | { how: 'none' }
  | { how: 'some'; fit: Fit; lineIds: string[] }
  | { how: 'all'; fit: Fit; filter: LineFilter; except: string[]; fitting: number };

export const nothingChosen: Chosen = { how: 'none' };

/** How many lines are chosen. */
export function chosenCount(chosen: Chosen): number {
  if (chosen.how === 'none') return 0;
  return chosen.how === 'some' ? chosen.lineIds.length : chosen.fitting - chosen.except.length;
}

export function isChosen(chosen: Chosen, line: LineRow): boolean {
  if (chosen.how === 'none' || !fits(line, chosen.fit)) return false;
  return chosen.how === 'some' ? chosen.lineIds.includes(line.id) : !chosen.except.includes(line.id);
}

/** Why a line cannot join what is chosen; null when it can. A ceased line can never be chosen. */
export function misfitOf(chosen: Chosen, line: LineRow): 'kind' | 'status' | 'ceased' | null {
  if (line.status === 'ceased') return 'ceased';
  if (chosen.how === 'none' || chosen.fit === null) return null;
  if (line.subscriptionKind !== chosen.fit.subscriptionKind) return 'kind';
  return line.status === chosen.fit.status ? null : 'status';
}

/** Adds or takes away lines; those that do not fit stay out. The first one chosen sets what fits, unless the selection is `mixed`. */
export function choose(chosen: Chosen, lines: LineRow[], wanted: boolean, mixed = false): Chosen {
  const first = lines[0];
  if (!first) return chosen;
  if (chosen.how === 'all') {
    const ids = lines.filter((line) => fits(line, chosen.fit)).map((line) => line.id);
    const except = wanted
      ? chosen.except.filter((id) => !ids.includes(id))
      : [...new Set([...chosen.except, ...ids])];
    return except.length >= chosen.fitting ? nothingChosen : { ...chosen, except };
  }
  const ofFirst = mixed ? null : { subscriptionKind: first.subscriptionKind, status: first.status };
  const fit = chosen.how === 'some' ? chosen.fit : ofFirst;
  const before = chosen.how === 'some' ? chosen.lineIds : [];
  const ids = lines
    .filter((line) => misfitOf({ how: 'some', fit, lineIds: before }, line) === null)
    .map((line) => line.id);
  const lineIds = wanted ? [...new Set([...before, ...ids])] : before.filter((id) => !ids.includes(id));
  return lineIds.length === 0 ? nothingChosen : { how: 'some', fit, lineIds };
}

/** How many of the lines in these groups fit. */
export function fittingCount(groups: LineGroups['groups'], fit: Fit): number {
  return groups.reduce((sum, group) => sum + (fits(group, fit) ? group.count : 0), 0);
}

/** All lines that the filter gives and that fit, also those on other pages. */
export function chooseAll(filter: LineFilter, fit: Fit, fitting: number): Chosen {
  return fitting === 0 ? nothingChosen : { how: 'all', fit, filter, except: [], fitting };
}

/** Without one line, of which the row may not be among those shown. */
export function leaveOut(chosen: Chosen, lineId: string, shown: LineRow[] = []): Chosen {
  const row = shown.find((line) => line.id === lineId);
  if (row) return choose(chosen, [row], false);
  if (chosen.how === 'all') return { ...chosen, except: [...chosen.except, lineId] };
  if (chosen.how === 'none') return chosen;
  const lineIds = chosen.lineIds.filter((id) => id !== lineId);
  return lineIds.length === 0 ? nothingChosen : { ...chosen, lineIds };
}

/** The selection as the server takes it; null when nothing is chosen. */
export function selectionOf(chosen: Chosen): Selection | null {
  if (chosen.how === 'none') return null;
  if (chosen.how === 'some') return { lineIds: chosen.lineIds };
  if (chosen.fit === null) {
    const status = (chosen.filter.status ?? changeable).filter((each) => changeable.includes(each));
    return { filter: { ...chosen.filter, status }, except: chosen.except };
  }
  const { subscriptionKind, status } = chosen.fit;
  return { filter: { ...chosen.filter, kind: [subscriptionKind], status: [status] }, except: chosen.except };
}

function fits(line: Pick<LineRow, 'subscriptionKind' | 'status'>, fit: Fit): boolean {
  if (fit === null) return changeable.includes(line.status);
  return line.subscriptionKind === fit.subscriptionKind && line.status === fit.status;
}

import { z } from 'zod';
import { correctionCode, lineStatusCode, type LineFacts } from '../catalogue/contract.ts';
import { afterMove, type LineMove } from '../fleet/contract.ts';
import { factsOfLines, type LineForChange } from '../fleet/fleet.ts';
import type { Call } from '../platform/call.ts';
import { listOpenItems } from './open-item-list.ts';
import { listPlannedBefore } from './planned-near-list.ts';

/** What of an open item the rules need to know; the rest of its actions is not read. */
const openAction = z.object({
  action: z.enum(['add', 'remove', 'modify']),
  code: z.string(),
  parameters: z.record(z.string(), z.coerce.string()),
  minimumTermEnd: z.iso.datetime().nullish(),
  monthlyPrice: z.string().nullish(),
});
export type OpenAction = z.infer<typeof openAction>;

const openMove = z
  .object({
    action: z.enum(['suspend', 'reactivate']),
    code: z.literal(lineStatusCode),
    parameters: z.object({ reason: z.string().nullish() }),
  })
  .transform(({ action, parameters }) => ({ move: action, reason: parameters.reason ?? null }));
type OpenMove = z.infer<typeof openMove>;

/** Also those of an item that is not open yet. A correction of the network changes no option. */
export const openActions = z
  .array(z.union([openAction, openMove]))
  .transform((actions) =>
    actions.flatMap((action) => ('move' in action || action.code === correctionCode ? [] : [action])),
  );

const openMoves = z
  .array(z.union([openMove, openAction]))
  .transform((actions) => actions.flatMap((action) => ('move' in action ? [action] : [])));

/** A line as changes of it are judged and priced. */
export type LineToJudge = Omit<LineForChange, 'activeOptions'> & {
  activeOptions: HeldOrPending[];
  statusUnderWay?: LineMove | null;
};

/** An option held, or only on its way: then no version of the catalogue holds its terms for the line yet. */
type HeldOrPending = LineFacts['activeOptions'][number] & { catalogueVersion?: number };

/**
 * The lines in the order of `lineIds`, with what their open order items will change. `startOf` tells when a change is to begin on a line; for one
 * that begins later, what is open now and what is planned before counts as done. 404 when one is out of sight.
 */
export async function linesToJudge(
  call: Call,
  lineIds: string[],
  startOf: (line: { cycleDay: number }) => Date | null = () => null,
): Promise<LineToJudge[]> {
  const lines = await factsOfLines(call, lineIds);
  const later = lines.filter((line) => startOf(line) !== null).map(({ id }) => id);
  const planned = later.length > 0 ? await listPlannedBefore(call, later) : [];
  const busy = lines.filter(({ openItems }) => openItems > 0).map(({ id }) => id);
  if (busy.length + planned.length === 0) return lines;
  const open = await openActionsOf(call, busy);
  return lines.map((line) => {
    const starts = startOf(line);
    const { actions, moves } = open.get(line.id) ?? none;
    if (!starts)
      return actions.length + moves.length > 0
        ? {
            ...line,
            activeOptions: withPending(line.activeOptions, actions, call.now),
            ...(moves.length > 0 ? { statusUnderWay: moves.at(-1)?.move ?? null } : {}),
          }
        : line;
    const before = planned.filter(({ lineId, startsAt }) => lineId === line.id && startsAt <= starts);
    const coming = [...actions, ...before.flatMap((item) => openActions.parse(item.actions))];
    const movedBefore = [...moves, ...before.flatMap((item) => openMoves.parse(item.actions))];
    return movedBefore.reduce(afterMove<LineToJudge>, {
      ...line,
      activeOptions: withDone(line.activeOptions, coming, starts),
    });
  });
}

type Open = { actions: OpenAction[]; moves: OpenMove[] };
const none: Open = { actions: [], moves: [] };

async function openActionsOf(call: Call, lineIds: string[]): Promise<Map<string, Open>> {
  const byLine = new Map<string, Open>();
  if (lineIds.length === 0) return byLine;
  for (const { lineId, actions } of await listOpenItems(call, lineIds)) {
    const before = byLine.get(lineId) ?? none;
    byLine.set(lineId, {
      actions: [...before.actions, ...openActions.parse(actions)],
      moves: [...before.moves, ...openMoves.parse(actions)],
    });
  }
  return byLine;
}

/**
 * The options of a line with what open items will do to them, marked as pending. Setting parameters anew is told as an addition under
 * way: until it is done nothing else may happen to the option.
 */
export function withPending(held: HeldOrPending[], open: OpenAction[], now: Date): HeldOrPending[] {
  const options = new Map<string, HeldOrPending>(held.map((option) => [option.code, option]));
  for (const { action, code, parameters, minimumTermEnd, monthlyPrice } of open) {
    const present = options.get(code);
    if (action === 'remove') {
      if (present) options.set(code, { ...present, pending: 'remove' });
    } else if (present) {
      const count = present.count + (action === 'add' ? 1 : 0);
      options.set(code, { ...present, count, pending: 'add' });
    } else {
      const since = now.toISOString();
      options.set(code, { code, since, minimumTermEnd, monthlyPrice, parameters, count: 1, pending: 'add' });
    }
  }
  return [...options.values()];
}

/** The options of a line when some actions are done. */
export function withDone(held: HeldOrPending[], done: OpenAction[], at: Date): HeldOrPending[] {
  const options = new Map<string, HeldOrPending>(held.map((option) => [option.code, option]));
  for (const { action, code, parameters, minimumTermEnd, monthlyPrice } of done) {
    const present = options.get(code);
    if (action === 'remove') options.delete(code);
    else if (present)
      options.set(code, { ...present, parameters, count: present.count + (action === 'add' ? 1 : 0) });
    else
      options.set(code, {
        code,
        since: at.toISOString(),
        minimumTermEnd,
        monthlyPrice,
        parameters,
        count: 1,
      });
  }
  return [...options.values()];
}

/** The options of a line when what is pending is done. */
export function settled(held: HeldOrPending[]): HeldOrPending[] {
  return held.flatMap(({ pending, ...option }) => (pending === 'remove' ? [] : [option]));
}

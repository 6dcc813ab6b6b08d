import { z } from 'zod';
import type { LineFacts } from '../catalogue/contract.ts';
import { factsOfLines, type LineForChange } from '../fleet/fleet.ts';
import type { Call } from '../platform/call.ts';
import { listOpenItems } from './item-list.ts';

/** What of an open item the rules need to know; the rest of its actions is not read. */
const openAction = z.object({
  action: z.enum(['add', 'remove', 'modify']),
  code: z.string(),
  parameters: z.record(z.string(), z.coerce.string()),
  minimumTermEnd: z.iso.datetime().nullish(),
  monthlyPrice: z.string().nullish(),
});
export type OpenAction = z.infer<typeof openAction>;

const openActions = z.array(openAction);

/** A line as changes of it are judged and priced. */
export type LineToJudge = Omit<LineForChange, 'activeOptions'> & { activeOptions: HeldOrPending[] };

/** An option held, or only on its way: then no version of the catalogue holds its terms for the line yet. */
type HeldOrPending = LineFacts['activeOptions'][number] & { catalogueVersion?: number };

/** The lines in the order of `lineIds`, with what their open order items will change. 404 when one is out of sight. */
export async function linesToJudge(call: Call, lineIds: string[]): Promise<LineToJudge[]> {
  const lines = await factsOfLines(call, lineIds);
  const busy = lines.filter(({ openItems }) => openItems > 0).map(({ id }) => id);
  if (busy.length === 0) return lines;
  const open = await openActionsOf(call, busy);
  return lines.map((line) => {
    const actions = open.get(line.id);
    return actions ? { ...line, activeOptions: withPending(line.activeOptions, actions, call.now) } : line;
  });
}

async function openActionsOf(call: Call, lineIds: string[]): Promise<Map<string, OpenAction[]>> {
  const byLine = new Map<string, OpenAction[]>();
  for (const { lineId, actions } of await listOpenItems(call, lineIds)) {
    byLine.set(lineId, [...(byLine.get(lineId) ?? []), ...openActions.parse(actions)]);
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

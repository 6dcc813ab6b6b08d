import { correctionCode, lineStatusCode } from '../catalogue/contract.ts';
import { type Call, inTransaction } from '../platform/call.ts';
import { confirmedActionsSchema, type Step, termsFrom } from './confirmed-action.ts';
import { markRemoved } from './leaving-store.ts';
import { announceLines, byOrganisation } from './line-news.ts';
import { lockLines } from './lock-lines.ts';
import { moveStatus } from './status-store.ts';
import { endOptions, insertOptions, setParameters, writeEndedItems } from './option-store.ts';

/** An order item that has ended, as provisioning tells it. */
export type EndedLineItem = {
  id: string;
  organisationId: string;
  lineId: string;
  state: 'completed' | 'failed' | 'cancelled';
  /** `order_item.actions` as they are stored. */
  actions: unknown;
  /** The operator's staff ended it after it had failed: it was no longer open, and the network has confirmed nothing. */
  byHand?: boolean;
};

/**
 * Makes the lines show what the network has confirmed: options of completed items are added, ended or set anew, lines are suspended or reactivated; every item given counts as
 * no longer open. Call it once for each item, in the transaction that ends it; an option is never added twice for one item.
 */
export async function applyEndedItems(caller: Call, items: EndedLineItem[]): Promise<void> {
  if (items.length === 0) return;
  await inTransaction(caller, async (call) => {
    await lockLines(
      call,
      items.map(({ lineId }) => lineId),
    );
    const all = items.flatMap(stepsOf);
    const steps = all.filter(({ action }) => action.code !== lineStatusCode);
    await moveStatus(
      call,
      all.filter(({ action }) => action.code === lineStatusCode),
    );
    const termsOfStep = await termsFrom(call, steps);
    // Removals first: an item may end an option and begin it again under new terms.
    const removed = steps.filter(({ action }) => action.action === 'remove');
    await endOptions(call, removed);
    await markRemoved(
      call,
      removed.map(({ lineId, action }) => ({ lineId, code: action.code })),
    );
    await insertOptions(
      call,
      steps.filter(({ action }) => action.action === 'add'),
      termsOfStep,
    );
    const notHeld = await setParameters(
      call,
      steps.filter(({ action }) => action.action === 'modify'),
    );
    // An option that came with the plan and was never set may have no row of its own yet.
    await insertOptions(call, notHeld, termsOfStep);
    await writeEndedItems(call, items);
    await announceLines(call, byOrganisation(items));
  });
}

function stepsOf(item: EndedLineItem): Step[] {
  if (item.state !== 'completed') return [];
  const { id: itemId, organisationId, lineId } = item;
  const actions = confirmedActionsSchema.parse(item.actions);
  return actions.flatMap((action, place) =>
    // what only makes the network have what the line says changes nothing of the line
    action.code === correctionCode || action.isExpired
      ? []
      : [{ itemId, organisationId, lineId, place, action }],
  );
}

import { currentCatalogue } from '../catalogue/catalogue.ts';
import type { WantedChange } from '../catalogue/contract.ts';
import { applyEndedItems, confirmUnmoved, factsOfLines } from '../fleet/fleet.ts';
import { type Call, inTransaction, type Staff } from '../platform/call.ts';
import type { Network } from '../provisioning/provisioning.ts';
import { optionsKnown, type ItemAction, outcomeOf } from '../quotes/quotes.ts';
import { findCorrection, itemsOfOrder, lockCorrection } from './operator-order-store.ts';
import { orderByOperator } from './order-by-operator.ts';

export type TakeOver = {
  /** Of the act of staff: the same act makes one order a company, however often it is sent. */
  key: string;
  organisationId: string;
  /** The lines as they were compared, each with what it is to show. */
  lines: { id: string; version: number; change: WantedChange }[];
  network: Network;
};

/**
 * Makes these lines of one company show what the network has, in the name of the operator's staff: an order that is done at once, with lines,
 * audit and news in one transaction. The network is not called and nothing is charged. A line that has changed since it was compared, on which
 * something is under way, or for which the rules refuse it is left out. Answers how many numbers were taken over.
 */
export async function takeOverLines(
  call: Call<Staff>,
  { key, organisationId, lines, network }: TakeOver,
): Promise<number> {
  return inTransaction(call, async (call) => {
    const idempotencyKey = `${key} ${organisationId}`;
    await lockCorrection(call, idempotencyKey);
    const known = await findCorrection(call, idempotencyKey);
    if (known !== undefined) return known;
    const unmoved = await confirmUnmoved(call, lines, []);
    const wanted = new Map(lines.flatMap(({ id, change }) => (unmoved.has(id) ? [[id, change]] : [])));
    const facts = await factsOfLines(call, [...wanted.keys()]);
    const catalogue = await currentCatalogue(call);
    const options = await optionsKnown(call, catalogue, facts);
    const taken = facts.flatMap((line) => {
      const change = wanted.get(line.id) ?? { add: [], remove: [] };
      const { eligible, actions } = outcomeOf(catalogue, line, line.cycleDay, change, call.now, options);
      return eligible ? [{ id: line.id, actions: actions.map(forNothing) }] : [];
    });
    if (taken.length === 0) return 0;
    const orderId = await orderByOperator(call, {
      act: 'takeover',
      auditAction: 'orders.taken-over',
      organisationId,
      idempotencyKey,
      catalogue,
      change: allOf(taken.flatMap(({ actions }) => actions)),
      lines: taken,
      network,
      isDone: true,
    });
    await applyEndedItems(call, await itemsOfOrder(call, orderId));
    return taken.length;
  });
}

/** The network has it already, and the days up to now are neither charged nor refunded. */
function forNothing(action: ItemAction): ItemAction {
  return { ...action, now: '0.00', proRata: '0.00', minimumTermEnd: null, services: [] };
}

function allOf(actions: ItemAction[]) {
  const codes = (removes: boolean) => [
    ...new Set(actions.filter(({ action }) => (action === 'remove') === removes).map(({ code }) => code)),
  ];
  return { add: codes(false).map((code) => ({ code, parameters: {} })), remove: codes(true) };
}

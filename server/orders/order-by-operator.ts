import { record } from '../audit/audit.ts';
import type { Catalogue } from '../catalogue/contract.ts';
import { addOpenItems } from '../fleet/fleet.ts';
import type { Call, Staff, System } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { announce } from '../platform/live.ts';
import { type Network, wakeWorkers } from '../provisioning/provisioning.ts';
import type { OptionChange } from '../quotes/contract.ts';
import { type ItemAction, totalsOf } from '../quotes/quotes.ts';
import type { OperatorAct } from './contract.ts';
import { insertOperatorOrder } from './operator-order-store.ts';
import { insertItems } from './order-store.ts';

export type OrderByOperator = {
  act: OperatorAct;
  /** What the audit of the company calls it. */
  auditAction: string;
  organisationId: string;
  idempotencyKey: string;
  catalogue: Catalogue;
  change: OptionChange;
  /** Each with what its item asks of the network. */
  lines: { id: string; actions: ItemAction[] }[];
  network: Network;
  /** Nobody waits for it: small changes go before it, however few they are. */
  isLarge?: boolean;
  /** The network has it already: it is not told, and no line counts it as open. */
  isDone?: boolean;
};

/**
 * Writes an order of the operator's own over lines of one company, free of charge, with items, audit and news, in the transaction of the
 * caller, who holds the lines. The network is told of it like of any other, unless it has it already. Answers its id.
 */
export async function orderByOperator(call: Call<Staff | System>, wanted: OrderByOperator): Promise<string> {
  const { act, auditAction, organisationId, idempotencyKey, catalogue, change, lines, network } = wanted;
  const { isLarge = false, isDone = false } = wanted;
  const { actor } = call;
  const orderId = newId();
  const lineIds = lines.map(({ id }) => id);
  const number = await insertOperatorOrder(call, {
    id: orderId,
    act,
    organisationId,
    requestedBy: actor.kind === 'staff' ? actor.personId : null,
    requestedByName: actor.kind === 'staff' ? actor.name : catalogue.operator.name,
    locale: actor.kind === 'staff' ? actor.locale : 'fr',
    idempotencyKey,
    catalogueVersion: catalogue.version,
    change,
    totals: totalsOf([free], [lines.length], catalogue.operator.vatRate),
    lineIds,
    isDone,
  });
  const kinds = new Map<string, { place: number; actions: ItemAction[] }>();
  const lineOutcomes = lines.map(({ actions }) => {
    const text = JSON.stringify(actions);
    const kind = kinds.get(text) ?? { place: kinds.size + 1, actions };
    kinds.set(text, kind);
    return kind.place;
  });
  const outcomes = [...kinds.values()].map(({ actions }) => ({ ...free, startsAt: null, actions }));
  await insertItems(call, { orderId, network, lineIds, lineOutcomes, outcomes, isLarge, isDone });
  if (!isDone) await addOpenItems(call, lineIds);
  await record(call, {
    action: auditAction,
    organisationId,
    targetKind: 'order',
    targetId: orderId,
    after: { number, numbers: lineIds.length },
  });
  await announce(call, { organisationId, topic: 'order', ids: [orderId] });
  if (!isDone) await wakeWorkers(call);
  return orderId;
}

const free = { now: '0', proRata: '0', monthly: '0' };

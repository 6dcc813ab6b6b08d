import { createHash } from 'node:crypto';
import { record } from '../audit/audit.ts';
import { urgentReasons } from '../fleet/contract.ts';
import { addOpenItems } from '../fleet/fleet.ts';
import { type Call, inTransaction, type Person } from '../platform/call.ts';
import { newId } from '../platform/id.ts';
import { announce } from '../platform/live.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { inSpan } from '../platform/tracing.ts';
import { type Network, wakeWorkers } from '../provisioning/provisioning.ts';
import type { OptionChange } from '../quotes/contract.ts';
import {
  quoteExpired,
  lockAsQuoted,
  findSubmitted,
  moneyOnly,
  eligiblePart,
  findQuote,
  type QuoteHead,
  unionOf,
} from '../quotes/quotes.ts';
import { confirmByMail } from './confirm-by-mail.ts';
import type { Order } from './contract.ts';
import { readOrder } from './read-orders.ts';
import { insertItems, insertOrder, lockKey, type NewOrder } from './order-store.ts';
import { makeWay } from './make-way.ts';
import { planEnd } from './plan-end.ts';

export type Submission = {
  quoteId: string;
  /** The Idempotency-Key that the client chose for this order. */
  key: string;
  /** Tells which element carries out what is ordered for a line. */
  network: Network;
};

/**
 * Makes an order of a quote, in one transaction: order, items, audit entry, confirmation mail and news stand or fall together. The same key with
 * the same request, and the same quote under another key, give the same order again (`isNew` false): a double click, a
 * reload or a lost answer never makes two.
 */
export async function submitOrder(
  call: Call<Person>,
  submission: Submission,
): Promise<{ order: Order; isNew: boolean }> {
  const requestHash = createHash('sha256')
    .update(JSON.stringify({ quoteId: submission.quoteId }))
    .digest('hex');
  const { orderId, isNew } = await inSpan(call, 'submit order', (call) =>
    inTransaction(call, async (call) => {
      await lockKey(call, submission.key);
      const known = await findSubmitted(call, { key: submission.key });
      if (known && known.requestHash !== requestHash) throw keyReused();
      if (known) return { orderId: known.id, isNew: false };
      return placeOrder(call, submission, requestHash);
    }),
  );
  return { order: await readOrder(call, { orderId }), isNew };
}

async function placeOrder(
  call: Call<Person>,
  { quoteId, key, network }: Submission,
  requestHash: string,
): Promise<{ orderId: string; isNew: boolean }> {
  const quote = await findQuote(call, quoteId, 'lock');
  const earlier = await findSubmitted(call, { quoteId });
  if (earlier) return { orderId: earlier.id, isNew: false };
  if (!quote) throw notFound();
  if (quote.expiresAt <= call.now) throw quoteExpired();
  if (quote.eligibleCount === 0) throw nothingToOrder();
  const part = await eligiblePart(call, quoteId);
  await lockAsQuoted(call, quote, part);
  const orderId = newId();
  const { change, groups } = askedOf(quote);
  const totals = moneyOnly(quote.totals);
  const { lineIds } = part;
  const { startsAt } = quote.totals;
  const number = await insertOrder(call, {
    id: orderId,
    idempotencyKey: key,
    requestHash,
    quoteId,
    plan: startsAt === null ? null : { starts: quote.when.starts, startsAt },
    endsOrderId: null,
    undoesOrderId: quote.undoes?.orderId ?? null,
    catalogueVersion: quote.catalogueVersion,
    change,
    groups,
    totals,
    lineIds,
  });
  const isUrgent = startsAt === null && isUrgentChange(change);
  await insertItems(call, { ...part, orderId, network, isUrgent });
  if (startsAt === null) await addOpenItems(call, lineIds);
  if (isUrgent) await makeWay(call, orderId, lineIds);
  const end = await planEnd(call, { orderId, number }, quote, part, network);
  call.span?.set({ 'flottille.order_id': orderId, 'flottille.items': lineIds.length });
  await record(call, {
    action: 'orders.submitted',
    targetKind: 'order',
    targetId: orderId,
    after: {
      number,
      change,
      ...(groups ? { groups } : {}),
      numbers: lineIds.length,
      ...totals,
      startsAt,
      endedBy: end?.number ?? null,
      ...(quote.undoes ? { undoes: quote.undoes.number } : {}),
    },
  });
  await confirmByMail(call, { id: orderId, number, end }, quote, part);
  await announce(call, { organisationId: call.actor.organisationId, topic: 'order', ids: [orderId] });
  if (startsAt === null) await wakeWorkers(call);
  return { orderId, isNew: true };
}

/** What is asked for: of several groups only of those that have a number that can be changed. */
function askedOf(quote: QuoteHead): Pick<NewOrder, 'change' | 'groups'> {
  const groups = quote.totals.groups?.filter(({ eligibleCount }) => eligibleCount > 0);
  if (!groups) return { change: quote.change, groups: null };
  const change = unionOf(groups.map((group) => ({ change: group.change, passesKept: 0 })));
  if (groups.length === 1) return { change, groups: null };
  return {
    change,
    groups: groups.map(({ subscriptionKind, status, change, eligibleCount }) => ({
      subscriptionKind,
      status,
      change,
      itemCount: eligibleCount,
    })),
  };
}

/** A SIM that is lost or stolen is blocked before all that its line waits for. */
function isUrgentChange({ status }: OptionChange): boolean {
  return status?.move === 'suspend' && urgentReasons.includes(status.reason);
}

function keyReused(): Refusal {
  return new Refusal(409, 'key-reused', 'This Idempotency-Key was used for another order.');
}

function nothingToOrder(): Refusal {
  return new Refusal(422, 'nothing-to-order', 'None of these numbers can be changed in this way.');
}

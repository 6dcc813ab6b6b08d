import type { Call } from '../platform/call.ts';
import type { EndState, ItemFailure } from './contract.ts';

/** An item as its hearers get it. `actions` are as orders wrote them. */
export type HeardItem = {
  id: string;
  organisationId: string;
  orderId: string;
  lineId: string;
  billingAccountId: string;
  msisdn: string;
  iccid: string;
  actions: unknown;
};

/** A worker has taken it for the first time since it was submitted or sent again. */
export type StartedItem = HeardItem & { startedAt: Date };

/** The network has taken it for the first time since it was submitted or sent again, and works on it. */
export type AcceptedItem = HeardItem;

/** `failure` is null unless the state is `failed`. Its row already holds all of it. */
export type EndedItem = HeardItem & {
  state: EndState;
  failure: ItemFailure | null;
  attempts: number;
  endedAt: Date;
};

/**
 * Who is told of items, many at a time and of many orders, in the transaction in which the items change. What a hearer writes
 * stands or falls with that. It may be called again for the same items when the transaction could not be committed. Rows are
 * locked in this order everywhere: lines (by id), items, orders (by id). The lines of ended items are locked already.
 */
export type Hearers = {
  onItemsStarted(call: Call, items: StartedItem[]): Promise<void>;
  onItemsAccepted(call: Call, items: AcceptedItem[]): Promise<void>;
  onItemsEnded(call: Call, items: EndedItem[]): Promise<void>;
};

import type { FailureCode, NetworkAction } from '../contract.ts';

/** What a connector carries out: all actions of one item on one SIM, together or not at all. */
export type ConnectorRequest = {
  /** Names the change for ever: sent twice, it is made once. */
  itemId: string;
  iccid: string;
  /** E.164 digits without plus. */
  msisdn: string;
  actions: NetworkAction[];
};

/** The network has made the change (now, or at an earlier call for the same item), or it has surely not. */
export type ConnectorAnswer = { done: true } | { refused: FailureCode; temporary: boolean };

/**
 * Speaks to one kind of network element. The engine keeps its limits, its time limit and the order of each line, and calls it
 * outside any transaction of the portal.
 */
export type Connector = {
  /**
   * Makes the change. Idempotent by `itemId`. Whatever it throws means that nobody knows whether the change was made, as does
   * the end of `signal`; it then should stop waiting and throw.
   */
  apply(request: ConnectorRequest, signal: AbortSignal): Promise<ConnectorAnswer>;
  /**
   * What became of an item that may have been sent before, by asking the network. `not-done` is a promise: the change was not made and
   * no call that is still under way will make it twice. Throws when the network does not answer.
   */
  readBack(request: ConnectorRequest, signal: AbortSignal): Promise<'done' | 'not-done' | 'unknown'>;
  capabilities: {
    /** Services it can switch; an item that needs another one fails without a call. */
    services: 'any' | ReadonlySet<string>;
  };
  limits: {
    /** Calls a second, over all lines; Infinity = no limit. */
    ratePerSecond: number;
    /** Calls under way at the same time. */
    concurrency: number;
    /** Milliseconds after which a call is given up and its outcome is unclear. */
    timeoutMs: number;
  };
  /** Lets go of connections. No call is under way any more. */
  close(): Promise<void>;
};

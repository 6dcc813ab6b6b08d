import type { FailureCode, NetworkService, RequestAction, SubscriberAction } from '../contract.ts';

/** A SIM as the network may know it: by one or the other of its names. */
export type Sim = {
  iccid: string;
  /** 15 digits (ITU-T E.212); null: the portal does not know it. */
  imsi: string | null;
  /** E.164 digits without plus. */
  msisdn: string;
};

/** What a connector carries out: all actions of one item on one SIM, together or not at all. */
export type ConnectorRequest = Sim & {
  /** Names the change for ever: sent twice, it is made once. */
  itemId: string;
  /** One or more; one on the SIM itself at most, and before the others (`subscriberActionSchema`). The SIM is as it is before them. */
  actions: RequestAction[];
  /** How often a person has sent it again after it had failed: what the network said before that is no answer any more. Absent = never. */
  sentAgain?: number;
  /** What the network called it when it accepted it; null or absent: it did not, or gave it no name. */
  reference?: string | null;
  /** The trace that this is a step of (W3C Trace Context §3.2), for a network that can go on with it. Absent: nobody follows it. */
  traceparent?: string;
};

/** Surely not made. `temporary`: it is tried again, not before `againInMs` if the network said so. */
export type Refused = { refused: FailureCode; temporary: boolean; againInMs?: number };

/** The network works on it and will come to an end by itself; it is read back in `lookAgainInMs`, or when the network tells of it. */
export type Accepted = {
  accepted: true;
  lookAgainInMs: number;
  /** What the network calls it, kept with the item and given back with each later request. */
  reference?: string;
};

/** The network has made the change (now, or at an earlier call for the same item), or it has surely not, or it works on it. */
export type ConnectorAnswer = { done: true } | Refused | Accepted;

/**
 * What became of an item. `not-done` is a promise: the change was not made and no call that is still under way will make it twice.
 * `pending`: the network works on it. `cancelled`: it has given it up, asked or not. Refused: it came to an end without the change.
 */
export type Found = 'done' | 'not-done' | 'unknown' | 'pending' | 'cancelled' | Refused;

/** What the network has of a SIM, in the words of the element: what `look` finds and `expects` foretells are compared as they are. */
export type Holding = { msisdn: string | null; has: Record<string, NetworkService['value']> };

/**
 * Speaks to one kind of network element. The engine keeps its limits, its time limit and the order of each line, and calls it
 * outside any transaction of the portal. `test/connectors/promise.ts` holds every connector to this.
 */
export type Connector = {
  /**
   * Makes the change. Idempotent by `itemId`. Whatever it throws means that nobody knows whether the change was made, as does
   * the end of `signal`; it then should stop waiting and throw.
   */
  apply(request: ConnectorRequest, signal: AbortSignal): Promise<ConnectorAnswer>;
  /** What became of an item that may have been sent before, by asking the network. Throws when the network does not answer. */
  readBack(request: ConnectorRequest, signal: AbortSignal): Promise<Found>;
  /**
   * Asks the network to give up an item that it has accepted; whether it does is found by reading back. Asked twice, it is as once. Absent
   * where nothing is ever accepted.
   */
  cancel?(request: ConnectorRequest, signal: AbortSignal): Promise<void>;
  /** What the network has of a SIM now; null when it does not know it. Throws when the network does not answer, or cannot tell at all. */
  look(sim: Sim, signal: AbortSignal): Promise<Holding | null>;
  /** What `look` finds when the network agrees that a SIM has exactly these services. */
  expects(sim: Sim, services: NetworkService[]): Holding;
  capabilities: {
    /** Services it can switch; an item that needs another one fails without a call. */
    services: 'any' | ReadonlySet<string>;
    /** What it can do with a SIM itself. */
    subscribers: ReadonlySet<SubscriberAction['action']>;
    /** Whether `look` can tell. */
    looks: boolean;
  };
  limits: {
    /** Calls a second, over all lines; Infinity = no limit. */
    ratePerSecond: number;
    /** Calls under way at the same time. */
    concurrency: number;
    /** Milliseconds after which a call is given up and its outcome is unclear. */
    timeoutMs: number;
    /** Milliseconds after an unclear outcome until reading back can be relied on: a call that was given up may still be on its way. */
    settleMs?: number;
  };
  /** Lets go of connections. No call is under way any more. */
  close(): Promise<void>;
};

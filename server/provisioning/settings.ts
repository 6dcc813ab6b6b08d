/** How the engine works; milliseconds. Every one may be set for a test or a slow network. */
export type Settings = {
  /** A worker holds an item so long without a sign of life; then another takes it over. More than the time limit of any connector. */
  leaseMs: number;
  /** How often new and due items are looked for when nobody tells of them. */
  pollMs: number;
  /** An item that came back so often without a result has failed. */
  mostTries: number;
  /** An item whose worker was lost so often has failed: it may be what ends the workers. */
  mostLosses: number;
  /** Wait after the first setback, doubled after each next one up to the most; a random part of it is taken away. */
  backoffMs: { first: number; most: number };
  /** An element that gave all workers together no clear answer so often in a row is left alone for `pauseMs`, then tried with one item. */
  breaker: { failures: number; pauseMs: number };
  /**
   * An item that the network works on is read back after the first, then when it has been with the network twice as long as at the last
   * time, never later than the most: for when the network does not tell.
   */
  lookAgainMs: { first: number; most: number };
  /** So far ahead of the network large orders reserve calls, or claim items where there is no rate: what is in hand can no longer be cancelled. */
  aheadMs: number;
  /** Results written in one transaction at most. */
  writeAtMost: number;
};

export const defaultSettings: Settings = {
  leaseMs: 15_000,
  pollMs: 1_000,
  mostTries: 8,
  mostLosses: 20,
  backoffMs: { first: 1_000, most: 300_000 },
  breaker: { failures: 10, pauseMs: 10_000 },
  lookAgainMs: { first: 30_000, most: 900_000 },
  aheadMs: 100,
  writeAtMost: 1_000,
};

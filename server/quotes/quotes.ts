/** The front door of quotes: what a change would do to each line and cost, and its offer for half an hour. */
export type { Wanted } from './effective-change.ts';
export { optionsKnown } from './former-options.ts';
export { linesByKind, sortByKind } from './lines-by-kind.ts';
export { dryRun, makeQuote, quoteExpired, readQuote } from './make-quote.ts';
export { lockAsQuoted } from './moved-lines.ts';
export { outcomeOf } from './judge-line.ts';
export { type ItemAction, type Outcome, itemAction, leftOutReason } from './outcome.ts';
export type { LineToJudge } from './pending.ts';
export { addedBy, holdsPlanned, moveBy, removedBy } from './planned-near-list.ts';
export { atOnce } from './planned-outcome.ts';
export { type QuoteTotals, type Totals, moneyOnly, totals, totalsOf, totalsOfSums } from './quote.ts';
export { quotesRoutes, whenRefusals } from './routes.ts';
export {
  type EligiblePart,
  type QuoteHead,
  deleteExpiredQuotes,
  eligiblePart,
  findQuote,
} from './quote-store.ts';
export { type LeftOut, quoteWishes } from './quote-wishes.ts';
export { actionAnswer, reasonAnswer, reasonSentence } from './reason-words.ts';
export { findSubmitted } from './submitted-store.ts';
export { undoingOf, unionOf } from './undo.ts';
export { undoneItems } from './undo-list.ts';
export { endsTooEarly, refuseWhen, startOfChange, startsAtInstant } from './when.ts';

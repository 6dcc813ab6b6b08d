/** The front door of fleet: the lines of the customers and what they hold. */
export { addLines } from './add-lines.ts';
export { addOpenItems } from './add-open-items.ts';
export { applyEndedItems, type EndedLineItem } from './apply-ended-items.ts';
export { expireOptions } from './expire-options.ts';
export { type IdentifiedLine, linesByIdentifier } from './identifier-store.ts';
export { leavingAmong, type LeavingOption, linesToLeave, markLeft, optionsToLeave } from './leaving-store.ts';
export { factsOfLines, type LineForChange } from './line-facts.ts';
export { announceLines, byOrganisation } from './line-news.ts';
export { confirmUnmoved, lockLines } from './lock-lines.ts';
export { heldOptions, type NewLine, type NewLineOption } from './new-line.ts';
export { fleetRoutes } from './routes.ts';
export { rowColumns, rowOf, type StoredRow } from './row-store.ts';
export { showCostCentres, showHolders, type ShownHolder } from './shown-store.ts';
export { movedLines, visibleLineIds } from './store.ts';

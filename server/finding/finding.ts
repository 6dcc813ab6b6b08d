/** The front door of finding: the list of the fleet: what a person finds, chooses and takes out of it. */
export { countToExport, linesTable, recordedWish } from './export-lines.ts';
export { forgetPastedLists } from './paste-list.ts';
export { findingRoutes } from './routes.ts';
export { selectLineIds } from './select-lines.ts';

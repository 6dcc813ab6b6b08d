/** The front door of reconciliation: lines compared with what the network has. */
export { compareLines } from './compare-lines.ts';
export { reconciliationRoutes } from './routes.ts';

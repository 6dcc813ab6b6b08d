/** The front door of the fallout: what failed for good, and what the operator's staff make of it. */
export { countFallout, listGroups } from './fallout-list.ts';
export { falloutRoutes } from './routes.ts';

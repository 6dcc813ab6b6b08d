/** The front door of the fallout: what failed for good, and what the operator's staff make of it. */
export { falloutRoutes } from './routes.ts';

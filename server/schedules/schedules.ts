/** The front door of schedules: views that are written as files regularly. */
export { schedulesRoutes } from './routes.ts';
export { runDueSchedules } from './run-schedules.ts';
export { noteEnded } from './schedule-store.ts';

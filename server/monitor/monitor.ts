/** The front door of the monitor: how the work goes, for the operator's staff. */
export { forgetOld } from './forget-old.ts';
export { reportWork } from './report-work.ts';
export { monitorRoutes } from './routes.ts';
export { countWorkersAlive } from './workers-alive.ts';

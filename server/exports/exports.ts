/** The front door of exports: lists of numbers written as files in the background. */
export { askForSchedule } from './ask-export.ts';
export type { KeptFailure } from './export-store.ts';
export { ownerOf } from './owner.ts';
export { sayFailure } from './read-exports.ts';
export { forgetOldExports } from './remove-export.ts';
export { exportsRoutes } from './routes.ts';
export type { ScheduledEnd } from './write-exports.ts';
export { startWriter } from './write-in-background.ts';

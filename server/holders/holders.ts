/** The front door of holders: who uses lines and what they are charged to, with dates. */
export { dayAfter } from './assignment.ts';
export { recordAssignments, type Recorded } from './record-assignments.ts';
export { holdersRoutes } from './routes.ts';
export { dayIn } from './today.ts';
export { turnAssignments } from './turn-assignments.ts';

export { record } from './record-entry.ts';
export { accessRefusalRecorder } from './record-access-refusal.ts';
export { readAudit } from './store.ts';

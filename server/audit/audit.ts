export { record, type NewAuditEntry } from './record-entry.ts';
export { accessRefusalRecorder } from './record-access-refusal.ts';
export { readAudit, type AuditQuery } from './store.ts';

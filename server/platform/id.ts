import { v7 } from 'uuid';

/** A new identifier: UUID version 7 (RFC 9562 §5.7), so that ids sort by time. Made here because PostgreSQL 15 cannot. */
export function newId(): string {
  return v7();
}

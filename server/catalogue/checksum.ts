import { createHash } from 'node:crypto';
import type { CatalogueDocument } from './contract.ts';

/** SHA-256 of what a catalogue says: the same whatever the order of keys, comments and files it was written in. */
export function checksumOf(document: CatalogueDocument): string {
  return createHash('sha256').update(canonical(document)).digest('hex');
}

/** JSON with sorted keys (RFC 8785 §3.2.3). The order of lists is kept: it is the order of the screens. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}

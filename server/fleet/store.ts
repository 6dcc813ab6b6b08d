import { type RawBuilder, sql, type SqlBool } from 'kysely';
import { withinScope } from '../organisations/organisations.ts';
import type { Actor } from '../platform/call.ts';

/** Bounds a query by who asks: a person by his scope, the portal itself by nothing, anybody else sees no line. */
export function whatMayBeSeen(actor: Actor, table: string): RawBuilder<SqlBool> {
  if (actor.kind === 'person') return withinScope(actor, table);
  return actor.kind === 'system' ? sql`true` : sql`false`;
}

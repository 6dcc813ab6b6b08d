import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Actor, Person } from '../platform/call.ts';

/**
 * Bounds a query by what the person may see: `.where(withinScope(call.actor, 'line'))`. The table has `organisation_id` and
 * `billing_account_id`.
 */
export function withinScope(actor: Person, table: string): RawBuilder<SqlBool> {
  const organisation = sql<SqlBool>`${sql.ref(`${table}.organisation_id`)} = ${actor.organisationId}`;
  if (actor.billingAccountIds === null) return organisation;
  const account = sql.ref(`${table}.billing_account_id`);
  return sql<SqlBool>`(${organisation} AND ${account} = ANY(${actor.billingAccountIds}::uuid[]))`;
}

/** Bounds a query by who asks: a customer's person by his scope, the operator's staff and the portal itself by nothing, nobody else sees a row. */
export function withinSight(actor: Actor, table: string): RawBuilder<SqlBool> {
  if (actor.kind === 'person') return withinScope(actor, table);
  return actor.kind === 'anonymous' ? sql<SqlBool>`false` : sql<SqlBool>`true`;
}

import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Person } from '../platform/call.ts';

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

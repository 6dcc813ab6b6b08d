import { type RawBuilder, sql, type SqlBool } from 'kysely';
import { withinScope } from '../organisations/organisations.ts';
import type { Person } from '../platform/call.ts';
import type { LineFilter } from './contract.ts';
import { searchPieces } from './search-words.ts';

/** Whether a row of `line` is one the person may see and fits the filter. */
export function lineFits(actor: Person, filter: LineFilter): RawBuilder<SqlBool> {
  const conditions = [
    withinScope(actor, 'line'),
    oneOf('plan_code', filter.plan),
    oneOf('status', filter.status),
    oneOf('billing_account_number', filter.account),
    oneOf('product', filter.product),
    oneOf('subscription_kind', filter.kind),
    ...[...new Set(filter.option)].map((code) => hasOption(actor, code)),
    ...searchPieces(filter.search ?? '').map(contains),
  ];
  return sql.join(
    conditions.filter((condition) => condition !== null),
    sql` AND `,
  );
}

function oneOf(column: string, values: string[] | undefined): RawBuilder<SqlBool> | null {
  if (!values?.length) return null;
  const [first, ...others] = values;
  if (others.length === 0) return sql`${sql.ref(`line.${column}`)} = ${first}`;
  return sql`${sql.ref(`line.${column}`)} = ANY(${values}::text[])`;
}

function hasOption(actor: Person, code: string): RawBuilder<SqlBool> {
  return sql`line.id IN (SELECT line_option.line_id FROM line_option
    WHERE line_option.organisation_id = ${actor.organisationId} AND line_option.option_code = ${code}
      AND line_option.ended_at IS NULL)`;
}

function contains(spellings: string[]): RawBuilder<SqlBool> {
  const any = spellings.map((spelling) => sql<SqlBool>`line.search_text LIKE containing(${spelling})`);
  return sql`(${sql.join(any, sql` OR `)})`;
}

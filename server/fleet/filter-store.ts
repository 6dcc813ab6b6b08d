import { type RawBuilder, sql, type SqlBool } from 'kysely';
import { withinScope } from '../organisations/organisations.ts';
import { currentCatalogue } from '../catalogue/catalogue.ts';
import type { Call, Person } from '../platform/call.ts';
import type { LineFilter } from './contract.ts';
import { listGone } from './list-gone.ts';
import { isListKept } from './pasted-store.ts';
import { plansNamed, searchPieces } from './search-words.ts';

/** Whether a row of `line` is one the person may see and fits the filter. */
export async function lineFits(call: Call<Person>, filter: LineFilter): Promise<RawBuilder<SqlBool>> {
  const { actor } = call;
  const pieces = searchPieces(filter.search ?? '');
  const plans = pieces.length > 0 ? (await currentCatalogue(call)).plans : [];
  if (filter.list !== undefined && !(await isListKept(call, filter.list))) throw listGone();
  const conditions = [
    withinScope(actor, 'line'),
    oneOf('plan_code', filter.plan),
    oneOf('status', filter.status),
    oneOf('billing_account_number', filter.account),
    oneOf('product', filter.product),
    oneOf('subscription_kind', filter.kind),
    pasted(actor, filter.list),
    ...[...new Set(filter.option)].map((code) => hasOption(actor, code)),
    ...pieces.map((spellings) => contains(spellings, plansNamed(spellings, plans))),
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

/** Each line is looked up by its id: a list is small beside a fleet. */
function pasted(actor: Person, listId: string | undefined): RawBuilder<SqlBool> | null {
  if (listId === undefined) return null;
  return sql`line.id IN (SELECT unnest(pasted_list.line_ids) FROM pasted_list
    WHERE pasted_list.id = ${listId} AND pasted_list.organisation_id = ${actor.organisationId})`;
}

function hasOption(actor: Person, code: string): RawBuilder<SqlBool> {
  return sql`line.id IN (SELECT line_option.line_id FROM line_option
    WHERE line_option.organisation_id = ${actor.organisationId} AND line_option.option_code = ${code}
      AND line_option.ended_at IS NULL)`;
}

/** In the search text, or in the name of the plan, which is the catalogue's to say. */
function contains(spellings: string[], planCodes: string[]): RawBuilder<SqlBool> {
  const any = spellings.map((spelling) => sql<SqlBool>`line.search_text LIKE containing(${spelling})`);
  if (planCodes.length > 0) any.push(sql<SqlBool>`line.plan_code = ANY(${planCodes}::text[])`);
  return sql`(${sql.join(any, sql` OR `)})`;
}

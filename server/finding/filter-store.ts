import { type RawBuilder, sql, type SqlBool } from 'kysely';
import { withinScope } from '../organisations/organisations.ts';
import { currentCatalogue } from '../catalogue/catalogue.ts';
import type { Call, Person } from '../platform/call.ts';
import type { LineFilter } from './contract.ts';
import { dayConditions } from './day-filter-store.ts';
import { listGone } from './list-gone.ts';
import { isListKept } from './pasted-store.ts';
import { plansNamed, searchPieces, wordsAmong } from './search-words.ts';

/** Whether a row of `line` is one the person may see and fits the filter. */
export async function lineFits(call: Call<Person>, filter: LineFilter): Promise<RawBuilder<SqlBool>> {
  const { actor } = call;
  const pieces = searchPieces(filter.search ?? '');
  const plans = pieces.length > 0 ? (await currentCatalogue(call)).plans : [];
  if (filter.list !== undefined && !(await isListKept(call, filter.list))) throw listGone();
  const centres = await costCentresNamed(call, pieces.flatMap(wordsAmong));
  const conditions = [
    withinScope(actor, 'line'),
    oneOf('plan_code', filter.plan),
    oneOf('status', filter.status),
    oneOf('billing_account_number', filter.account),
    oneOf('product', filter.product),
    oneOf('subscription_kind', filter.kind),
    pasted(actor, filter.list),
    oneOf('cost_centre_code', filter.costCentre),
    usedBy(filter.holder),
    ...dayConditions(call, filter),
    ...[...new Set(filter.option)].map((code) => hasOption(actor, code)),
    ...pieces.map((spellings) =>
      contains(spellings, {
        plan_code: plansNamed(spellings, plans),
        cost_centre_code: wordsAmong(spellings).flatMap((word) => centres.get(word) ?? []),
      }),
    ),
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

function usedBy(holders: LineFilter['holder']): RawBuilder<SqlBool> | null {
  if (!holders?.length) return null;
  const named = sql<SqlBool>`line.id IN (SELECT line_holder.line_id FROM line_holder
    WHERE line_holder.target_id = ANY(${holders.filter((id) => id !== 'none')}::uuid[]) AND line_holder.phase = 'current')`;
  // How lines without a name are sorted, so that an index finds them.
  if (!holders.includes('none')) return named;
  return holders.length === 1 ? sql`line.holder_sort = '~'` : sql`(line.holder_sort = '~' OR ${named})`;
}

function hasOption(actor: Person, code: string): RawBuilder<SqlBool> {
  return sql`line.id IN (SELECT line_option.line_id FROM line_option
    WHERE line_option.organisation_id = ${actor.organisationId} AND line_option.option_code = ${code}
      AND line_option.ended_at IS NULL)`;
}

/** In the search text, or in the name of the plan or of the cost centre, which others keep: lines have their codes. */
function contains(spellings: string[], named: Record<string, string[]>): RawBuilder<SqlBool> {
  const any = spellings.map((spelling) => sql<SqlBool>`line.search_text LIKE containing(${spelling})`);
  for (const [column, codes] of Object.entries(named))
    if (codes.length > 0) any.push(sql<SqlBool>`${sql.ref(`line.${column}`)} = ANY(${codes}::text[])`);
  return sql`(${sql.join(any, sql` OR `)})`;
}

/** By word, codes of the company's cost centres in whose name it occurs. */
async function costCentresNamed(call: Call<Person>, words: string[]): Promise<Map<string, string[]>> {
  if (words.length === 0) return new Map();
  const found = await sql<{ word: string; codes: string[] }>`
    SELECT word, array_agg(code ORDER BY code) AS codes
    FROM unnest(${words}::text[]) AS word
    JOIN cost_centre ON cost_centre.organisation_id = ${call.actor.organisationId}
      AND fold_text(cost_centre.name) LIKE containing(word)
    GROUP BY word`.execute(call.db);
  return new Map(found.rows.map(({ word, codes }) => [word, codes]));
}

import { sql } from 'kysely';
import { withinScope } from '../organisations/organisations.ts';
import type { Call, Person } from '../platform/call.ts';
import type { LineFacets, LineFilter } from './contract.ts';
import { lineFits } from './filter-store.ts';
import { countLines } from './line-list.ts';

/** What each line has exactly one of. */
const kinds = ['status', 'plan', 'kind', 'product', 'account'] as const;
type Kind = Record<(typeof kinds)[number], string> & { count: number };
type Facet = LineFacets['plan'];

/**
 * The values that lines have, each with the number of lines that choosing it would show: of what a line has one of, the choice within the same
 * facet is left aside (another value would be added to it), of options it holds too (all chosen must be active).
 */
export async function countFacets(call: Call<Person>, filter: LineFilter = {}): Promise<LineFacets> {
  const { status, plan, kind, product, account, ...others } = filter;
  const { costCentre: _, ...elsewhere } = filter;
  const { holder: __, ...ofAnybody } = filter;
  const chosen: Partial<Record<keyof Kind, string[] | undefined>> = { status, plan, kind, product, account };
  const [counted, option, costCentre, nobodys, suspendedOver90, optionEndsIn7, underWay] = await Promise.all([
    countKinds(call, others),
    countOptions(call, filter),
    countCostCentres(call, elsewhere),
    countLines(call, { ...ofAnybody, holder: ['none'] }),
    countLines(call, { ...filter, suspendedOver: 90 }),
    countLines(call, { ...filter, optionEndsIn: 7 }),
    countLines(call, { ...filter, underWay: 'yes' }),
  ]);
  const facetOf = (facet: (typeof kinds)[number]): Facet =>
    addedUp(
      counted
        .filter((row) =>
          kinds.every((one) => one === facet || !chosen[one]?.length || chosen[one].includes(row[one])),
        )
        .map((row) => ({ value: row[facet], count: row.count })),
    );
  return {
    plan: facetOf('plan'),
    status: facetOf('status'),
    option,
    account: facetOf('account'),
    product: facetOf('product'),
    kind: facetOf('kind'),
    costCentre,
    holder: nobodys === 0 ? [] : [{ value: 'none', count: nobodys }],
    suspendedOver90,
    optionEndsIn7,
    underWay,
  };
}

/** All facets but options and cost centres from one pass, of the whole fleet over one index that holds every column asked for. */
async function countKinds(call: Call<Person>, filter: LineFilter): Promise<Kind[]> {
  const found = await sql<Kind>`
    SELECT status, plan_code AS plan, subscription_kind AS kind, product, billing_account_number AS account, count(*)
    FROM line WHERE ${await lineFits(call, filter)} GROUP BY 1, 2, 3, 4, 5`.execute(call.db);
  return found.rows;
}

/** By set of options first: thousands of lines share one. Of the whole fleet without a look at the lines. */
async function countOptions(call: Call<Person>, filter: LineFilter): Promise<Facet> {
  const isWhole = Object.values(filter).every((wanted) => wanted === undefined);
  const states = isWhole
    ? sql`line_state WHERE ${withinScope(call.actor, 'line_state')}`
    : sql`line JOIN line_state ON line_state.line_id = line.id AND line_state.organisation_id = line.organisation_id
        WHERE ${await lineFits(call, filter)}`;
  const found = await sql<{ value: string; count: number }>`
    SELECT unnest(option_codes) AS value, sum(lines)::bigint AS count
    FROM (SELECT option_codes, count(*) AS lines FROM ${states} GROUP BY option_codes) AS sets
    GROUP BY 1`.execute(call.db);
  return addedUp(found.rows);
}

/** Apart from the others: with them it would make a group of nearly each line. By an index of its own. */
async function countCostCentres(call: Call<Person>, filter: LineFilter): Promise<Facet> {
  const found = await sql<{ value: string; count: number }>`
    SELECT cost_centre_code AS value, count(*) FROM line WHERE ${await lineFits(call, filter)}
    GROUP BY 1`.execute(call.db);
  return addedUp(found.rows);
}

function addedUp(counted: Facet): Facet {
  const counts = new Map<string, number>();
  for (const { value, count } of counted) counts.set(value, (counts.get(value) ?? 0) + count);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

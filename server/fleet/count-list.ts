import { sql } from 'kysely';
import { withinScope } from '../organisations/organisations.ts';
import type { Call, Person } from '../platform/call.ts';
import type { FleetSummary, LineFacets, LineFilter, LineGroups, LineStatus } from './contract.ts';
import { lineFits } from './filter-store.ts';

type Kind = { status: string; plan: string; kind: string; product: string; account: string; count: number };
type Facet = LineFacets['plan'];

/** The values that occur in the whole fleet of the person, each with its number of lines, most frequent first. */
export async function countFacets(call: Call<Person>): Promise<LineFacets> {
  const [kinds, options, costCentre] = await Promise.all([
    countKinds(call),
    countOptions(call),
    countCostCentres(call),
  ]);
  const facetOf = (value: (kind: Kind) => string): Facet =>
    addedUp(kinds.map((kind) => ({ value: value(kind), count: kind.count })));
  return {
    plan: facetOf(({ plan }) => plan),
    status: facetOf(({ status }) => status),
    option: options,
    account: facetOf(({ account }) => account),
    product: facetOf(({ product }) => product),
    kind: facetOf(({ kind }) => kind),
    costCentre,
  };
}

/** All facets but options and cost centres from one pass over one index that holds every column asked for. */
async function countKinds(call: Call<Person>): Promise<Kind[]> {
  const found = await sql<Kind>`
    SELECT status, plan_code AS plan, subscription_kind AS kind, product, billing_account_number AS account, count(*)
    FROM line WHERE ${withinScope(call.actor, 'line')} GROUP BY 1, 2, 3, 4, 5`.execute(call.db);
  return found.rows;
}

/** By set of options first: thousands of lines share one. */
async function countOptions(call: Call<Person>): Promise<Facet> {
  const found = await sql<{ value: string; count: number }>`
    SELECT unnest(option_codes) AS value, sum(lines)::bigint AS count
    FROM (SELECT option_codes, count(*) AS lines FROM line_state WHERE ${withinScope(call.actor, 'line_state')}
      GROUP BY option_codes) AS sets
    GROUP BY 1`.execute(call.db);
  return addedUp(found.rows);
}

/** Apart from the others: with them it would make a group of nearly each line. By an index of its own. */
async function countCostCentres(call: Call<Person>): Promise<Facet> {
  const found = await sql<{ value: string; count: number }>`
    SELECT cost_centre_code AS value, count(*) FROM line WHERE ${withinScope(call.actor, 'line')}
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

/** The groups of lines that may be changed together among those that fit, the largest first. */
export async function countGroups(call: Call<Person>, filter: LineFilter): Promise<LineGroups> {
  const fits = await lineFits(call, filter);
  const found = await sql<LineGroups['groups'][number]>`
    SELECT subscription_kind AS "subscriptionKind", status, count(*)
    FROM line WHERE ${fits} GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`.execute(call.db);
  return { groups: found.rows };
}

/** The fleet of the person at a glance. `total` counts ceased lines too. */
export async function summariseFleet(call: Call<Person>): Promise<FleetSummary> {
  const [statuses, moving] = await Promise.all([
    sql<{ status: LineStatus; count: number }>`
      SELECT status, count(*) FROM line WHERE ${withinScope(call.actor, 'line')} GROUP BY 1`.execute(call.db),
    sql<{ count: number }>`
      SELECT count(*) FROM line_state WHERE ${withinScope(call.actor, 'line_state')} AND open_items > 0`.execute(
      call.db,
    ),
  ]);
  const count = (status: LineStatus) => statuses.rows.find((row) => row.status === status)?.count ?? 0;
  return {
    active: count('active'),
    suspended: count('suspended'),
    total: statuses.rows.reduce((sum, row) => sum + row.count, 0),
    changesUnderWay: moving.rows[0]?.count ?? 0,
  };
}

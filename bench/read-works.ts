import { mostPasted } from '../server/finding/contract.ts';

/** The id of the pasted list that each database of the bench has, and what it holds: numbers from all over the company. */
export const pastedListId = '00000000-0000-4000-8000-000000005000';
export const pastedNumbers = `SELECT msisdn FROM line WHERE organisation_id = $1 ORDER BY md5(msisdn) LIMIT ${mostPasted}`;

/** What is read: how the portal is asked, and the same work as plain SQL over the organisation `$1`. */
export type ReadWork = { name: string; path: string; sql: string[] };

/** The works on a company of so many lines. */
export function readWorks(lines: number): ReadWork[] {
  const last = Math.max(1, Math.floor(lines / 50));
  return [
    list('search-number', 'search=0460+12', `search_text LIKE '%046012%'`),
    list('search-words', 'search=dupont+marie', `search_text LIKE '%dupont%' AND search_text LIKE '%marie%'`),
    list('search-two-letters', 'search=an', `search_text LIKE '%an%'`),
    list('filter-sort', 'status=active&sort=plan', `status = 'active'`, {
      order: 'plan_code, holder_sort, id',
    }),
    list(`page-${last}`, `page=${last}`, 'true', { offset: (last - 1) * 50 }),
    list('pasted-list-5000', `list=${pastedListId}`, pasted),
    { name: 'facets', path: '/api/fleet/facets', sql: [kinds, options] },
    {
      name: 'groups',
      path: '/api/fleet/groups?status=active',
      sql: [
        `SELECT subscription_kind, status, count(*) FROM line WHERE organisation_id = $1 AND status = 'active' GROUP BY 1, 2`,
      ],
    },
  ];
}

const pasted = `id IN (SELECT unnest(line_ids) FROM pasted_list WHERE pasted_list.id = '${pastedListId}')`;

/** The export's rows, for COPY: every line of the organisation with its options. */
export function exportedRows(organisationId: string): string {
  return `SELECT line.holder_name, line.msisdn, line.iccid, line.billing_account_number, line.product, line.plan_code,
    array_to_string(line_state.option_codes, ' '), line.status, line_state.synced_at
    FROM line JOIN line_state ON line_state.line_id = line.id
    WHERE line.organisation_id = '${organisationId}' ORDER BY holder_sort, id`;
}

const kinds = `SELECT status, plan_code, subscription_kind, product, billing_account_number, count(*)
  FROM line WHERE organisation_id = $1 GROUP BY 1, 2, 3, 4, 5`;
const options = `SELECT unnest(option_codes) AS option, sum(lines)::bigint AS count
  FROM (SELECT option_codes, count(*) AS lines FROM line_state WHERE organisation_id = $1 GROUP BY 1) AS sets GROUP BY 1`;

/** A page of 50 with its total. */
function list(
  name: string,
  query: string,
  where: string,
  { order = 'holder_sort, id', offset = 0 }: { order?: string; offset?: number } = {},
): ReadWork {
  const fits = `organisation_id = $1 AND ${where}`;
  const page = `SELECT id FROM line WHERE ${fits} ORDER BY ${order} LIMIT 50 OFFSET ${offset}`;
  return {
    name,
    path: `/api/fleet/lines?${query}`,
    sql: [
      `SELECT line.*, line_state.* FROM (${page}) AS page JOIN line USING (id) JOIN line_state ON line_state.line_id = id
        ORDER BY ${order}`,
      `SELECT count(*) FROM line WHERE ${fits}`,
    ],
  };
}

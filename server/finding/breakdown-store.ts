import { sql } from 'kysely';
import type { Call, Person } from '../platform/call.ts';
import type { BreakdownBy } from './breakdown-contract.ts';
import type { LineFilter } from './contract.ts';
import { lineFits } from './filter-store.ts';

const columns: Record<BreakdownBy, string> = {
  plan: 'line.plan_code',
  account: 'line.billing_account_number',
  costCentre: 'line.cost_centre_code',
};

export type CountedPlans = {
  value: string;
  planCode: string;
  catalogueVersion: number;
  isCeased: boolean;
  count: number;
};

/** How many lines of each group have which plan, by the version whose price holds. */
export async function countPlans(
  call: Call<Person>,
  { by, filter }: { by: BreakdownBy; filter: LineFilter },
): Promise<CountedPlans[]> {
  const found = await sql<CountedPlans>`
    SELECT ${sql.ref(columns[by])} AS value, line.plan_code AS "planCode", line.catalogue_version AS "catalogueVersion",
      line.status = 'ceased' AS "isCeased", count(*)
    FROM line WHERE ${await lineFits(call, filter)} GROUP BY 1, 2, 3, 4`.execute(call.db);
  return found.rows;
}

/** What the active options of each group cost a month. A line that has ended costs nothing. */
export async function sumOptions(
  call: Call<Person>,
  { by, filter }: { by: BreakdownBy; filter: LineFilter },
): Promise<{ value: string; monthly: string }[]> {
  const found = await sql<{ value: string; monthly: string }>`
    SELECT ${sql.ref(columns[by])} AS value, sum(priced.monthly_price)::text AS monthly
    FROM line JOIN line_option AS priced ON priced.line_id = line.id AND priced.organisation_id = line.organisation_id
      AND priced.ended_at IS NULL AND priced.monthly_price > 0
    WHERE ${await lineFits(call, filter)} AND line.status <> 'ceased' GROUP BY 1`.execute(call.db);
  return found.rows;
}

import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../platform/call.ts';
import type { Network } from './network-file.ts';

/** `elementOf` for each row of `line` in a query, so that an order over 100,000 lines need not fetch them. */
export function elementOfLine(network: Pick<Network, 'rules' | 'default'>): RawBuilder<string> {
  const { rules } = network;
  if (rules.length === 0) return sql<string>`${network.default}::text`;
  const cases = rules.map(({ element, plan, product, simRange }) => {
    const conditions = [
      plan && sql`line.plan_code = ANY(${plan}::text[])`,
      product && sql`line.product = ANY(${product}::text[])`,
      simRange && sql`line.iccid LIKE ANY(${simRange.map((digits) => `${digits}%`)}::text[])`,
    ].filter((condition) => condition !== undefined);
    return sql`WHEN ${sql.join(conditions, sql` AND `)} THEN ${element}::text`;
  });
  return sql<string>`CASE ${sql.join(cases, sql` `)} ELSE ${network.default}::text END`;
}

/** Elements that have items to carry out, and how many lines wait for each. */
export async function elementsWithWork(db: Db): Promise<{ element: string; lines: number }[]> {
  const { rows } = await sql<{ element: string; lines: number }>`
    SELECT element, count(*)::integer AS lines FROM order_item
    WHERE is_head AND state IN ('acknowledged', 'inProgress') GROUP BY element ORDER BY element`.execute(db);
  return rows;
}

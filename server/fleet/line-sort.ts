import { type RawBuilder, sql } from 'kysely';
import type { LineListQuery } from './contract.ts';

export type LineSort = Pick<LineListQuery, 'sort' | 'direction'>;

/** Each has an index that begins with the organisation; what many lines share is sorted by name within. */
const columns = {
  name: ['holder_sort', 'id'],
  msisdn: ['msisdn', 'id'],
  account: ['billing_account_number', 'holder_sort', 'id'],
  product: ['product', 'holder_sort', 'id'],
  plan: ['plan_code', 'holder_sort', 'id'],
  status: ['status', 'holder_sort', 'id'],
} satisfies Record<LineSort['sort'], string[]>;

/** ORDER BY of the list, over `line`. The id makes the order total, so that pages neither repeat nor lose a line. */
export function listOrder({ sort, direction }: LineSort): RawBuilder<unknown> {
  const way = direction === 'asc' ? sql`ASC` : sql`DESC`;
  return sql.join(columns[sort].map((column) => sql`${sql.ref(`line.${column}`)} ${way}`));
}

import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Call, Person } from '../platform/call.ts';
import { lineFits } from './filter-store.ts';
import type { Selection } from './contract.ts';

/** Whether a row of `line` is one that a selection means, within the person's scope. */
export async function isSelected(call: Call<Person>, selection: Selection): Promise<RawBuilder<SqlBool>> {
  if ('lineIds' in selection)
    return sql`${await lineFits(call, {})} AND line.id = ANY(${selection.lineIds}::uuid[])`;
  const { filter, except } = selection;
  const fits = await lineFits(call, filter);
  if (except.length === 0) return fits;
  return sql`${fits} AND line.id <> ALL(${except}::uuid[])`;
}

/** The ids of the lines that fit, by name. */
export async function selectedIds(call: Call<Person>, selection: Selection): Promise<string[]> {
  const found = await sql<{ id: string }>`
    SELECT line.id FROM line WHERE ${await isSelected(call, selection)}
    ORDER BY line.holder_sort, line.id`.execute(call.db);
  return found.rows.map(({ id }) => id);
}

export async function countSelected(call: Call<Person>, selection: Selection): Promise<number> {
  const counted = await sql<{ count: number }>`
    SELECT count(*) FROM line WHERE ${await isSelected(call, selection)}`.execute(call.db);
  return counted.rows[0]?.count ?? 0;
}

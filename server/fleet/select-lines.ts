import { sql } from 'kysely';
import type { Call, Person } from '../platform/call.ts';
import { notFound } from '../platform/refusal.ts';
import type { Selection } from './contract.ts';
import { lineFits } from './line-filter.ts';
import { whatMayBeSeen } from './store.ts';

/**
 * The ids of the lines that a selection means, each once: in the order named, or by name for a filter. A line named that does not
 * exist or may not be seen makes it 404; a filter gives what fits within the person's scope, which may be nothing.
 */
export async function selectLineIds(call: Call<Person>, selection: Selection): Promise<string[]> {
  if ('lineIds' in selection)
    return namedLines(call, [...new Set(selection.lineIds.map((id) => id.toLowerCase()))]);
  const found = await sql<{ id: string }>`
    SELECT line.id FROM line
    WHERE ${lineFits(call.actor, selection.filter)} AND line.id <> ALL(${selection.except}::uuid[])
    ORDER BY line.holder_sort, line.id`.execute(call.db);
  return found.rows.map(({ id }) => id);
}

async function namedLines(call: Call<Person>, lineIds: string[]): Promise<string[]> {
  const found = await sql<{ count: number }>`
    SELECT count(*) FROM line
    WHERE line.id = ANY(${lineIds}::uuid[]) AND ${whatMayBeSeen(call.actor, 'line')}`.execute(call.db);
  if (found.rows[0]?.count !== lineIds.length) throw notFound();
  return lineIds;
}

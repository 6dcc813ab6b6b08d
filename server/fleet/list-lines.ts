import type { Call, Person } from '../platform/call.ts';
import type { LineList, LineListQuery } from './contract.ts';
import { countLines, linesOfPage, oldestTruth, rowOf } from './line-list.ts';

/** A page of the lines that fit, how many fit in all, and the oldest truth in all that the person sees. */
export async function listLines(call: Call<Person>, query: LineListQuery): Promise<LineList> {
  const { page, size } = query;
  // Counting costs as much as the page: beside it, so that nobody waits for one after the other. What is searched is often found on one
  // page, which then tells how many there are.
  const counting = query.search ? null : countLines(call, query);
  const [rows, syncedAt, counted] = await Promise.all([
    linesOfPage(call, query, query, { page, size }),
    oldestTruth(call),
    counting,
  ]);
  const isLast = rows.length < size && (rows.length > 0 || page === 1);
  const told = isLast ? (page - 1) * size + rows.length : counted;
  const total = told ?? (await countLines(call, query));
  return { lines: rows.map(rowOf), total, page, size, syncedAt: syncedAt?.toISOString() ?? null };
}

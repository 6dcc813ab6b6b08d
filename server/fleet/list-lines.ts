import type { Call, Person } from '../platform/call.ts';
import type { LineList, LineListQuery } from './contract.ts';
import { countLines, linesOfPage, oldestTruth, rowOf } from './line-list.ts';

/** A page of the lines that fit, how many fit in all, and the oldest truth in all that the person sees. */
export async function listLines(call: Call<Person>, query: LineListQuery): Promise<LineList> {
  const { page, size } = query;
  const [rows, syncedAt] = await Promise.all([
    linesOfPage(call, query, query, { page, size }),
    oldestTruth(call),
  ]);
  // Counted only when the page itself does not tell: the count is the dearer of the two.
  const isLast = rows.length < size && (rows.length > 0 || page === 1);
  const total = isLast ? (page - 1) * size + rows.length : await countLines(call, query);
  return { lines: rows.map(rowOf), total, page, size, syncedAt: syncedAt?.toISOString() ?? null };
}

import type { Call, Person } from '../platform/call.ts';
import type { LineList, LineListQuery } from './contract.ts';
import { countLines, hitsOfPage, linesOfPage } from './line-list.ts';
import { rowOf } from '../fleet/fleet.ts';
import { oldestTruth } from './oldest-truth-store.ts';

/** A page of the lines that fit, how many fit in all, and the oldest truth in all that the person sees. */
export async function listLines(call: Call<Person>, query: LineListQuery): Promise<LineList> {
  const { page, size } = query;
  const [{ rows, total }, syncedAt] = await Promise.all([
    isFoundFirst(query) ? foundPage(call, query) : listedPage(call, query),
    oldestTruth(call),
  ]);
  return { lines: rows.map(rowOf), total, page, size, syncedAt: syncedAt?.toISOString() ?? null };
}

/** Counting costs as much as the page: beside it, so that nobody waits for one after the other. */
async function listedPage(call: Call<Person>, query: LineListQuery) {
  const [rows, total] = await Promise.all([linesOfPage(call, query, query, query), countLines(call, query)]);
  return { rows, total };
}

/** Of a pasted list always; of what is searched by name only, which the index of short words holds too. */
function isFoundFirst({ list, search, sort }: LineListQuery): boolean {
  return list !== undefined || (Boolean(search) && sort === 'name');
}

/** A page after the last one has no row that could tell how many there are. */
async function foundPage(call: Call<Person>, query: LineListQuery) {
  const { rows, total } = await hitsOfPage(call, query, query, query);
  return { rows, total: total ?? (query.page === 1 ? 0 : await countLines(call, query)) };
}

import type { LineColumn, LineListQuery, Selection } from '../../../server/finding/contract.ts';
import { api, problemFrom } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import type { Locale } from '../kit/locale.ts';
import { ProblemError } from '../kit/problem.ts';
import type { Writing } from './export-writing.tsx';

/** What the file is to be; without columns it has all. */
type FileWish = {
  columns: LineColumn[] | undefined;
  format: 'csv' | 'xlsx';
  locale: Locale;
  writing: Writing;
};

/** Has the file of the list, or of the selection, written in the background: its person is told when it is there. */
export async function askExport(
  list: LineListQuery,
  selection: Selection | null,
  wish: FileWish,
): Promise<void> {
  const { page: _, size: __, sort, direction, ...filter } = list;
  const whole = { filter, except: [] };
  await api.POST('/api/exports', {
    body: { id: crypto.randomUUID(), selection: selection ?? whole, sort, direction, ...wish },
  });
  await queries.invalidateQueries({ queryKey: ['exports'] });
}

/** Where the file with exactly what the list shows (all its pages) is fetched from. */
export function exportAddress(list: LineListQuery, wish: FileWish): string {
  const query = new URLSearchParams();
  const { page: _, size: __, ...asked } = list;
  for (const [name, value] of Object.entries({ ...asked, ...wish })) {
    for (const each of Array.isArray(value) ? value : [value])
      if (each !== undefined) query.append(name, String(each));
  }
  return `/api/fleet/export?${query}`;
}

/** Fetches the file of the selected lines and hands it to the browser to save. */
export async function exportSelection(
  list: LineListQuery,
  selection: Selection | null,
  wish: FileWish,
): Promise<void> {
  const response = await fetch('/api/fleet/export', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-locale': wish.locale },
    body: JSON.stringify({ selection, sort: list.sort, direction: list.direction, ...wish }),
  });
  if (!response.ok) throw new ProblemError(await problemFrom(response));
  const name =
    /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ??
    `numbers.${wish.format}`;
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

import type { StoredExport } from './export-store.ts';

/** How long it will take still, if it goes on as it has until now; null when that cannot be told. */
export function secondsLeft(
  {
    state,
    begunAt,
    rowsWritten,
    rowsTotal,
  }: Pick<StoredExport, 'state' | 'begunAt' | 'rowsWritten' | 'rowsTotal'>,
  now: Date,
): number | null {
  if (state !== 'writing' || !begunAt || rowsWritten === 0) return null;
  const passed = Math.max(0, now.getTime() - begunAt.getTime());
  return Math.ceil((passed * Math.max(0, rowsTotal - rowsWritten)) / rowsWritten / 1000);
}

/**
 * Whether who was limited to some customer numbers when a file was written (null = not limited) sees all of them today. Who has lost one may not
 * have the file any more: which of its lines are of that one nobody knows.
 */
export function isWithinAccess(then: string[] | null, today: string[] | null): boolean {
  if (today === null) return true;
  return then !== null && then.every((id) => today.includes(id));
}

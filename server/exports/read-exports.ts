import type { Call, Locale, Person } from '../platform/call.ts';
import { notFound } from '../platform/refusal.ts';
import { texts } from '../platform/texts.ts';
import type { Export, ExportList } from './contract.ts';
import { findExport, findExports, type KeptFailure, type StoredExport } from './export-store.ts';
import { isWithinAccess, secondsLeft } from './progress.ts';

/** What this person has asked for and is kept, the newest first. */
export async function listExports(call: Call<Person>): Promise<ExportList> {
  return { exports: (await findExports(call)).map((each) => shown(call, each)) };
}

/** An export of this person as it stands. */
export async function readExport(call: Call<Person>, { exportId }: { exportId: string }): Promise<Export> {
  return shown(call, await foundExport(call, exportId));
}

/** 404 for what another person has asked for, and for what is forgotten. */
export async function foundExport(call: Call<Person>, exportId: string): Promise<StoredExport> {
  const found = await findExport(call, exportId);
  if (!found) throw notFound();
  return found;
}

/** As its person is told of it. */
export function shown({ actor, now }: Call<Person>, stored: StoredExport): Export {
  const { id, name, state, wish, rowsTotal, rowsWritten, size, fileName, failure } = stored;
  const { selection, sort, direction, format, writing } = wish;
  const isList = 'filter' in selection && selection.except.length === 0;
  return {
    id,
    askedAt: stored.askedAt.toISOString(),
    name,
    list: isList ? { filter: selection.filter, sort, direction } : null,
    format,
    writing,
    state,
    rowsTotal,
    rowsWritten,
    secondsLeft: secondsLeft(stored, now),
    size,
    fileName,
    endedAt: stored.endedAt?.toISOString() ?? null,
    expiresAt: stored.expiresAt?.toISOString() ?? null,
    mayDownload: state === 'ready' && isWithinAccess(stored.billingAccountIds, actor.billingAccountIds),
    failure: failure && sayFailure(actor.locale, failure),
  };
}

/** Why there is no file, in a language. */
export function sayFailure(
  locale: Locale,
  { code, message, values }: KeptFailure,
): { code: string; sentence: string } {
  return { code, sentence: texts(locale).t({ id: `refusal.${code}`, message, values }) };
}

import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { output } from 'zod';
import type {
  BadRowList,
  Import,
  ImportField,
  ImportKind,
  ImportList,
  ImportRow,
  importPatchSchema,
} from '../../../server/imports/contract.ts';
import { api } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import type { Locale } from '../kit/locale.ts';

/** What this person has imported lately. */
export const importsQuery = queryOptions({
  queryKey: ['imports', 'list'],
  queryFn: async ({ signal }) => (await api.GET('/api/imports', { signal })).data as ImportList,
});

function isAtWork(state: Import['state'] | undefined): boolean {
  return state === 'checking' || state === 'carrying';
}

/** One import; asked for again and again while the workers have it, should no news come. */
export function importQuery(importId: string) {
  return queryOptions({
    queryKey: ['imports', 'one', importId],
    queryFn: async ({ signal }) =>
      (await api.GET('/api/imports/{importId}', { params: { path: { importId } }, signal })).data as Import,
    refetchInterval: ({ state }) => (isAtWork(state.data?.state) ? 2000 : false),
  });
}

export function badRowsQuery(importId: string, search: { key?: string; page: number; size: number }) {
  return queryOptions({
    queryKey: ['imports', 'bad-rows', importId, search],
    queryFn: async ({ signal }) =>
      (
        await api.GET('/api/imports/{importId}/bad-rows', {
          params: { path: { importId }, query: search },
          signal,
        })
      ).data as BadRowList,
    placeholderData: keepPreviousData,
  });
}

/** A bad row with what stands in its columns. */
export function rowQuery(importId: string, row: number) {
  return queryOptions({
    queryKey: ['imports', 'row', importId, row],
    queryFn: async ({ signal }) =>
      (await api.GET('/api/imports/{importId}/rows/{row}', { params: { path: { importId, row } }, signal }))
        .data as ImportRow,
    // What stands in a field while somebody writes is his.
    staleTime: Infinity,
    gcTime: 0,
  });
}

/** Writes into a bad row what is meant; the next check judges it anew. */
export async function correctRow(
  importId: string,
  row: number,
  fields: Partial<Record<ImportField, string>>,
): Promise<void> {
  await api.PUT('/api/imports/{importId}/rows/{row}', {
    params: { path: { importId, row } },
    body: { fields },
  });
  await queries.invalidateQueries({ queryKey: ['imports', 'one', importId] });
  await queries.invalidateQueries({ queryKey: ['imports', 'bad-rows', importId] });
}

/** Keeps what the server answered as what the page shows. */
function keep(made: Import): Import {
  queries.setQueryData(['imports', 'one', made.id], made);
  void queries.invalidateQueries({ queryKey: ['imports', 'list'] });
  void queries.invalidateQueries({ queryKey: ['imports', 'bad-rows', made.id] });
  return made;
}

export async function correctReading(
  importId: string,
  body: Partial<output<typeof importPatchSchema>>,
): Promise<Import> {
  const { data } = await api.PATCH('/api/imports/{importId}', { params: { path: { importId } }, body });
  return keep(data as Import);
}

/** Has the rows checked, after saying what the columns mean. */
export async function checkImport(importId: string): Promise<Import> {
  const { data } = await api.POST('/api/imports/{importId}/check', { params: { path: { importId } } });
  return keep(data as Import);
}

/** Orders or gives what the good rows ask for. The key is that of the quote: a double click or a lost answer is one order. */
export async function submitImport({ id, quote }: Import, again: boolean): Promise<Import> {
  const { data } = await api.POST('/api/imports/{importId}/submit', {
    params: { path: { importId: id }, header: { 'idempotency-key': quote?.id ?? id } },
    body: { again },
  });
  await queries.invalidateQueries({ queryKey: ['orders'] });
  return keep(data as Import);
}

export async function removeImport(importId: string): Promise<void> {
  await api.DELETE('/api/imports/{importId}', { params: { path: { importId } } });
  await queries.invalidateQueries({ queryKey: ['imports', 'list'] });
}

/** Where the template is fetched from. */
export function templateAddress(kind: ImportKind, format: 'csv' | 'xlsx', locale: Locale): string {
  return `/api/imports/template?${new URLSearchParams({ kind, format, locale })}`;
}

/** Where the rows to correct are fetched from. */
export function badRowsAddress(importId: string, format: 'csv' | 'xlsx', locale: Locale): string {
  return `/api/imports/${importId}/bad-rows/file?${new URLSearchParams({ format, locale })}`;
}

import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type {
  Fallout,
  FalloutHandled,
  FalloutItemList,
  HandleRequest,
  HandlingList,
} from '../../../server/fallout/contract.ts';
import type {
  DriftFilter,
  DriftList,
  DriftRepaired,
  DriftTakenOver,
  RepairRequest,
} from '../../../server/reconciliation/contract.ts';
import type { Monitor } from '../../../server/monitor/contract.ts';
import { api } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import type { DriftAct, DriftDone } from './drift-words.ts';

/** New failures are looked for this often; what staff do is announced at once. */
const lookAgainMs = 5_000;

export const monitorQuery = queryOptions({
  queryKey: ['monitor'],
  queryFn: async ({ signal }) => (await api.GET('/api/operator/monitor', { signal })).data as Monitor,
  refetchInterval: lookAgainMs,
});

export const falloutQuery = queryOptions({
  queryKey: ['fallout', 'groups'],
  queryFn: async ({ signal }) => (await api.GET('/api/operator/fallout', { signal })).data as Fallout,
  refetchInterval: lookAgainMs,
});

export type FalloutSearch = {
  code: string;
  element: string;
  organisationId?: string | undefined;
  search?: string | undefined;
};

export function falloutItemsQuery(wanted: FalloutSearch & { page: number; size: number }) {
  return queryOptions({
    queryKey: ['fallout', 'items', wanted],
    queryFn: async ({ signal }) => {
      const { organisationId, search, ...rest } = wanted;
      const query = {
        ...rest,
        ...(organisationId ? { organisationId } : {}),
        ...(search ? { search } : {}),
      };
      const { data } = await api.GET('/api/operator/fallout/items', { params: { query }, signal });
      return data as FalloutItemList;
    },
    placeholderData: keepPreviousData,
    refetchInterval: lookAgainMs,
  });
}

export const handlingsQuery = queryOptions({
  queryKey: ['fallout', 'handled'],
  queryFn: async ({ signal }) =>
    (await api.GET('/api/operator/fallout/handled', { signal })).data as HandlingList,
});

/** One act of staff on failed numbers, however many requests it takes; tells how far it is. */
export async function handleFallout(
  act: Omit<HandleRequest, 'after'>,
  onProgress: (done: FalloutHandled) => void,
): Promise<FalloutHandled> {
  let refused = 0;
  let after: string | undefined;
  for (;;) {
    const body = { ...act, ...(after ? { after } : {}) };
    const { data } = await api.POST('/api/operator/fallout/handle', { body });
    const part = data as FalloutHandled;
    refused += part.refused;
    const done = { ...part, refused };
    if (part.next === null) {
      await queries.invalidateQueries({ queryKey: ['fallout'] });
      return done;
    }
    after = part.next;
    onProgress(done);
  }
}

export function driftQuery(wanted: DriftFilter & { page: number; size: number }) {
  return queryOptions({
    queryKey: ['drift', wanted],
    queryFn: async ({ signal }) =>
      (await api.GET('/api/operator/drift', { params: { query: wanted }, signal })).data as DriftList,
    placeholderData: keepPreviousData,
    refetchInterval: lookAgainMs,
  });
}

/** Corrects the network or takes over what it has; of many in several requests. */
export async function actOnDrift(act: DriftAct, asked: Omit<RepairRequest, 'after'>): Promise<DriftDone> {
  const sum = { made: 0, notPossible: 0, underWay: 0 };
  let after: string | null = null;
  do {
    const body: RepairRequest = { ...asked, ...(after ? { after } : {}) };
    const part = await (act === 'repair' ? repair(body) : takeOver(body));
    sum.made += part.made;
    sum.notPossible += part.notPossible;
    sum.underWay += part.underWay;
    after = part.next;
  } while (after !== null);
  await queries.invalidateQueries({ queryKey: ['drift'] });
  return sum;
}

async function repair(body: RepairRequest) {
  const { data } = await api.POST('/api/operator/drift/repair', { body });
  const done = data as DriftRepaired;
  return { ...done, made: done.repaired };
}

async function takeOver(body: RepairRequest) {
  const { data } = await api.POST('/api/operator/drift/take-over', { body });
  const done = data as DriftTakenOver;
  return { ...done, made: done.takenOver };
}

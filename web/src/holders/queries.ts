import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type {
  Assigned,
  AssignmentKind,
  CostCentre,
  CostCentreList,
  HeldLines,
  Holder,
  HolderList,
  LineAssignments,
} from '../../../server/holders/contract.ts';
import type { Selection } from '../../../server/finding/contract.ts';
import { api } from '../api/client.ts';
import type { CostCentreDraft } from './cost-centre-form.tsx';
import type { HolderDraft } from './holder-form.tsx';

export function lineAssignmentsQuery(lineId: string) {
  return queryOptions({
    queryKey: ['fleet', 'line', lineId, 'assignments'],
    queryFn: async ({ signal }) =>
      (await api.GET('/api/fleet/lines/{lineId}/assignments', { params: { path: { lineId } }, signal }))
        .data as LineAssignments,
  });
}

type Wanted = { search?: string | undefined; page?: number | undefined; size?: number | undefined };

export function holdersQuery(query: Wanted) {
  return queryOptions({
    queryKey: ['holders', 'people', query],
    queryFn: async ({ signal }) =>
      (await api.GET('/api/holders', { params: { query }, signal })).data as HolderList,
    placeholderData: keepPreviousData,
  });
}

export function holderQuery(holderId: string) {
  return queryOptions({
    queryKey: ['holders', 'one', holderId],
    queryFn: async ({ signal }) =>
      (await api.GET('/api/holders/{holderId}', { params: { path: { holderId } }, signal })).data as Holder,
  });
}

/** The numbers that one user has, will have and had. */
export function heldLinesQuery(holderId: string, query: { page: number; size: number }) {
  return queryOptions({
    queryKey: ['holders', 'one', holderId, 'lines', query],
    queryFn: async ({ signal }) =>
      (await api.GET('/api/holders/{holderId}/lines', { params: { path: { holderId }, query }, signal }))
        .data as HeldLines,
    placeholderData: keepPreviousData,
  });
}

/** Writes down a new user, or anew who the one of this id is. */
export async function saveHolder(holderId: string | undefined, body: HolderDraft): Promise<Holder> {
  if (holderId === undefined) return (await api.POST('/api/holders', { body })).data as Holder;
  const params = { path: { holderId } };
  return (await api.PUT('/api/holders/{holderId}', { params, body })).data as Holder;
}

export async function removeHolder(holderId: string): Promise<void> {
  await api.DELETE('/api/holders/{holderId}', { params: { path: { holderId } } });
}

/** Writes down a new cost centre, or names the one of this id anew. */
export async function saveCostCentre(
  costCentreId: string | undefined,
  draft: CostCentreDraft,
): Promise<CostCentre> {
  if (costCentreId === undefined)
    return (await api.POST('/api/cost-centres', { body: draft })).data as CostCentre;
  return changeCostCentre(costCentreId, { name: draft.name });
}

export async function changeCostCentre(
  costCentreId: string,
  body: { name?: string; closed?: boolean },
): Promise<CostCentre> {
  const params = { path: { costCentreId } };
  return (await api.PATCH('/api/cost-centres/{costCentreId}', { params, body })).data as CostCentre;
}

export function costCentresQuery(query: Wanted & { open?: 'true' | 'false' | undefined }) {
  return queryOptions({
    queryKey: ['holders', 'cost-centres', query],
    queryFn: async ({ signal }) =>
      (await api.GET('/api/cost-centres', { params: { query }, signal })).data as CostCentreList,
    placeholderData: keepPreviousData,
  });
}

export type NewAssignment = {
  selection: Selection;
  kind: AssignmentKind;
  targetId: string;
  from: string;
  until: string | null;
};

/** Gives lines a holder or a cost centre, some of many; the answer says how many are left. */
export async function assignSome({
  selection,
  kind,
  targetId,
  from,
  until,
}: NewAssignment): Promise<Assigned> {
  const body = { selection, kind, targetId, from, until };
  return (await api.POST('/api/fleet/assignments', { body })).data as Assigned;
}

export type EndWish = { selection: Selection; kind: AssignmentKind; on: string };

/** After a day lines have no holder or cost centre; as `assignSome`. */
export async function endSome({ selection, kind, on }: EndWish): Promise<Assigned> {
  return (await api.POST('/api/fleet/assignments/end', { body: { selection, kind, on } })).data as Assigned;
}

export async function withdraw(lineId: string, kind: AssignmentKind, assignmentId: string): Promise<void> {
  await api.DELETE('/api/fleet/lines/{lineId}/assignments/{kind}/{assignmentId}', {
    params: { path: { lineId, kind, assignmentId } },
  });
}

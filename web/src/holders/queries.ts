import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type {
  Assigned,
  AssignmentKind,
  CostCentreList,
  HolderList,
  LineAssignments,
} from '../../../server/holders/contract.ts';
import type { Selection } from '../../../server/fleet/contract.ts';
import { api } from '../api/client.ts';

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

/** Gives the lines a holder or a cost centre, call after call until none is left; `onProgress` hears how many are done. */
export function assign(wanted: NewAssignment, onProgress: (done: number) => void): Promise<Assigned> {
  return untilNoneLeft(
    async () => (await api.POST('/api/fleet/assignments', { body: wanted })).data as Assigned,
    onProgress,
  );
}

/** After a day the lines have no holder or cost centre. */
export function endAssignment(
  wanted: { selection: Selection; kind: AssignmentKind; on: string },
  onProgress: (done: number) => void,
): Promise<Assigned> {
  return untilNoneLeft(
    async () => (await api.POST('/api/fleet/assignments/end', { body: wanted })).data as Assigned,
    onProgress,
  );
}

async function untilNoneLeft(
  ask: () => Promise<Assigned>,
  onProgress: (done: number) => void,
): Promise<Assigned> {
  let changed = 0;
  for (;;) {
    const some = await ask();
    changed += some.changed;
    onProgress(changed);
    if (some.left === 0 || some.changed === 0) return { ...some, changed };
  }
}

export async function withdraw(lineId: string, kind: AssignmentKind, assignmentId: string): Promise<void> {
  await api.DELETE('/api/fleet/lines/{lineId}/assignments/{kind}/{assignmentId}', {
    params: { path: { lineId, kind, assignmentId } },
  });
}

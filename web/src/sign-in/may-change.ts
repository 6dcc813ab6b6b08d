import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { meQuery } from './session.ts';

/** Why this person can change nothing, as a sentence; null when he can. The server refuses too. */
export function useReadOnlyReason(): string | null {
  const { i18n } = useLingui();
  const { data: person } = useQuery(meQuery);
  if (person?.role !== 'viewer') return null;
  return i18n.t({
    id: 'sign-in.read-only',
    message: 'Your access lets you look, not change. Ask the fleet manager of your company.',
  });
}

/** Whether the operator lets numbers of several kinds of subscription and statuses be changed in one order. */
export function useMixedSelection(): boolean {
  const { data: person } = useQuery(meQuery);
  return person?.mixedSelection ?? false;
}

import { queryOptions } from '@tanstack/react-query';
import type { Me } from '../../../server/organisations/contract.ts';
import { api } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import { ProblemError } from '../kit/problem.ts';

/** Who is signed in, with what the operator lets customers do; null when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) => {
    try {
      const { data } = await api.GET('/api/me', { signal });
      return data ? knownAs(data) : null;
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 401) return null;
      throw error;
    }
  },
});

/** Signs in; throws a problem `wrong-credentials` or `too-many-attempts`. */
export async function signIn(email: string, password: string): Promise<void> {
  const { data } = await api.POST('/api/sign-in', { body: { email, password } });
  queries.clear();
  if (data) queries.setQueryData(meQuery.queryKey, knownAs(data));
}

/** Ends the session of this browser, or of all of the person's browsers, and forgets what was fetched with it. */
export async function signOut(everywhere: boolean): Promise<void> {
  await (everywhere ? api.POST('/api/sign-out-everywhere') : api.POST('/api/sign-out'));
  forget();
}

/** Nobody is signed in any more: nothing that was fetched may stay on the page. */
export function forget(): void {
  queries.clear();
  queries.setQueryData(meQuery.queryKey, null);
}

function knownAs({ person, ...allowed }: Me) {
  return { ...person, ...allowed };
}

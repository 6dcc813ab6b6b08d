import { QueryClient } from '@tanstack/react-query';
import { problemIn } from '../kit/problem.ts';

/** What was fetched, for all pages. Refusals are final; a lost connection or a busy server is tried again twice. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: true,
      retry: (failures, error) => {
        const { status } = problemIn(error);
        return failures < 2 && (status === 0 || status === 502 || status === 503 || status === 504);
      },
    },
    mutations: { retry: false },
  },
});

import { useLingui } from '@lingui/react';
import type { Problem } from './problem.ts';

/** What to tell the person: the server's own sentence, or ours when no answer came or the page itself failed. */
export function useProblemSentence(): (problem: Problem) => string {
  const { i18n } = useLingui();
  return (problem) => {
    if (problem.status > 0 && problem.detail) return problem.detail;
    if (problem.status === 0) {
      return i18n.t({
        id: 'kit.problem.offline',
        message: 'The portal cannot be reached. Check your connection and try again.',
      });
    }
    return i18n.t({
      id: 'kit.problem.page',
      message: 'This part of the page failed. What you sent before is kept.',
    });
  };
}

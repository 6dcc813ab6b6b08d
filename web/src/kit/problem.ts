/** An answer that says no, as the server wrote it for the person (RFC 9457); `status` 0 when no answer came at all. */
export type Problem = {
  status: number;
  /** Stable name of the refusal, for programs. */
  code: string;
  /** The sentence for the person, in the language of the page. */
  detail: string;
  requestId?: string | undefined;
  fields?: { pointer: string; code: string; detail: string }[] | undefined;
  /** Seconds after which trying again makes sense. */
  retryAfter?: number | undefined;
  /** Further members of the problem (RFC 9457 §3.2), each as its refusal documents it. */
  extra?: Record<string, unknown> | undefined;
};

/** Thrown by every call of the API that did not succeed. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** The problem in whatever was thrown: an answer of the server, or a defect of the page (`status` -1). */
export function problemIn(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return { status: -1, code: 'page-defect', detail: error instanceof Error ? error.message : String(error) };
}

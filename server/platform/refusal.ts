/** Values that a refusal's sentence is filled with, and that a program may read (`RFC 9457 §3.2` extension members). */
export type RefusalValues = Record<string, string | number>;

/** One wrong field of a request: `pointer` is a JSON pointer (RFC 6901) into the body, or `#query/<name>`. */
export type FieldProblem = { pointer: string; code: string; detail: string };

/**
 * An expected "no": told to the person in his language and to programs as an RFC 9457 problem with a stable code.
 * `code` is kebab-case and never changes; the sentence is the message `refusal.<code>` of the locale catalogues,
 * filled with `values`; `message` is its English text. Anything else that is thrown is a defect (500).
 */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly values: RefusalValues;
  readonly fields: FieldProblem[];
  readonly extra: Record<string, unknown>;

  constructor(
    status: 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 415 | 422 | 423 | 429 | 503,
    code: string,
    message: string,
    options: { values?: RefusalValues; fields?: FieldProblem[]; extra?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.values = options.values ?? {};
    this.fields = options.fields ?? [];
    this.extra = options.extra ?? {};
  }
}

/** What a person may not see does not exist for him: lists, pages, exports and jobs all answer with this. */
export function notFound(): Refusal {
  return new Refusal(404, 'not-found', 'There is nothing at this address, or you may not see it.');
}

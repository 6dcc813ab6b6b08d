import type { z, ZodError } from 'zod';
import { type FieldProblem, Refusal } from '../refusal.ts';
import type { Texts } from '../texts.ts';

/** Body of an error answer: RFC 9457 problem with our stable `code` and the id of the request. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  requestId: string;
  fields?: FieldProblem[];
  [extension: string]: unknown;
};

/** The refusal as the person reads it, in his language. */
export function problemOf(refusal: Refusal, texts: Texts, requestId: string): Problem {
  const detail = texts.t({ id: `refusal.${refusal.code}`, message: refusal.message, values: refusal.values });
  return {
    type: `urn:flottille:problem:${refusal.code}`,
    title: refusal.code,
    status: refusal.status,
    code: refusal.code,
    detail,
    requestId,
    ...(refusal.fields.length > 0 ? { fields: refusal.fields } : {}),
    ...(Object.keys(refusal.values).length > 0 ? { values: refusal.values } : {}),
    ...refusal.extra,
  };
}

/** A defect: nothing of it leaves but the id under which the log has it. */
export function defect(texts: Texts, requestId: string): Problem {
  return {
    type: 'urn:flottille:problem:defect',
    title: 'defect',
    status: 500,
    code: 'defect',
    detail: texts.t({
      id: 'refusal.defect',
      message:
        'Something went wrong on our side. Nothing was changed. Quote {requestId} when you ask for help.',
      values: { requestId },
    }),
    requestId,
  };
}

/** What a schema found wrong, each with a JSON pointer (RFC 6901) below `#/body`, `#/query` or `#/headers`. */
export function fieldProblems(part: string, error: ZodError): FieldProblem[] {
  return error.issues.flatMap(meant).map((issue) => ({
    pointer: pointerTo([part, ...issue.path.map(String)]),
    code: issue.code ?? 'invalid',
    detail: issue.message,
  }));
}

/** Of a value that fits none of several shapes: what is wrong by the one it was meant to be, where only one does not lack anything. */
function meant(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const shapes = issue.errors.filter((found) => found.length > 0 && !found.some(isOtherShape));
  const [shape] = shapes;
  if (!shape || shapes.length > 1) return [issue];
  return shape.flatMap((inner) => meant({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** Another type altogether, or a member that is not there. */
function isOtherShape(issue: z.core.$ZodIssue): boolean {
  if (issue.path.length === 0) return issue.code === 'invalid_type';
  return issue.path.length === 1 && 'input' in issue && issue.input === undefined;
}

export function pointerTo(path: string[]): string {
  return `#/${path.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
}

/** The refusal of a request in which these fields are wrong. */
export function invalidInput(fields: FieldProblem[]): Refusal {
  return new Refusal(400, 'invalid-input', 'Some of what was sent cannot be used: {fields}.', {
    values: {
      fields: fields
        .map(({ pointer, detail }) => `${pointer.replace(/^#\/[a-z]+\/?/, '')}: ${detail}`.replace(/^: /, ''))
        .join('; '),
    },
    fields,
  });
}

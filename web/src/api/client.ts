import { i18n } from '@lingui/core';
import createClient from 'openapi-fetch';
import { type Problem, ProblemError } from '../kit/problem.ts';
import type { paths } from './schema.d.ts';

/**
 * The API of the server, typed by its own document. Every call answers with data or throws a `ProblemError`:
 * `const { data } = await api.GET('/api/me')`. The session is a cookie that scripts cannot read; the browser's own
 * `Origin` and `Sec-Fetch-Site` guard against other sites.
 */
export const api = createClient<paths>({ fetch: fetchOrProblem });

type SignedOut = () => void;
let onSignedOut: SignedOut = () => {};

/** Says what happens when the server no longer knows who asks. */
export function whenSignedOut(act: SignedOut): void {
  onSignedOut = act;
}

async function fetchOrProblem(request: Request): Promise<Response> {
  request.headers.set('x-locale', i18n.locale);
  // the server takes nothing but JSON from a browser, also where there is nothing to say: no form of another site can send that
  if (request.method !== 'GET' && !request.headers.has('content-type'))
    request.headers.set('content-type', 'application/json');
  let response: Response;
  try {
    response = await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw new ProblemError({ status: 0, code: 'offline', detail: String(error) });
  }
  if (response.ok) return response;
  const problem = await problemFrom(response);
  if (problem.status === 401 && problem.code === 'sign-in-needed') onSignedOut();
  throw new ProblemError(problem);
}

/** What a refusing answer says; also when something between us and the server answered in its own words. */
export async function problemFrom(response: Response): Promise<Problem> {
  const retryAfter = Number(response.headers.get('retry-after'));
  const shared = {
    status: response.status,
    requestId: response.headers.get('x-request-id') ?? undefined,
    retryAfter: retryAfter > 0 ? retryAfter : undefined,
  };
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith('application/problem+json')) return { ...shared, code: 'no-problem', detail: '' };
  const body: Partial<Problem> = await response.json();
  return {
    ...shared,
    code: body.code ?? 'unknown',
    detail: body.detail ?? '',
    requestId: body.requestId ?? shared.requestId,
    fields: body.fields,
    extra: { ...body },
  };
}

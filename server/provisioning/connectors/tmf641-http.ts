import { errorCode } from '../../platform/start-failure.ts';
import { NoAnswer } from '../outcome.ts';
import { readJson } from './tmf641-body.ts';
import { type Credentials, tokenKeeper } from './tmf641-token.ts';

/** What an OSS answered: surely to this request, whatever it says. `body` is undefined when it is no JSON. */
export type OssAnswer = {
  status: number;
  body: unknown;
  /** RFC 9110 §10.2.3, in milliseconds, at most an hour. */
  retryAfterMs: number | undefined;
};

export type OssHttp = {
  /** Throws when there is no answer, or one that says nothing of what became of the request (5xx). */
  send(
    request: {
      method: 'GET' | 'POST' | 'DELETE';
      path: string;
      body?: unknown;
      /** Sent as it is (W3C Trace Context). */
      traceparent?: string | undefined;
    },
    signal: AbortSignal,
  ): Promise<OssAnswer>;
};

const mostBytes = 1_048_576;
const mostWaitMs = 3_600_000;

/**
 * Speaks HTTP to an OSS at this address; follows no redirect, which would take the credentials elsewhere. Each request has a connection of
 * its own: on one that is used again, an answer that comes twice would be taken for that of the next request.
 */
export function ossHttp({ address, credentials }: { address: string; credentials: Credentials }): OssHttp {
  const tokens = tokenKeeper(credentials);
  const base = address.replace(/\/+$/, '');

  async function sendOnce(
    { method, path, body, traceparent }: Parameters<OssHttp['send']>[0],
    signal: AbortSignal,
  ): Promise<OssAnswer> {
    try {
      const response = await fetch(`${base}${path}`, {
        method,
        redirect: 'error',
        signal,
        headers: {
          accept: 'application/json',
          connection: 'close',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(traceparent !== undefined && { traceparent }),
          ...(await tokens.header()),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const { status } = response;
      const retryAfterMs = waitOf(response.headers.get('retry-after'));
      return { status, body: await readJson(response, mostBytes), retryAfterMs };
    } catch (error) {
      throw signal.aborted ? signal.reason : broken(error);
    }
  }

  return {
    send: async (request, signal) => {
      let answer = await sendOnce(request, signal);
      if (answer.status === 401 && tokens.forget()) answer = await sendOnce(request, signal);
      // Nothing about the change: leaves the element alone until somebody repairs the credentials.
      if (answer.status === 401) throw new NoAnswer('the OSS does not accept the credentials (401)');
      const isBusy = answer.status === 503 && answer.retryAfterMs !== undefined;
      if (answer.status >= 500 && !isBusy)
        throw new NoAnswer(`the OSS failed (status ${answer.status}) at ${request.method} ${request.path}`);
      return answer;
    },
  };
}

/** Of what undici throws, the error of the socket is in `cause`; whatever it is (a certificate, too long a header), it is the connection. */
function broken(error: unknown): Error {
  if (error instanceof NoAnswer) return error;
  const cause = error instanceof Error ? error.cause : undefined;
  const reason = errorCode(cause) || errorCode(error) || 'no code';
  return Object.assign(new Error(`the connection to the OSS broke (${reason})`), { code: 'ECONNRESET' });
}

function waitOf(header: string | null): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.min(mostWaitMs, Math.max(0, ms));
}

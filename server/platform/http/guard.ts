import { Refusal } from '../refusal.ts';

/**
 * Refuses a request that another site made the browser send (CSRF). Browsers name the origin of each unsafe request in
 * `Sec-Fetch-Site` and `Origin`; programs without cookies send neither and are let through (they have no ambient session).
 */
export function refuseForeignOrigin(request: Request, publicOrigin: string | null): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  if (
    site !== null
      ? site !== 'same-origin' && site !== 'none'
      : origin !== null && !isOwn(origin, request, publicOrigin)
  ) {
    throw new Refusal(403, 'foreign-origin', 'This request came from another site and was refused.');
  }
}

function isOwn(origin: string, request: Request, publicOrigin: string | null): boolean {
  return origin === publicOrigin || origin.replace(/^https?:\/\//, '') === request.headers.get('host');
}

/** Reads a JSON body of at most `limit` bytes. Only `application/json` is taken, which no HTML form can send. */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/(?:[a-z.+-]+\+)?json\b/i.test(type)) {
    throw new Refusal(415, 'not-json', 'The body must be JSON (Content-Type: application/json).');
  }
  const text = new TextDecoder('utf-8', { fatal: true });
  let read = '';
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > limit) throw tooLarge(limit);
      read += text.decode(chunk, { stream: true });
    }
    return JSON.parse(read + text.decode());
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(400, 'not-json', 'The body must be JSON (Content-Type: application/json).');
  }
}

function tooLarge(limit: number): Refusal {
  return new Refusal(413, 'too-large', 'What was sent is too large: at most {limit} kB.', {
    values: { limit: Math.round(limit / 1024) },
  });
}

/** Counts requests per key in fixed windows of a minute; refuses above the limit. One per process: a floor, not a quota. */
export function requestLimiter(now: () => Date) {
  let windowStart = 0;
  let counts = new Map<string, number>();
  return (key: string, perMinute: number): void => {
    const current = Math.floor(now().getTime() / 60_000);
    if (current !== windowStart) {
      windowStart = current;
      counts = new Map();
    }
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count > perMinute) {
      throw new Refusal(429, 'too-many-requests', 'Too many requests. Try again in a minute.', {
        extra: { retryAfter: 60 - Math.floor((now().getTime() / 1000) % 60) },
      });
    }
  };
}

/** Headers of every answer. Styles may be inline because the component library writes style attributes; scripts never. */
export const securityHeaders: Record<string, string> = {
  'content-security-policy': [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

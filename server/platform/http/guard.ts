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

/** What a page may load: files of our own, and of inline things only images. `style` loosens the styles of a page that needs it. */
export function contentPolicy(style: "'self'" | "'self' 'unsafe-inline'"): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src ${style}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ].join('; ');
}

/** Headers of every answer. Neither scripts nor styles may be inline: whatever gets into a page as text stays text. */
export function securityHeaders(publicOrigin: string | null): Record<string, string> {
  return {
    'content-security-policy': contentPolicy("'self'"),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(publicOrigin?.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

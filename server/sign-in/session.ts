import { createHmac, timingSafeEqual } from 'node:crypto';

export const sessionCookie = 'flottille_session';

const day = 24 * 60 * 60 * 1000;
export const sessionRules = {
  /** A session not used for so long ends. */
  idle: 7 * day,
  /** No session lasts longer, however much it is used. The cookie says the same to the browser. */
  longest: 30 * day,
  /** The end is moved on in steps, so that a request does not write. */
  step: day,
};

/** When a session that is used at `now` should end, if that is worth writing; null = leave it. */
export function extendedEnd(session: { createdAt: Date; expiresAt: Date }, now: Date): Date | null {
  const end = Math.min(now.getTime() + sessionRules.idle, session.createdAt.getTime() + sessionRules.longest);
  return end - session.expiresAt.getTime() >= sessionRules.step ? new Date(end) : null;
}

/** The token of the session's cookie when its signature is ours; null = no session worth asking the database for. */
export function sessionToken(request: Request, secret: string): string | null {
  const signed = cookieValue(request.headers.get('cookie') ?? '', sessionCookie);
  const dot = signed.lastIndexOf('.');
  if (dot < 1) return null;
  const token = signed.slice(0, dot);
  const given = Buffer.from(signed.slice(dot + 1), 'base64');
  // As the identity library signs it: HMAC-SHA-256 of the token.
  const right = createHmac('sha256', secret).update(token).digest();
  return given.length === right.length && timingSafeEqual(given, right) ? token : null;
}

/** The header that makes the browser drop the session's cookie. */
export function endedCookie(secure: boolean): string {
  return `${sessionCookie}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

function cookieValue(header: string, name: string): string {
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=');
    if (equals < 0 || pair.slice(0, equals).trim() !== name) continue;
    try {
      return decodeURIComponent(pair.slice(equals + 1).trim());
    } catch {
      return '';
    }
  }
  return '';
}

import type { Pool } from 'pg';
import { actorOf } from '../organisations/organisations.ts';
import type { Actor } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import { extendedEnd, sessionToken } from './session.ts';
import { extendSession, findSignedIn } from './session-store.ts';

/** Says who sends a request: one query when it has a cookie of ours, none otherwise. An ended session is nobody. */
export function authenticator(parts: { pool: Pool; clock: Clock; secret: string }) {
  return async (request: Request): Promise<Actor> => {
    const token = sessionToken(request, parts.secret);
    if (token === null) return { kind: 'anonymous' };
    const now = parts.clock.now();
    const found = await findSignedIn(parts.pool, token, now);
    if (!found) return { kind: 'anonymous' };
    const end = extendedEnd(found, now);
    if (end) await extendSession(parts.pool, token, end, now);
    return actorOf(found);
  };
}

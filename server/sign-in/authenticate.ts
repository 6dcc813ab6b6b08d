import type { Pool } from 'pg';
import { actorOf, type PersonFacts } from '../organisations/organisations.ts';
import type { Actor } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import { extendedEnd, sessionToken } from './session.ts';

// Prepared once per connection: this runs before every answer of the portal.
const whoSignedIn = {
  name: 'sign-in who signed in',
  text: `
    SELECT session.created_at AS "createdAt", session.expires_at AS "expiresAt",
           person.id, person.organisation_id AS "organisationId", person.role, person.email,
           person.first_name AS "firstName", person.last_name AS "lastName", person.locale,
           (SELECT array_agg(billing_account_id) FROM person_billing_account WHERE person_id = person.id)
             AS "billingAccountIds"
    FROM sign_in_session AS session
    JOIN person ON person.id = session.person_id
    WHERE session.token = $1 AND session.expires_at > $2 AND person.disabled_at IS NULL`,
};
const extend =
  'UPDATE sign_in_session SET expires_at = $2, updated_at = $3 WHERE token = $1 AND expires_at < $2';

/** Says who sends a request: one query when it has a cookie of ours, none otherwise. An ended session is nobody. */
export function authenticator(parts: { pool: Pool; clock: Clock; secret: string }) {
  return async (request: Request): Promise<Actor> => {
    const token = sessionToken(request, parts.secret);
    if (token === null) return { kind: 'anonymous' };
    const now = parts.clock.now();
    const { rows } = await parts.pool.query<PersonFacts & { createdAt: Date; expiresAt: Date }>({
      ...whoSignedIn,
      values: [token, now],
    });
    const [found] = rows;
    if (!found) return { kind: 'anonymous' };
    const end = extendedEnd(found, now);
    if (end) await parts.pool.query(extend, [token, end, now]);
    return actorOf(found);
  };
}

import type { Pool } from 'pg';
import type { PersonFacts } from '../organisations/organisations.ts';

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

export type SignedIn = PersonFacts & { createdAt: Date; expiresAt: Date };

/** The session with this token and its person, as long as it has not ended and he is not shut out. */
export async function findSignedIn(pool: Pool, token: string, now: Date): Promise<SignedIn | undefined> {
  const { rows } = await pool.query<SignedIn>({ ...whoSignedIn, values: [token, now] });
  return rows[0];
}

/** Moves the end of a session on, never back. */
export async function extendSession(pool: Pool, token: string, end: Date, now: Date): Promise<void> {
  await pool.query(extend, [token, end, now]);
}
